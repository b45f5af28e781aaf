import type { Instrument } from './instrument.js';
import { numberedItems, scaleOf, upTo } from './numbered.js';

type OutcomeRatingEdition = Pick<Instrument, 'code' | 'title' | 'cutoffs' | 'reliableChange' | 'reliabilities'>;

/** An outcome rating form: four lines of 10 cm at the start of the hour, summed; one missing mark leaves no total. */
export const outcomeRating = (edition: OutcomeRatingEdition): Instrument => ({
  ...edition,
  version: '1',
  construct: 'outcome',
  direction: 'higher-is-better',
  respondents: ['client', 'member'],
  items: numberedItems(4, { prefix: edition.code, min: 0, max: 10, step: 0.1 }),
  scales: [scaleOf('total', { prefix: edition.code, items: upTo(4), needs: 4 })],
  reports: ['total'],
  basis: { key: 'published', missing: 'ours' },
  range: { min: 0, max: 40 },
  licence: 'Individual paper use only: the licence excludes electronic forms and derivatives',
  textMayShip: false,
});
