import type { AlertsInWords } from '../words.js';

export const smallSigns: AlertsInWords['smallSigns'] = {
  'form-lower': 'ein Bogen niedriger als sonst',
  'part-lower': 'ein Teil deutlich niedriger',
  'said-a-little': 'etwas nicht ganz Stimmiges',
  'said-it-mattered': 'etwas, das wichtig war',
  'said-not-sorted-out': 'etwas Ungeklärtes',
  'note-marked': 'eine Spannung, die Sie in den Notizen vermerkt haben',
  'clinician-felt-off': 'etwas nicht Stimmiges auf Ihrem eigenen Bogen',
  'form-unanswered': 'ein Bogen ohne Antwort',
  'hour-missed': 'ein nicht wahrgenommener Termin',
  'cancelled-late': 'eine kurzfristige Absage',
  'cancelled-in-time': 'ein abgesagter Termin',
  'task-not-done': 'eine nicht gemachte Aufgabe',
};
