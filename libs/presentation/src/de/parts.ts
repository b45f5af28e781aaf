import type { Words } from '../words.js';

/** As they stand behind a colon. */
export const parts: Words['parts'] = {
  trust: 'Vertrauen',
  openness: 'Offenheit',
  empathy: 'sich verstanden fühlen',
  listening: 'Zuhören',
  acceptance: 'offen sprechen, ohne bewertet zu werden',
  bond: 'die Beziehung',
  task: 'die Arbeitsweise',
  goal: 'die Ziele',
  engagement: 'eigenes Mitwirken',
  'coping-goals': 'ein nächster Schritt',
  collaboration: 'Ziele und Arbeitsweise',
};
