import type { RuleCode } from '#lib/alliance';
import type { FindingInWords } from '../words.js';

export const findings: Readonly<Record<RuleCode, FindingInWords>> = {
  level: {
    title: 'So niedrig, dass sich ein Blick lohnt',
    because: 'Eine niedrige Bewertung ist ein Gespräch wert; zwei hintereinander sind selten Zufall.',
  },
  'reliable-drop': {
    title: 'Niedriger als zuvor, um mehr als die Messungenauigkeit des Bogens',
    because: 'Ein Abfall, der größer ist als die Messungenauigkeit des Bogens, ist selten bloßes Schwanken.',
  },
  'dual-spread': {
    title: 'Niedriger als zuvor, um mehr als Bewertungen sonst schwanken',
    because: 'Ein Abfall fällt auf, wenn er größer ist als das eigene Auf und Ab und als Menschen sich unterscheiden.',
  },
  'control-limits': {
    title: 'Außerhalb dessen, was die ersten eigenen Bögen erwarten lassen',
    because: 'Eine Bewertung weit unter dem eigenen Anfang, in üblichen Schritten gemessen, ist selten Zufall.',
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
    title: 'Eine Antwort liegt so niedrig, dass sich ein Blick lohnt',
    because: 'Eine gute Summe kann verdecken, dass eines nicht gepasst hat.',
  },
  'part-fell': {
    title: 'Ein Teil liegt niedriger als sonst, mehr als der ganze Bogen',
    because: 'Ein Teil wie das Vertrauen oder die Ziele kann sinken, während sich die Summe kaum bewegt.',
  },
  'slow-drift': {
    title: 'Sinkt langsam, über viele Bögen',
    because: 'Zwei oder drei Punkte je Stunde fallen nicht auf, und nach einigen Monaten sind es viele.',
  },
  swings: {
    title: 'Schwankt stark auf und ab',
    because: 'Rückgänge, die jedes Mal wieder vergehen, sind ein Muster und ein Gespräch darüber wert.',
  },
  'low-start': {
    title: 'Niedrig seit den ersten Bögen',
    because: 'Was von den ersten Stunden an niedrig liegt, konnte nicht fallen; frühes Fragen hilft am meisten.',
  },
  'weak-signs': {
    title: 'Mehrere kleine Anzeichen zusammen',
    because: 'Keines davon sagt für sich viel; dass sie zusammenkommen, ist ein Anlass zu fragen.',
  },
  'small-fall': {
    title: 'Etwas niedriger als beim letzten Mal',
    because:
      'Ein kleiner Schritt nach unten ist ein Anlass zu fragen und nicht mehr: Er liegt innerhalb der Messungenauigkeit.',
  },
};
