import type { Instrument, Scale } from './instrument.js';
import { numberedItems, scaleOf, upTo } from './numbered.js';

const SYMPTOM_DISTRESS = [2, 3, 5, 6, 8, 9, 10, 11, 13, 15, 22, 23, 24, 25, 27, 29, 31, 33, 34, 35, 36, 40, 41, 42, 45];
const INTERPERSONAL = [1, 7, 16, 17, 18, 19, 20, 26, 30, 37, 43];
const SOCIAL_ROLE = [4, 12, 14, 21, 28, 32, 38, 39, 44];

const part = (code: string, items: readonly number[], needs: number): Scale =>
  scaleOf(code, { prefix: 'oq45', items, needs });

/**
 * Outcome Questionnaire 45.2: three parts that add up to 0 to 180. The key and the line between 63 and 64 are
 * recalled, and the publisher's rule for missing answers is not known here: ours asks for nine answers in ten.
 */
export const oq45: Instrument = {
  code: 'oq-45',
  version: '2',
  title: 'OQ-45.2',
  construct: 'outcome',
  direction: 'lower-is-better',
  respondents: ['client'],
  items: numberedItems(45, { prefix: 'oq45', min: 0, max: 4, reversed: [1, 12, 13, 20, 21, 24, 31, 37, 43] }),
  scales: [
    { ...part('total', upTo(45), 41), sumOf: ['sd', 'ir', 'sr'] },
    part('sd', SYMPTOM_DISTRESS, 23),
    part('ir', INTERPERSONAL, 10),
    part('sr', SOCIAL_ROLE, 8),
  ],
  reports: ['total'],
  basis: { key: 'recalled', missing: 'ours' },
  range: { min: 0, max: 180 },
  reliableChange: { points: 14, basis: 'published', source: 'test manual' },
  cutoffs: [{ form: 'adult', at: 64, clinical: 'at-or-above', basis: 'recalled' }],
  reliabilities: [
    { kind: 'alpha', r: 0.93, basis: 'published' },
    { kind: 'retest', r: 0.84, basis: 'recalled' },
  ],
  safety: { item: 'oq45-8', sameDay: 1, immediate: 2, basis: 'recalled' },
  licence: 'OQ Measures LLC: licence needed for the wording',
  textMayShip: false,
};
