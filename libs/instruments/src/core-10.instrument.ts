import type { Instrument } from './instrument.js';
import { numberedItems, scaleOf, upTo } from './numbered.js';

/**
 * CORE-10: ten items from 0 to 4, items 2 and 3 reversed (a training page that names 3 and 4 is wrong); the clinical
 * score is ten times the mean. One missing answer is made up, as its publisher says, even when it is the risk item:
 * that item is then told as not answered. The licence asks for the official wording to the letter, anchors included,
 * so a clinic supplies it from its own copy. The six points of reliable change are a 90 % interval; 95 % gives seven.
 */
export const core10: Instrument = {
  code: 'core-10',
  version: '1',
  title: 'CORE-10',
  construct: 'outcome',
  direction: 'lower-is-better',
  respondents: ['client'],
  items: numberedItems(10, { prefix: 'core10', min: 0, max: 4, reversed: [2, 3] }),
  scales: [scaleOf('total', { prefix: 'core10', items: upTo(10), needs: 9 })],
  reports: ['total', 'mean'],
  basis: { key: 'published', missing: 'published' },
  range: { min: 0, max: 40 },
  reliableChange: {
    points: 6,
    basis: 'published',
    source: '1.645 * 7.7 * sqrt(2 * (1 - .90)) = 5.66, in whole points',
    from: { sd: 7.7, r: 0.9, z: 1.645 },
  },
  bands: [
    { name: 'healthy', from: 0, to: 5 },
    { name: 'low', from: 6, to: 10 },
    { name: 'mild', from: 11, to: 14 },
    { name: 'moderate', from: 15, to: 19 },
    { name: 'moderate-to-severe', from: 20, to: 24 },
    { name: 'severe', from: 25, to: 40 },
  ],
  cutoffs: [
    { form: 'general', at: 11, clinical: 'at-or-above', basis: 'published' },
    { form: 'depression', at: 13, clinical: 'at-or-above', basis: 'published' },
  ],
  reliabilities: [{ kind: 'alpha', r: 0.9, basis: 'published' }],
  norms: [
    { population: 'clinical', mean: 19.7, sd: 7.7, n: 1835, basis: 'published' },
    { population: 'general', mean: 4.7, sd: 4.8, n: 535, basis: 'published' },
  ],
  safety: { item: 'core10-6', sameDay: 1, immediate: 2, basis: 'ours' },
  licence: 'CC BY-ND 4.0, CORE System Trust: verbatim only',
  textMayShip: true,
  caveat: 'Sources differ by one point on the edges of the bands.',
};
