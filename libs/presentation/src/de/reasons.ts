import type { Words } from '../words.js';

export const reasons: Words['reasons'] = {
  'pat-lt': 'keine Fahrgelegenheit',
  'pat-preg': 'Schwangerschaft',
  maint: 'Gerät nicht in Betrieb',
  'meds-inc': 'Vorbereitung nicht abgeschlossen',
  'oth-weath': 'Wetter',
  'oth-int': 'keine Dolmetschung',
  'oth-fin': 'Bezahlung oder Versicherung',
  'oth-room': 'Raum nicht verfügbar',
  'oth-mu': 'Unterlagen nicht verfügbar',
  'oth-iv': 'medizinischer Anlass',
  'oth-cms': 'Stunden nicht bewilligt',
  'oth-err': 'Irrtum im Kalender',
  'oth-oerr': 'Irrtum bei der Buchung',
  'oth-swie': 'Irrtum am Empfang',
};

/** Follows what became of an appointment. */
export const because = (code: string | undefined): string => {
  const reason = (reasons as Readonly<Record<string, string>>)[code ?? ''];
  return reason === undefined ? '' : ` (Grund: ${reason}; sagt sonst nichts)`;
};
