import type { Instrument, Scale } from './instrument.js';
import { scaleOf, upTo, wordedItems } from './numbered.js';

const QUESTIONS = [
  'Repeated, disturbing, and unwanted memories of the stressful experience?',
  'Repeated, disturbing dreams of the stressful experience?',
  'Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)?',
  'Feeling very upset when something reminded you of the stressful experience?',
  'Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)?',
  'Avoiding memories, thoughts, or feelings related to the stressful experience?',
  'Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)?',
  'Trouble remembering important parts of the stressful experience?',
  'Having strong negative beliefs about yourself, other people, or the world (for example, having thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the world is completely dangerous)?',
  'Blaming yourself or someone else for the stressful experience or what happened after it?',
  'Having strong negative feelings such as fear, horror, anger, guilt, or shame?',
  'Loss of interest in activities that you used to enjoy?',
  'Feeling distant or cut off from other people?',
  'Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving feelings for people close to you)?',
  'Irritable behavior, angry outbursts, or acting aggressively?',
  'Taking too many risks or doing things that could cause you harm?',
  'Being "superalert" or watchful or on guard?',
  'Feeling jumpy or easily startled?',
  'Having difficulty concentrating?',
  'Trouble falling or staying asleep?',
];
const CHOICES = ['Not at all', 'A little bit', 'Moderately', 'Quite a bit', 'Extremely'];

const cluster = (code: string, items: readonly number[], needs: number): Scale =>
  scaleOf(code, { prefix: 'pcl5', items, needs });

/**
 * PTSD Checklist for DSM-5, past month. Sources give 31 to 33 as the screening line, and 5, 10 or 15 to 18 points as
 * a change that matters; 33 and 15 are the defaults. A screening line is not a diagnosis: say "above the screening
 * line", never the name of the disorder.
 */
export const pcl5: Instrument = {
  code: 'pcl-5',
  version: '1',
  title: 'PCL-5',
  construct: 'outcome',
  direction: 'lower-is-better',
  respondents: ['client'],
  items: wordedItems(QUESTIONS, { prefix: 'pcl5', min: 0, max: 4, choices: CHOICES }),
  scales: [
    cluster('total', upTo(20), 16),
    cluster('b', [1, 2, 3, 4, 5], 4),
    cluster('c', [6, 7], 2),
    cluster('d', [8, 9, 10, 11, 12, 13, 14], 6),
    cluster('e', [15, 16, 17, 18, 19, 20], 5),
  ],
  reports: ['total'],
  basis: { key: 'published', missing: 'ours' },
  range: { min: 0, max: 80 },
  reliableChange: { points: 15, basis: 'recalled', source: 'Marx and others 2022: 15 to 18; older work 5 or 10' },
  cutoffs: [{ form: 'screening', at: 33, clinical: 'at-or-above', basis: 'published' }],
  reliabilities: [
    { kind: 'alpha', r: 0.94, basis: 'published' },
    { kind: 'retest', r: 0.82, basis: 'recalled' },
  ],
  symptoms: {
    from: 2,
    needs: [
      { scale: 'b', count: 1 },
      { scale: 'c', count: 1 },
      { scale: 'd', count: 2 },
      { scale: 'e', count: 2 },
    ],
  },
  licence: 'Work of the US Government, public domain',
  textMayShip: true,
  caveat: 'Above the screening line is not a diagnosis.',
};
