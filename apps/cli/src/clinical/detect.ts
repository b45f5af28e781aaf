/** A bare series of ratings through the same rules and the same way back as an episode. */
import { isAtCeiling } from '#lib/courses';
import { DAY } from '#lib/kernel';
import {
  type Tuning,
  judgeOccasion,
  ruptureAfter,
  type CodedSession,
  kindOf,
  markRepaired,
  repairFraction,
  type Verdict,
  RULES,
  isUnsettled,
  type Rupture,
  type RuptureState,
  type Occasion,
  type OwnFigures,
  isRated,
  type Rating,
  type EpisodeState,
  type RuptureTier,
} from '#lib/alliance';
import type { Instrument, DirectAnswers } from '#lib/instruments';

type Detector = NonNullable<(typeof RULES)[number]['detector']>;

interface CodedInput {
  readonly r1: 'no' | 'a little' | 'yes';
  readonly r2?: number | null | undefined;
  readonly r3?: number | null | undefined;
}

interface Ticked {
  readonly at: number;
  readonly kind: 'withdrawal' | 'confrontation' | 'repair-attempted' | 'repair-achieved';
  readonly significance?: number | undefined;
  readonly source?: CodedSession['source'] | undefined;
}

export interface DetectInput {
  readonly instrument: Instrument;
  readonly figures: OwnFigures;
  readonly series: readonly (number | null)[];
  readonly pulse: readonly (CodedInput | null)[];
  readonly therapist: readonly (number | null)[];
  readonly markers: readonly Ticked[];
  readonly repairWithin: number | undefined;
}

export interface Detection {
  readonly findings: readonly { readonly at: number; readonly detector: Detector; readonly tier: RuptureTier }[];
  readonly ruptures: readonly Course[];
}

interface Course {
  readonly onset: number;
  readonly reference: number | null;
  readonly states: readonly {
    readonly at: number;
    readonly fraction: number | null;
    readonly state: RuptureState | 'resolved in session';
  }[];
}

interface DetectState {
  readonly rupture: Rupture | null;
  readonly findings: Detection['findings'];
  readonly ruptures: readonly Course[];
}

export function detect(told: DetectInput): Detection {
  const length = Math.max(told.series.length, told.pulse.length);
  const ratings = Array.from({ length }, (_, i) => ratingAt(told, i));
  let walk: DetectState = { rupture: null, findings: [], ruptures: [] };
  for (let at = 1; at <= length; at++) {
    walk = afterForm(walk, told, ratings.slice(0, at));
    walk = told.markers.some((ticked) => ticked.at === at) ? afterMarks(walk, told, at) : walk;
  }
  return { findings: walk.findings, ruptures: walk.ruptures };
}

/** Ratings a week apart. */
const when = (at: number): number => at * 7 * DAY;
const FELT = { no: 0, 'a little': 1, yes: 2 } as const;

function ratingAt({ series, pulse }: Pick<DetectInput, 'series' | 'pulse'>, i: number): Rating {
  const said = pulse[i];
  const probe: DirectAnswers | null = said
    ? { felt: FELT[said.r1], mattered: said.r2 ?? null, sortedOut: said.r3 ?? null }
    : null;
  const value = series[i] ?? null;
  const place = { at: when(i + 1), event: `rating ${i + 1}`, form: String(i + 1) };
  return { ...place, value, prorated: false, scales: [value], parts: [], probe, verdict: null, rules: [], shadow: [] };
}

function afterForm(walk: DetectState, told: DetectInput, ratings: readonly Rating[]): DetectState {
  const at = ratings.length;
  const rating = ratings.at(-1);
  const occasion = rating && occasionOf(told, ratings, rating);
  if (!occasion) return walk;
  const verdict = judgeOccasion(occasion, tuningOf(told));
  const rupture = ruptureAfter(walk.rupture, heardAt({ at, verdict, sign: rating, series: 'client' }), tuningOf(told));
  const full = occasion.kind === 'rating' && isAtCeiling(told.instrument, occasion.rated);
  const ceiling = full ? [{ at, detector: 'D8' as const, tier: 'prompt' as const }] : [];
  const findings = [...walk.findings, ...findingsOf(at, verdict), ...ceiling];
  return follow({ ...walk, findings }, rupture, { at, value: rating.value });
}

function occasionOf(told: DetectInput, ratings: readonly Rating[], rating: Rating): Occasion | undefined {
  if (!isRated(rating)) return rating.probe ? { kind: 'words', rating } : undefined;
  const theirs = told.therapist.slice(0, ratings.length);
  const { code, version } = told.instrument;
  const clinician: EpisodeState['series'][number] = {
    instrument: code,
    version,
    respondent: 'clinician',
    ratings: theirs.map((_, i) => ratingAt({ series: theirs, pulse: [] }, i)),
  };
  const rated = ratings.filter(isRated);
  return { kind: 'rating', instrument: told.instrument, rated, alongside: [clinician], own: told.figures };
}

const tuningOf = ({ repairWithin }: DetectInput): Tuning => ({
  parameters: repairWithin === undefined ? {} : { repair: { forms: repairWithin } },
  shadow: [],
});

interface HeardAt {
  readonly at: number;
  readonly verdict: Verdict;
  readonly sign: Pick<Rating, 'at' | 'value' | 'probe'>;
  readonly series: string | null;
}

const heardAt = ({ at, ...heard }: HeardAt) => ({
  ...heard,
  onset: when(at),
  facet: null,
  kind: 'unknown' as const,
  cause: String(at),
  historical: false,
});

const DETECTORS: ReadonlyMap<string, Detector | undefined> = new Map(
  RULES.map(({ code, detector }) => [code, detector]),
);

/** In the order of the rules, which is that of the detectors. */
const findingsOf = (at: number, { findings }: Verdict): Detection['findings'] =>
  findings.flatMap(({ rule, tier }) => {
    const detector = DETECTORS.get(rule);
    return detector ? [{ at, detector, tier }] : [];
  });

/** All that was ticked about one hour counts together. */
function afterMarks(walk: DetectState, told: DetectInput, at: number): DetectState {
  const hours = told.markers.filter((ticked) => ticked.at <= at).map(hourOf);
  const now = told.markers.filter((ticked) => ticked.at === at && ticked.source !== 'assisted').map(hourOf);
  const merged = [...hours.filter((hour) => hour.at < when(at)), ...together(now)];
  if (now.length === 0) return walk;
  const verdict = judgeOccasion({ kind: 'marked', hours: merged }, tuningOf(told));
  const sign = { at: when(at), value: null, probe: null };
  const judged = ruptureAfter(walk.rupture, heardAt({ at, verdict, sign, series: null }), tuningOf(told));
  const kind = kindOf(now, judged?.kind);
  const achieved = now.some(({ markers }) => markers.some(({ code }) => code === 'repair.achieved'));
  const named = judged && { ...judged, kind };
  const rupture = named && achieved && isUnsettled(named) ? markRepaired(named, when(at)) : named;
  const findings = [...walk.findings, ...findingsOf(at, verdict)];
  return follow({ ...walk, findings }, rupture, { at, value: null });
}

const CODES = {
  withdrawal: 'rupture.withdrawal',
  confrontation: 'rupture.confrontation',
  'repair-attempted': 'repair.attempted',
  'repair-achieved': 'repair.achieved',
} as const;

const hourOf = ({ at, kind, significance, source = 'clinician' }: Ticked): CodedSession => ({
  at: when(at),
  event: `mark ${at}`,
  note: String(at),
  by: null,
  source,
  markers: [{ code: CODES[kind], marker: null, significance: significance ?? null }],
});

const together = (hours: readonly CodedSession[]): readonly CodedSession[] =>
  hours.slice(0, 1).map((hour) => ({ ...hour, markers: hours.flatMap(({ markers }) => markers) }));

interface DetectStep {
  readonly at: number;
  readonly value: number | null;
}

/** Writes down where the rupture stands; one that has been repaired is written down once. */
function follow(walk: DetectState, rupture: Rupture | null, step: DetectStep): DetectState {
  if (!rupture) return walk;
  if (rupture.cause !== walk.rupture?.cause) return begin(walk, rupture, step);
  const course = walk.ruptures.at(-1);
  if (!course || !isUnsettled(walk.rupture)) return { ...walk, rupture };
  const silent = step.value === null && rupture.state === walk.rupture.state;
  const entry = { at: step.at, fraction: fractionOf(rupture, step.value), state: rupture.state };
  const next = { ...course, reference: rupture.reference, states: silent ? course.states : [...course.states, entry] };
  return { ...walk, rupture, ruptures: [...walk.ruptures.slice(0, -1), next] };
}

/** With a reference the first sign is the low point itself; without one, how it stands after the client's words. */
function begin(walk: DetectState, rupture: Rupture, { at }: DetectStep): DetectState {
  const { reference } = rupture;
  const state = rupture.state === 'repaired' ? ('resolved in session' as const) : rupture.state;
  const course = { onset: at, reference, states: reference === null ? [{ at, fraction: null, state }] : [] };
  return { ...walk, rupture, ruptures: [...walk.ruptures, course] };
}

const fractionOf = ({ reference, nadir }: Rupture, value: number | null): number | null =>
  value === null || reference === null ? null : repairFraction(value, nadir ?? value, reference);
