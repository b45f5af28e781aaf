import type { Instrument } from './instrument.js';
import { numberedItems, scaleOf, upTo } from './numbered.js';

/** Helping Alliance Questionnaire II (Luborsky and others 1996): 19 items from 1 to 6, five worded negatively. */
export const haqIi: Instrument = {
  code: 'haq-ii',
  version: '1',
  title: 'HAq-II',
  construct: 'alliance',
  direction: 'higher-is-better',
  respondents: ['client', 'member'],
  items: numberedItems(19, { prefix: 'haq2', min: 1, max: 6, reversed: [4, 8, 11, 16, 19] }),
  scales: [scaleOf('total', { prefix: 'haq2', items: upTo(19), needs: 16 })],
  reports: ['total'],
  basis: { key: 'published', missing: 'ours' },
  range: { min: 19, max: 114 },
  // A fifth of the range. Its reliability is called excellent (246 clients), in words and not in a number that we have.
  reliableChange: {
    points: 19,
    basis: 'ours',
    source: 'assumed: a fifth of the range',
    from: { sd: 14.25, r: 0.77, z: 1.96 },
  },
  licence: 'Terms for the wording unclear',
  textMayShip: false,
};
