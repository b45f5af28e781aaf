import type { Instrument } from './instrument.js';
import { scaleOf, upTo, wordedItems } from './numbered.js';

const QUESTIONS = [
  'Feeling nervous, anxious, or on edge',
  'Not being able to stop or control worrying',
  'Worrying too much about different things',
  'Trouble relaxing',
  'Being so restless that it is hard to sit still',
  'Becoming easily annoyed or irritable',
  'Feeling afraid, as if something awful might happen',
];
/** The lowest answer is "Not at all"; the "Not at all sure" of many copies is an error. */
const CHOICES = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];

/** Generalised Anxiety Disorder questionnaire, seven items. One missing answer is made up by the mean, not rounded. */
export const gad7: Instrument = {
  code: 'gad-7',
  version: '1',
  title: 'GAD-7',
  construct: 'outcome',
  direction: 'lower-is-better',
  respondents: ['client'],
  items: wordedItems(QUESTIONS, { prefix: 'gad7', min: 0, max: 3, choices: CHOICES }),
  scales: [scaleOf('total', { prefix: 'gad7', items: upTo(7), needs: 6 })],
  reports: ['total'],
  basis: { key: 'published', missing: 'ours' },
  range: { min: 0, max: 21 },
  reliableChange: { points: 4, basis: 'published', source: 'NHS Talking Therapies manual' },
  bands: [
    { name: 'minimal', from: 0, to: 4 },
    { name: 'mild', from: 5, to: 9 },
    { name: 'moderate', from: 10, to: 14 },
    { name: 'severe', from: 15, to: 21 },
  ],
  cutoffs: [
    { form: 'caseness', at: 8, clinical: 'at-or-above', basis: 'published' },
    { form: 'screening', at: 10, clinical: 'at-or-above', basis: 'secondary' },
  ],
  reliabilities: [{ kind: 'alpha', r: 0.92, basis: 'recalled' }],
  licence: 'No permission required to reproduce, translate, display or distribute',
  textMayShip: true,
};
