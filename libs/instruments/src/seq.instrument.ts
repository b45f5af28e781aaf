import type { Instrument, Scale } from './instrument.js';
import { numberedItems, scaleOf } from './numbered.js';

const index = (code: string, items: readonly number[]): Scale =>
  scaleOf(code, { prefix: 'seq', items, needs: 4, times: 1 });

/**
 * Session Evaluation Questionnaire, form 5 (Stiles): 21 pairs of opposites from 1 to 7; four indexes, each the mean
 * of five items, and one item on its own. How deep or smooth an hour felt is not a working alliance, and there is
 * no overall score. The key is recalled: compare it with the author's form before use.
 */
export const seq: Instrument = {
  code: 'seq',
  version: '5',
  title: 'SEQ form 5',
  construct: 'session',
  direction: 'higher-is-better',
  respondents: ['client', 'clinician'],
  items: numberedItems(21, { prefix: 'seq', min: 1, max: 7, reversed: [3, 5, 7, 9, 11, 12, 14, 17, 18, 20] }),
  scales: [
    index('depth', [3, 4, 7, 8, 9]),
    index('smoothness', [2, 5, 6, 10, 11]),
    index('positivity', [12, 13, 15, 17, 18]),
    index('arousal', [14, 16, 19, 20, 21]),
    scaleOf('good', { prefix: 'seq', items: [1], needs: 1 }),
  ],
  reports: [],
  basis: { key: 'recalled', missing: 'ours' },
  range: { min: 1, max: 7 },
  licence: 'Distributed openly by its author; licence text not seen',
  textMayShip: false,
};
