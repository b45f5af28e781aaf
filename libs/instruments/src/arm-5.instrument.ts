import type { Instrument } from './instrument.js';
import { numberedItems, scaleOf, upTo } from './numbered.js';

/** Agnew Relationship Measure, five items (Cahill and others 2012): the mean of 1 to 7 after reversing item 3. */
export const arm5: Instrument = {
  code: 'arm-5',
  version: '1',
  title: 'ARM-5',
  construct: 'alliance',
  direction: 'higher-is-better',
  respondents: ['client', 'clinician', 'member'],
  items: numberedItems(5, { prefix: 'arm5', min: 1, max: 7, reversed: [3] }),
  scales: [scaleOf('total', { prefix: 'arm5', items: upTo(5), needs: 4, times: 1 })],
  reports: ['mean', 'total'],
  basis: { key: 'published', missing: 'ours' },
  range: { min: 1, max: 7 },
  // 1.96 * .9 * sqrt(2 * (1 - .8)) = 1.1
  reliableChange: {
    points: 1.96 * 0.9 * Math.sqrt(2 * (1 - 0.8)),
    basis: 'ours',
    source: 'assumed: reliability .80; the spread is recalled',
    from: { sd: 0.9, r: 0.8, z: 1.96 },
  },
  norms: [{ population: 'clinical', mean: 5.85, sd: 0.9, basis: 'recalled' }],
  licence: 'Permission of the authors needed for the wording',
  textMayShip: false,
};
