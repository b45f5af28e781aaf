import type { OutcomeInWords } from '../words.js';

export const outcome: OutcomeInWords = {
  way: { higher: 'höher', lower: 'niedriger' },
  whose: () => 'Selbsteinschätzung',
  ofMember: (form, member) => `${form} (Mitglied ${member})`,
  parts: {
    'oq-45.sd': 'Symptombelastung',
    'oq-45.ir': 'Beziehungen',
    'oq-45.sr': 'soziale Rolle',
    'pcl-5.b': 'Wiedererleben',
    'pcl-5.c': 'Vermeidung',
    'pcl-5.d': 'Stimmung und Gedanken',
    'pcl-5.e': 'Erregung',
    'goals.goal-1': 'Ziel 1',
    'goals.goal-2': 'Ziel 2',
    'goals.goal-3': 'Ziel 3',
  },
  bands: {
    minimal: 'minimal',
    mild: 'leicht',
    moderate: 'mittel',
    'moderately severe': 'mittel bis schwer',
    'moderate-to-severe': 'mittel bis schwer',
    severe: 'schwer',
    healthy: 'unauffällig',
    low: 'niedrig',
  },
  reasons: {
    'outcome-improved': {
      by: 'basis',
      when: { published: '{form}: um {by} {way} als zu Beginn, verlässlich besser' },
      otherwise: '{form}: um {by} {way} als zu Beginn, deutlich besser',
    },
    'outcome-recovered': '{form}: um {by} {way}, verlässlich besser und über den Grenzwert hinaus',
  },
  back: '{form}: wieder etwa dort, wo es war',
  within: {
    by: 'by',
    when: { '0': '{form}: jetzt {now}, wie zu Beginn.' },
    otherwise: '{form}: jetzt {now}, zu Beginn {before}. Der Unterschied liegt innerhalb der Messungenauigkeit.',
  },
  plain: '{form}: jetzt {now}, zu Beginn {before}.',
  first: '{form}: {now}. Es ist der erste Bogen.',
  cutoff: {
    higher: { beyond: 'unter dem Grenzwert von {line}', within: 'nicht unter dem Grenzwert von {line}' },
    lower: { beyond: 'am Grenzwert von {line} oder darüber', within: 'unter dem Grenzwert von {line}' },
  },
  sinceStart: 'um {by} {way} als zu Beginn',
  asAtStart: 'wie zu Beginn',
};
