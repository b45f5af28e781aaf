/** Kept forms and marked hours, one by one, for specs that need no history of them. */
import type { CodedSession, Marker } from '../src/state/coded-session.js';
import type { Rating, Series } from '../src/state/series.js';
import { day } from './history.js';

/** A Pulse of which nothing but its total is known. */
export const form = (at: number, value: number | null, more: Partial<Rating> = {}): Rating => ({
  ...{ at: day(at), event: `s f${at}`, form: `f${at}`, value, prorated: false, scales: [value], parts: [] },
  ...{ probe: null, verdict: null, rules: [], shadow: [] },
  ...more,
});
/** It was asked for and did not come. */
export const silent = (at: number): Rating => form(at, null, { scales: [] });

/** The client's own Pulses, unless said. */
export const seriesOf = (ratings: readonly Rating[], more: Partial<Series> = {}): Series => ({
  ...{ instrument: 'pulse', version: '1', respondent: 'client' },
  ratings,
  ...more,
});
/** The same a week apart, from day 7 on. */
export const weekly = (values: readonly (number | null)[], more: Partial<Series> = {}): Series =>
  seriesOf(
    values.map((value, i) => form(7 * i + 7, value)),
    more,
  );

/** An hour that the clinician marked, each mark as `code`, or `code significance`. */
export const coded = (at: number, marks: readonly string[], more: Partial<CodedSession> = {}): CodedSession => ({
  ...{ at: day(at), event: `s n${at}`, note: `n${at}`, by: null, source: 'clinician' },
  markers: marks.map((mark) => {
    const [code, significance = null] = mark.split(' ');
    return { code, marker: null, significance: significance === null ? null : Number(significance) } as Marker;
  }),
  ...more,
});
