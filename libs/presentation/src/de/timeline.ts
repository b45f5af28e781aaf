import type { TimelineInWords } from '../words.js';

export const timeline: TimelineInWords = {
  strain: {
    none: '',
    suspected: 'Vielleicht eine Spannung, bisher ein Zeichen',
    open: 'Eine Spannung ist offen',
    repairing: 'Die Spannung lässt nach',
    repaired: 'Die Spannung hat sich gelöst',
    unrepaired: 'Die Spannung dauert länger als üblich',
    closed: 'Die Spannung ist mit dem Ende dieser Zusammenarbeit abgeschlossen',
  },
  sortedOutAtOnce: 'Etwas fühlte sich nicht stimmig an und wurde noch in der Stunde geklärt',
  quiet: 'Zwei Wochen ohne Termin oder Nachricht seit der Spannung',
  formMissing: 'Ein Bogen war fällig und ist nicht gekommen',
  safetyOpen: 'Eine Frage zur Sicherheit blieb offen',
  raised: (title) => `Etwas zum Ansehen: ${title}`,
  seenAgain: (title) => `Erneut gesehen: ${title}`,
  back: (title) => `Nach einer Pause wieder da: ${title}`,
  eased: (title) => `Hat sich gelöst: ${title}`,
  closed: (title) => `Mit dem Ende dieser Zusammenarbeit abgeschlossen: ${title}`,
  withdrawn: {
    died: (title) => `Zurückgezogen, weil die Person verstorben ist: ${title}`,
    consent: (title) => `Zurückgezogen, weil die Einwilligung zurückgezogen ist: ${title}`,
  },
  score: (title, value) => `: ${title} ${value}`,
  tooFewAnswers: (title) => `: ${title}, zu wenige Antworten für einen Wert`,
  notActive: ', ein Verfahren, das hier nicht aktiv ist',
  takenBack: ' (später zurückgenommen)',
  corrected: ' (später berichtigt)',
  provisional: ' (vorläufig: kann noch zurückgenommen werden)',
  final: 'Der nicht wahrgenommene Termin zählt ab hier',
};
