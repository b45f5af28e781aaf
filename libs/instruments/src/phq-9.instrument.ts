import type { Instrument } from './instrument.js';

const QUESTIONS = [
  'Little interest or pleasure in doing things',
  'Feeling down, depressed, or hopeless',
  'Trouble falling or staying asleep, or sleeping too much',
  'Feeling tired or having little energy',
  'Poor appetite or overeating',
  'Feeling bad about yourself, or that you are a failure or have let yourself or your family down',
  'Trouble concentrating on things, such as reading the newspaper or watching television',
  'Moving or speaking so slowly that other people could have noticed, or the opposite: being so fidgety or restless that you have been moving around a lot more than usual',
  'Thoughts that you would be better off dead, or of hurting yourself in some way',
];
const CHOICES = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];
const id = (index: number): string => `phq9-${index + 1}`;

/**
 * Patient Health Questionnaire, nine items. Up to two missing answers are made up by the mean of the others, rounded
 * half up, item 9 among them: the total is marked as made up, and what was not answered to item 9 is never taken for an
 * answer; it stays open and is shown as open.
 */
export const phq9: Instrument = {
  code: 'phq-9',
  version: '1',
  title: 'PHQ-9',
  construct: 'outcome',
  respondents: ['client'],
  direction: 'lower-is-better',
  items: QUESTIONS.map((en, index) => ({
    id: id(index),
    text: { en },
    min: 0,
    max: 3,
    step: 1,
    choices: { en: CHOICES },
  })),
  scales: [{ code: 'total', items: QUESTIONS.map((_, i) => id(i)), needs: 7, times: 9, whole: true }],
  reports: ['total'],
  basis: { key: 'published', missing: 'ours' },
  range: { min: 0, max: 27 },
  reliableChange: { points: 6, basis: 'published', source: 'NHS Talking Therapies manual' },
  bands: [
    { name: 'minimal', from: 0, to: 4 },
    { name: 'mild', from: 5, to: 9 },
    { name: 'moderate', from: 10, to: 14 },
    { name: 'moderately severe', from: 15, to: 19 },
    { name: 'severe', from: 20, to: 27 },
  ],
  cutoffs: [{ form: 'caseness', at: 10, clinical: 'at-or-above', basis: 'published' }],
  reliabilities: [{ kind: 'retest', r: 0.84, basis: 'recalled' }],
  safety: { item: id(8), sameDay: 1, immediate: 2, basis: 'ours' },
  licence: 'No permission required to reproduce, translate, display or distribute',
  textMayShip: true,
};
