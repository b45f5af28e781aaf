/** One synthetic clinic, and what Rapport makes of its events: the raw material of the benchmark's figures. */
import { attendedSessions } from '#lib/attendance';
import {
  foldEpisode,
  DEFAULT_RULES,
  SITES,
  USUAL_SITE,
  type ClinicRules,
  type EpisodeState,
  type DropoutSettings,
} from '#lib/alliance';
import {
  boundaryOf,
  plainRow,
  predict,
  recalibrateModel,
  referencesOf,
  splitRows,
  dropoutRows,
  rupturesIn,
  type BaselineRow,
  type HeldSession,
  type RecalibrationMethod,
  type PredictedRow,
  type SeenRupture,
  type DropoutRow,
  type TrueRupture,
} from '#lib/evaluation';
import type { ClinicEvent } from '#lib/events';
import { generateClinic, intervalsOf, truthUpTo, type EpisodeTruth, type SyntheticClinic } from '#lib/synthetic';

export interface RunPlan {
  readonly seed: number;
  readonly clients: number;
  readonly months: number;
  /** Where the data end, ms. */
  readonly endsAt: number;
}

/** A pause for whoever waits: says how far it is, and throws where it was told to stop. */
export type Breath = (line: string) => Promise<void>;

/** Predicted, beside the chance with which the clinic itself drew the answer. */
export type JudgedRow = PredictedRow & {
  readonly drawn: number;
  readonly knowable: number;
  /** The chance before any recalibration. */
  readonly start: number;
};

export interface StoppingRun {
  readonly step: RecalibrationMethod;
  readonly train: readonly BaselineRow[];
  readonly trainStops: number;
  readonly dayAfter: readonly JudgedRow[];
  /** The same clients and model, looked at once more when one usual gap has passed without an hour. */
  readonly cadence: readonly JudgedRow[];
}

export interface SyntheticRun {
  readonly plan: RunPlan;
  readonly clinicians: number;
  readonly events: number;
  readonly truth: readonly TrueRupture[];
  readonly hours: readonly HeldSession[];
  /** By the factor on the thresholds; 1 is the rules of the house. */
  readonly seen: ReadonlyMap<number, readonly SeenRupture[]>;
  /** Undefined where the history is too short to fit and judge a model. */
  readonly stopping: StoppingRun | undefined;
}

/** Factors on the thresholds of the three rules on falls; below 1 they speak sooner. */
export const FACTORS = [0.4, 0.55, 0.7, 0.85, 1, 1.25, 1.5, 2] as const;

/** As few clients for each clinician as in the smallest clinic that the generator makes. */
const CLIENTS_EACH = 15;

export async function runSynthetic(plan: RunPlan, breath: Breath): Promise<SyntheticRun> {
  const name = `seed ${plan.seed}`;
  await breath(`${name}: generating ${plan.clients} clients`);
  const clinicians = Math.max(12, Math.ceil(plan.clients / CLIENTS_EACH));
  const clinic = generateClinic({ ...plan, clinicians }, 0);
  const histories = historiesIn(clinic);
  const seen = new Map<number, readonly SeenRupture[]>();
  for (const factor of FACTORS) {
    await breath(`${name}: strain at ${factor} of the thresholds`);
    seen.set(
      factor,
      histories.flatMap((history) => rupturesIn(history, strictness(factor))),
    );
  }
  await breath(`${name}: the chance of stopping early`);
  const states = histories.map((history) => foldEpisode(history));
  const stateOf = new Map(states.map((state) => [state.episode, state]));
  const stopping = runStopping({ clinic, histories, states });
  return {
    plan,
    clinicians,
    events: clinic.events.length,
    truth: clinic.truth.flatMap((t) => rupturesOf(truthUpTo(t, plan.endsAt), stateOf.get(t.episode))),
    hours: states.flatMap(hoursIn),
    seen,
    stopping,
  };
}

/** Each episode's events as they had arrived by the end. */
function historiesIn({ events, plan }: SyntheticClinic): readonly (readonly ClinicEvent[])[] {
  const histories = new Map<string, ClinicEvent[]>();
  for (const { event, arriveAt } of events) {
    if (arriveAt > plan.endsAt || !('episode' in event.data) || event.data.episode === undefined) continue;
    const history = histories.get(event.data.episode);
    if (history) history.push(event);
    else histories.set(event.data.episode, [event]);
  }
  return [...histories.values()];
}

const FALL_RULES = {
  'reliable-drop': ['reliableChanges', 1],
  'dual-spread': ['spreads', 1],
  'control-limits': ['limits', 2],
} as const;

export const strictness = (factor: number): ClinicRules => ({
  ...DEFAULT_RULES,
  parameters: Object.fromEntries(
    Object.entries(FALL_RULES).map(([rule, [name, usual]]) => [rule, { [name]: usual * factor }]),
  ),
});

const hoursIn = (state: EpisodeState): HeldSession[] =>
  attendedSessions(state).map(({ at }) => ({ client: state.client, clinician: state.clinician ?? '', at }));

/** What the generator knows, in the words of the judge. Readable: a scored form or a mark for rupture came meanwhile. */
function rupturesOf({ episode, client, ruptures }: EpisodeTruth, state: EpisodeState | undefined): TrueRupture[] {
  const signs = state ? signsIn(state) : [];
  return ruptures.map(({ began, repairedAt = null }) => ({
    episode,
    client,
    began,
    repairedAt,
    readable: signs.some((at) => at >= began && at <= (repairedAt ?? Infinity)),
  }));
}

function signsIn({ series, hours }: EpisodeState): readonly number[] {
  const forms = series
    .filter(({ respondent, instrument }) => respondent === 'client' && instrument === 'pulse')
    .flatMap(({ ratings }) => ratings.filter(({ value, probe }) => value !== null || probe !== null));
  const marks = hours.filter(({ markers }) => markers.some(({ code }) => code.startsWith('rupture.')));
  return [...forms, ...marks].map(({ at }) => at);
}

interface FoldedEpisode {
  readonly clinic: SyntheticClinic;
  readonly histories: readonly (readonly ClinicEvent[])[];
  readonly states: readonly EpisodeState[];
}

/** The same way as `stopping-model propose`: placed and fitted before a day, judged on clients who began after it. */
function runStopping({ clinic, histories, states }: FoldedEpisode): StoppingRun | undefined {
  const asOf = clinic.plan.endsAt;
  const start: DropoutSettings = { model: 'stopping-early-1', site: SITES[USUAL_SITE] };
  const boundary = boundaryOf(states.flatMap((state) => hoursIn(state).slice(0, 1)));
  const from = { ...start, references: referencesOf(states, { ...DEFAULT_RULES, stopping: start }, boundary) };
  const rules: ClinicRules = { ...DEFAULT_RULES, stopping: from };
  const rows = histories.flatMap((history) => dropoutRows(history, { rules, asOf }));
  const { train, test } = splitRows(rows, boundary);
  const first = train.filter(isFirstLook);
  const fitted = recalibrateModel(first, { from, name: 'benchmark' });
  if (!fitted.ok || test.length === 0) return undefined;
  const judge = judging(clinic, { start: from, fitted: fitted.value.stopping });
  return {
    step: fitted.value.advice.step,
    train: first.map(plainRow),
    trainStops: fitted.value.events,
    dayAfter: judge(test.filter(isFirstLook)),
    cadence: judge(test.filter((row) => !isFirstLook(row))),
  };
}

const isFirstLook = ({ landmark }: DropoutRow): boolean => landmark === 'day-after';

/** Rows whose interval the generator knows too; an hour that was corrected away shifts the count of an episode. */
const judging = (
  { truth }: SyntheticClinic,
  { start, fitted }: Readonly<Record<'start' | 'fitted', DropoutSettings>>,
) => {
  const drawn = new Map(
    truth.flatMap(intervalsOf).map((interval) => [`${interval.episode} ${interval.visit}`, interval]),
  );
  return (rows: readonly DropoutRow[]): readonly JudgedRow[] => {
    const before = predict(rows, start);
    return predict(rows, fitted).flatMap((row, i) => {
      const interval = drawn.get(`${row.episode} ${row.interval}`);
      const known = interval && { drawn: interval.chance, knowable: interval.knowable };
      return known ? [{ ...row, ...known, start: before[i]?.p ?? row.p }] : [];
    });
  };
};
