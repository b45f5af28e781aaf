/** Ratings of one client for the specs of rules: a week apart, events `s 0`, `s 1` and so on. */
import type { Instrument, DirectAnswers } from '#lib/instruments';
import type { RatingOccasion } from '../src/ruptures/rupture-rule.js';
import type { Rated, Series } from '../src/state/series.js';
import { day } from './history.js';

export const ratedAs = (values: readonly number[], source = 's'): Rated[] =>
  values.map((value, i) => ({
    at: day(7 * i),
    event: `${source} ${i}`,
    form: `f${i}`,
    value,
    prorated: false,
    scales: [value],
    parts: [],
    probe: null,
    verdict: null,
    rules: [],
    shadow: [],
  }));

/** The last of the values is the form that is judged. */
export const ratingOccasion = (
  instrument: Instrument,
  values: readonly number[],
  more: Partial<RatingOccasion> = {},
): RatingOccasion => ({ kind: 'rating', instrument, rated: ratedAs(values), alongside: [], ...more });

/** The same with what the client said on the last form. */
export const withProbe = (occasion: RatingOccasion, probe: DirectAnswers | null): RatingOccasion => ({
  ...occasion,
  rated: occasion.rated.map((rating, i, all) => (i === all.length - 1 ? { ...rating, probe } : rating)),
});

/** The clinician's ratings of the same weeks, events `k 0`, `k 1` and so on. */
export const clinicianSeries = ({ code, version }: Instrument, values: readonly number[]): Series => ({
  instrument: code,
  version,
  respondent: 'clinician',
  ratings: ratedAs(values, 'k'),
});
