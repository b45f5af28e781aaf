import { clinicianSeries, ratedAs } from '../../spec/ratings.js';
import { rapportPulse } from '#lib/instruments';
import type { Series } from '../state/series.js';
import { clinicianRatings } from './discrepancy.js';

it('takes the clinician’s scored forms of the same edition alone', () => {
  const own = clinicianSeries(rapportPulse, [80, 90]);
  const gap = { ...own, ratings: own.ratings.map((rating, i) => (i === 0 ? { ...rating, value: null } : rating)) };
  const others: readonly Series[] = [
    { ...own, respondent: 'client', ratings: ratedAs([1]) },
    { ...own, version: '2', ratings: ratedAs([2]) },
    { ...own, instrument: 'arm-5', ratings: ratedAs([3]) },
  ];
  expect(clinicianRatings([...others, gap], rapportPulse).map(({ value }) => value)).toEqual([90]);
  expect(clinicianRatings(others, rapportPulse)).toEqual([]);
});
