import type { RuleCode } from '#lib/alliance';
import type { FindingInWords } from '../words.js';

export const findings: Readonly<Record<RuleCode, FindingInWords>> = {
  level: {
    title: 'So niedrig, dass sich ein Blick lohnt',
    because: 'Eine niedrige Bewertung ist ein Gespräch wert; zwei hintereinander sind selten ein Versehen.',
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
