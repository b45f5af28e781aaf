/**
 * The folded state as text, for storage. The many small records inside (ratings, appointments) are written as tuples: the
 * text is less than half as long as plain JSON, and it is written and read once for every follow. Writing is lossless and
 * the same state always gives the same text, so that two folds can be compared by it.
 */
import { readAttendance, writeAttendance, type AttendanceTuple } from '#lib/attendance';
import type { Rating, Series } from './series.js';
import { copyOf } from './changed-state.js';
import { FORMAT, type EpisodeState } from './episode-state.js';
import { UNKNOWN_EPISODE } from './unknown-episode.js';

type RatingTuple = readonly [
  Rating['at'],
  string,
  Rating['form'],
  Rating['value'],
  Rating['scales'] | readonly [scales: Rating['scales'], parts: Rating['parts']],
  readonly [number, number | null, number | null] | 0,
  ...rest:
    | readonly [
        Rating['verdict'],
        Rating['rules'],
        ...(readonly [Rating['shadow'], ...(readonly [0 | 1] | readonly [])] | readonly []),
      ]
    | readonly [],
];
type SeriesTuple = readonly [string, string, string, readonly RatingTuple[]];
interface StateText extends Omit<EpisodeState, 'series' | 'attendance'> {
  /** The source whose name is left away in `series`. */
  readonly from: string;
  readonly series: readonly SeriesTuple[];
  readonly attendance: AttendanceTuple;
}

/** Most forms come from one source: its name is left away, and what is left starts with a space. */
const sourceOf = ({ series }: EpisodeState): string => series[0]?.ratings[0]?.event.split(' ')[0] ?? '';
const shorten = (ref: string, source: string): string =>
  ref.startsWith(`${source} `) ? ref.slice(source.length) : ref;
const lengthen = (ref: string, source: string): string => (ref.startsWith(' ') ? source + ref : ref);

export function writeState(state: EpisodeState): string {
  const from = sourceOf(state);
  const series = state.series.map((s) => writeSeries(s, from));
  const text: StateText = Object.assign(copyOf(state), { series, attendance: writeAttendance(state.attendance), from });
  return JSON.stringify(text);
}

/** Reads what `writeState` wrote, or what an earlier format did: what that did not know has its first value. */
export function readState(text: string): EpisodeState {
  const stored = JSON.parse(text) as StateText;
  const series = stored.series.map((s) => readSeries(s, stored.from));
  const state: EpisodeState = Object.assign(stored, { series, attendance: readAttendance(stored.attendance) });
  return copyOf(Number(state.format) === FORMAT ? state : filledUp(state));
}

const filledUp = (state: EpisodeState): EpisodeState => ({
  ...UNKNOWN_EPISODE,
  ...state,
  ownPart: { ...UNKNOWN_EPISODE.ownPart, ...state.ownPart },
});

const writeSeries = ({ instrument, version, respondent, ratings }: Series, source: string): SeriesTuple => [
  instrument,
  version,
  respondent,
  ratings.map((r) => writeRating(r, source)),
];

const readSeries = ([instrument, version, respondent, ratings]: SeriesTuple, source: string): Series => ({
  instrument,
  version,
  respondent,
  ratings: ratings.map((r) => readRating(r, source)),
});

function writeRating(rating: Rating, source: string): RatingTuple {
  const { at, event, form, value, parts, probe, verdict, rules, shadow, prorated } = rating;
  const scales = parts.length > 0 ? ([rating.scales, parts] as const) : rating.scales;
  const shortProbe = probe ? ([probe.felt, probe.mattered, probe.sortedOut] as const) : 0;
  const ref = shorten(event, source);
  if (prorated) return [at, ref, form, value, scales, shortProbe, verdict, rules, shadow, 1];
  if (shadow.length > 0) return [at, ref, form, value, scales, shortProbe, verdict, rules, shadow];
  if (verdict === null && rules.length === 0) return [at, ref, form, value, scales, shortProbe];
  return [at, ref, form, value, scales, shortProbe, verdict, rules];
}

function readRating(
  [at, ref, form, value, written, probe, verdict = null, rules = [], shadow = [], prorated = 0]: RatingTuple,
  source: string,
): Rating {
  const [scales, parts] = hasParts(written) ? written : [written, []];
  const [felt, mattered, sortedOut] = probe === 0 ? [] : probe;
  return {
    at,
    event: lengthen(ref, source),
    form,
    value,
    prorated: prorated === 1,
    scales,
    parts,
    probe: probe === 0 ? null : ({ felt, mattered, sortedOut } as Rating['probe']),
    verdict,
    rules,
    shadow,
  };
}

const hasParts = (written: RatingTuple[4]): written is readonly [Rating['scales'], Rating['parts']] =>
  Array.isArray(written[0]);
