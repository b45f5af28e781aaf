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
    withdrawn: 'Jemand hat gesagt, dass dies keine Spannung war',
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
    wrong: (title) => `Gilt nicht mehr: ${title}`,
  },
  score: (title, value) => `: ${title} ${value}`,
  tooFewAnswers: (title) => `: ${title}, zu wenige Antworten für einen Wert`,
  prorated: ' (hochgerechnet: Antworten fehlen)',
  totalAsSent: ' (Gesamtwert wie übermittelt)',
  totalDiffers: ' (der mitgesandte Gesamtwert lautet anders)',
  answersDiffer: ' (die mitgesandten Antworten ergeben einen anderen Wert)',
  firstCounts: ', noch einmal gesandt: Es zählt der erste',
  withoutConsent: ', nicht ausgewertet: Die Einwilligung dazu war widerrufen',
  enteredLater: ' (später eingetragen)',
  safetyLater: {
    amended:
      'Eine spätere Fassung des Bogens beantwortet die Frage zur Sicherheit anders; die erste Antwort ist weiterhin zu lesen',
    'sent-again':
      'Eine spätere Fassung des Bogens beantwortet die Frage zur Sicherheit anders; die erste Antwort ist weiterhin zu lesen',
    voided: 'Der Bogen wurde zurückgenommen; seine Antwort auf die Frage zur Sicherheit ist weiterhin zu lesen',
    'wrong-person':
      'Der Bogen wurde zurückgenommen, weil er zu jemand anderem gehört; seine Antwort auf die Frage zur Sicherheit ist weiterhin zu lesen',
  },
  notActive: ', ein Verfahren, das hier nicht aktiv ist',
  takenBack: ' (später zurückgenommen)',
  corrected: ' (später berichtigt)',
  provisional: ' (vorläufig: kann noch zurückgenommen werden)',
  noteBy: { supervisor: ', durch die Supervision', other: ', durch eine andere Fachkraft' },
  noteUnsigned: ' (noch nicht unterschrieben)',
  noteReplaced: ' (durch eine spätere Fassung ersetzt)',
  final: 'Der nicht wahrgenommene Termin zählt ab hier',
};
