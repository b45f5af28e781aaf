import type { Words } from '../words.js';

/** As they stand behind a colon. */
export const parts: Words['parts'] = {
  trust: 'Vertrauen',
  openness: 'Offenheit',
  empathy: 'sich verstanden fühlen',
  listening: 'Zuhören',
  acceptance: 'offen sprechen, ohne bewertet zu werden',
  respect: 'Achtung und Wertschätzung',
  support: 'Sicherheit und Unterstützung',
  expectations: 'klare Erwartungen',
  consistency: 'Verlässlichkeit',
  boundaries: 'stimmige Grenzen',
  genuineness: 'Echtheit und Geduld',
  bond: 'Beziehung',
  task: 'Arbeitsweise',
  goal: 'Ziele',
  helpfulness: 'Hilfreiches, und sagen können, was nicht hilft',
  engagement: 'Mitwirken',
  responsibility: 'eigener Beitrag',
  'coping-goals': 'nächster Schritt',
  'carrying-over': 'was ins Leben mitgenommen wird',
  collaboration: 'Ziele und Arbeitsweise',
};
