import type { Words } from '../words.js';

export const reasons: Words['reasons'] = {
  'pat-lt': 'no way to get there',
  'pat-preg': 'pregnancy',
  maint: 'equipment out of order',
  'meds-inc': 'preparation not complete',
  'oth-weath': 'weather',
  'oth-int': 'no interpreter',
  'oth-fin': 'payment or insurance',
  'oth-room': 'room not available',
  'oth-mu': 'documents not available',
  'oth-iv': 'a medical matter',
  'oth-cms': 'sessions not authorised',
  'oth-err': 'an error in the calendar',
  'oth-oerr': 'an error in booking',
  'oth-swie': 'an error at reception',
};

/** Follows what became of an appointment. */
export const because = (code: string | undefined): string => {
  const reason = (reasons as Readonly<Record<string, string>>)[code ?? ''];
  return reason === undefined ? '' : ` (reason: ${reason}; no sign of anything else)`;
};
