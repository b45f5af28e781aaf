import type { AlertsInWords } from '../words.js';

export const smallSigns: AlertsInWords['smallSigns'] = {
  'form-lower': 'a form lower than usual',
  'part-lower': 'one part clearly lower',
  'said-a-little': 'something that felt a little off',
  'said-it-mattered': 'something that mattered',
  'said-not-sorted-out': 'something not sorted out',
  'note-marked': 'a strain that you marked in the notes',
  'clinician-felt-off': 'something that felt off on your own form',
  'form-unanswered': 'an unanswered form',
  'hour-missed': 'a missed appointment',
  'cancelled-late': 'a late cancellation',
  'cancelled-in-time': 'a cancelled appointment',
  'task-not-done': 'a task not done',
};
