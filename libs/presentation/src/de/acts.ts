import type { Words } from '../words.js';

export const acts: Words['acts'] = {
  claimed: 'Sie kümmern sich darum. Der Hinweis bleibt in der Liste, bis ihn jemand beendet.',
  'put-off': 'Auf später gelegt. Der Hinweis kommt zur gewählten Zeit von selbst wieder.',
  'rupture-withdrawn':
    'Der Hinweis ist beendet, und hier steht nichts mehr von einer Spannung. Die Bögen bleiben; nur ein neuer Rückgang oder ein neues Wort zählt.',
  'rupture-repairing':
    'Der Hinweis ist beendet. Die Spannung gilt als bestätigt und lässt nach; sie bleibt sichtbar, bis spätere Bögen zeigen, dass sie vorbei ist.',
  'rupture-confirmed':
    'Der Hinweis ist beendet. Die Spannung gilt als bestätigt; sie bleibt sichtbar, bis spätere Bögen zeigen, dass sie vorbei ist.',
  'rupture-stays':
    'Der Hinweis ist beendet. Die Spannung bleibt in der Übersicht, weil die Bögen sie weiter zeigen; nur „nicht richtig“ nimmt sie zurück.',
  'rupture-apart': 'Dieser Hinweis ist beendet. Die Spannung hat einen eigenen Hinweis und bleibt, wie sie ist.',
  'absence-withdrawn': 'Der Hinweis ist beendet, und diese Termine gelten nicht mehr als Zeichen. Nur spätere zählen.',
  'absence-stays':
    'Der Hinweis ist beendet. Die Übersicht zeigt weiter, dass Termine ausfielen, bis wieder einer stattfindet; geht es so weiter, gibt es einen neuen Hinweis.',
  'level-stays':
    'Dieser Hinweis ist beendet. Er kommt nicht wieder, solange die Bögen bleiben, wie sie sind; ein Rückgang wird gesagt.',
  'chance-judged-again':
    'Dieser Hinweis ist beendet. Wie wahrscheinlich ein frühes Ende ist, wird nach dem nächsten Termin neu beurteilt.',
  'outcome-stays':
    'Der Hinweis ist beendet. Die Werte bleiben sichtbar, bis spätere Bögen zurückkommen; nur ein weiterer deutlicher Schritt wird neu gemeldet.',
  'outcome-set-aside':
    'Der Hinweis ist beendet, und die Übersicht nennt ihn nicht mehr. Die Bögen bleiben; nur ein weiterer deutlicher Schritt wird neu gemeldet.',
  'answer-ended-for-all':
    'Der Hinweis ist für alle beendet, die von derselben Antwort erfahren haben. Die Antwort selbst bleibt im Verlauf.',
  'taken-back': 'Zurückgenommen. Der Hinweis ist wieder, wie er vorher war.',
};
