import type { CaseloadInWords } from '../words.js';

export const caseload: CaseloadInWords = {
  quiet: 'Eine Spannung ist offen, und seit zwei Wochen ist es still',
  ended: 'Diese Behandlung ist beendet',
  died: 'Die Person ist verstorben',
  'no-consent': 'Die Einwilligung in die Auswertung ist zurückgezogen',
  paused: 'Pause nach Absprache',
  unopened: 'Noch nicht begonnen',
  'members-differ': 'Die Beteiligten sehen die letzte Stunde sehr verschieden',
  easing: 'Eine Spannung lässt nach',
  strained: 'Vielleicht eine Spannung, noch offen',
  'safety-open': 'Eine Frage zur Sicherheit blieb offen',
  'goals-open': 'Drei Termine wahrgenommen, und Ziele sind noch nicht vereinbart',
  unanswered: (requests) => `Noch kein Bogen nach ${requests} Anfragen hintereinander`,
  tasksNotDone: {
    homework: 'Von den letzten Hausaufgaben wurde wenig gemacht',
    exercise: 'Von den letzten Übungen wurde wenig gemacht',
    diary: 'Ins Tagebuch wurde zuletzt wenig geschrieben',
    other: 'Von dem, was zwischen den Terminen vereinbart war, wurde zuletzt wenig gemacht',
  },
  asking: {
    level: 'Der letzte Bogen liegt so niedrig, dass sich ein Blick lohnt',
    'seen-differently': 'Beide Seiten sehen die letzten Stunden verschieden',
    'low-mark': 'Eine Antwort liegt so niedrig, dass sich ein Blick lohnt',
    'small-fall': 'Der letzte Bogen liegt etwas niedriger als der davor',
  },
  'no-forms': 'Noch keine Bögen',
  'outcome-only': 'Bisher Bögen zum Befinden, noch keiner zur Zusammenarbeit',
  'one-form': 'Bisher ein Bogen',
  eased: 'Eine frühere Spannung hat sich gelöst',
  'full-marks': 'Jedes Mal volle Punktzahl: Veränderung lässt sich so nicht sehen',
  steady: 'Die Bewertungen sind stabil',
};
