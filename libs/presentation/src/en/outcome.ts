import type { OutcomeInWords } from '../words.js';

export const outcome: OutcomeInWords = {
  way: { higher: 'higher', lower: 'lower' },
  whose: (member) => (member === null ? 'The client’s' : 'The'),
  ofMember: (form, member) => `${form} (member ${member})`,
  parts: {
    'oq-45.sd': 'symptom distress',
    'oq-45.ir': 'relations',
    'oq-45.sr': 'social role',
    'pcl-5.b': 'intrusion',
    'pcl-5.c': 'avoidance',
    'pcl-5.d': 'mood and thoughts',
    'pcl-5.e': 'arousal',
    'goals.goal-1': 'goal 1',
    'goals.goal-2': 'goal 2',
    'goals.goal-3': 'goal 3',
  },
  bands: {},
  reasons: {
    'outcome-improved': {
      by: 'basis',
      when: { published: '{form}: {by} {way} than at the start, reliably better' },
      otherwise: '{form}: {by} {way} than at the start, clearly better',
    },
    'outcome-recovered': '{form}: {by} {way} than at the start, reliably better and past its cutoff',
  },
  back: '{form}: back to about where it was',
  within: {
    by: 'by',
    when: { '0': '{form}: {now} now, as at the start.' },
    otherwise: '{form}: {now} now, {before} at the start. The difference is within the form’s own error.',
  },
  plain: '{form}: {now} now, {before} at the start.',
  first: '{form}: {now}. It is the first one.',
  cutoff: {
    higher: { beyond: 'below the cutoff of {line}', within: 'not below the cutoff of {line}' },
    lower: { beyond: 'at or above the cutoff of {line}', within: 'below the cutoff of {line}' },
  },
  sinceStart: '{by} {way} than at the start',
  asAtStart: 'as at the start',
};
