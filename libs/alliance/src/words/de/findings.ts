import type { FindingInWords } from '../words.js';

export const findings: Readonly<Record<string, FindingInWords>> = {
  level: {
    title: 'Unter dem Wert, ab dem sich ein Blick lohnt',
    because: 'Eine niedrige Bewertung ist ein Gespräch wert; zwei hintereinander sind selten ein Versehen.',
  },
  'reliable-drop': {
    title: 'Niedriger als zuvor, um mehr als die Messungenauigkeit des Bogens',
    because: 'Der Unterschied ist größer, als es die Messungenauigkeit des Bogens allein erklären würde.',
  },
  'dual-spread': {
    title: 'Niedriger als zuvor, um mehr als Bewertungen sonst schwanken',
    because: 'Der Unterschied ist größer, als die Werte dieser Person und die zwischen Menschen sonst schwanken.',
  },
  'control-limits': {
    title: 'Außerhalb dessen, was die ersten eigenen Bögen erwarten lassen',
    because: 'Verglichen wird mit dem eigenen Anfang und nicht mit anderen Menschen.',
  },
  'direct-report': {
    title: 'Es wurde gesagt, dass sich etwas nicht stimmig anfühlte',
    because: 'Direktes Fragen findet, was Summen am oberen Ende ihrer Skala nicht zeigen können.',
  },
  'coded-markers': {
    title: 'Eine Stunde wurde als angespannt vermerkt',
    because: 'Wer dabei war oder zusah, sah eine Bewegung gegen die Arbeit oder zweimal eine von ihr weg.',
  },
  'seen-differently': {
    title: 'Beide Seiten sehen es verschieden',
    because:
      'Liegt der Bogen der Behandlungsseite dauerhaft deutlich höher als der andere, ist vielleicht etwas ungesagt.',
  },
  'low-mark': {
    title: 'Eine Antwort liegt unter dem Wert, ab dem sich ein Blick lohnt',
    because: 'Eine einzelne niedrige Antwort ist ein Anlass zu fragen, auch wenn die Summe gut aussieht.',
  },
  'small-fall': {
    title: 'Etwas niedriger als beim letzten Mal',
    because: 'Ein kleiner Unterschied ist ein Anlass zu fragen und noch kein Zeichen einer Spannung.',
  },
};
