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
  boundaries: 'Grenzen',
  genuineness: 'Echtheit und Geduld',
  bond: 'die Beziehung',
  task: 'die Arbeitsweise',
  goal: 'die Ziele',
  helpfulness: 'was hilft und was nicht',
  engagement: 'eigenes Mitwirken',
  responsibility: 'der eigene Beitrag',
  'coping-goals': 'ein nächster Schritt',
  'carrying-over': 'was ins Leben mitgenommen wird',
  collaboration: 'Ziele und Arbeitsweise',
};
