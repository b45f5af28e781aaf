import type { Instrument } from './instrument.js';
import { numberedItems, scaleOf, upTo } from './numbered.js';

/**
 * Up to three goals of the client's own, each rated from 0 to 10 for how far it has been reached. A goal that is not
 * rated leaves no gap. Change compares only goals that were rated both times.
 */
export const goals: Instrument = {
  code: 'goals',
  version: '1',
  title: 'Goal ratings',
  construct: 'outcome',
  direction: 'higher-is-better',
  respondents: ['client', 'clinician', 'member'],
  items: numberedItems(3, { prefix: 'goal', min: 0, max: 10 }).map((item) => ({ ...item, optional: true })),
  scales: [scaleOf('total', { prefix: 'goal', items: upTo(3), needs: 1, times: 1 })],
  reports: ['mean'],
  basis: { key: 'ours', missing: 'ours' },
  range: { min: 0, max: 10 },
  reliableChange: { points: 2.45, basis: 'recalled', source: 'Edbrooke-Childs and others 2015' },
  licence: 'Rating a goal from 0 to 10 is a free idea; the wording of published goal forms is not included',
  textMayShip: false,
};
