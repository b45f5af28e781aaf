/**
 * Reasons that say nothing about the work, by the HL7 codes for called-off appointments: the way there, the weather, an
 * interpreter, a room, a bill, an error. An hour that was missed or called off for one of them is no sign of anything.
 */
import type { Appointment } from './attendance-state.js';

export const CIRCUMSTANCES = [
  ...(['pat-lt', 'pat-preg', 'maint', 'meds-inc', 'oth-weath', 'oth-int', 'oth-fin', 'oth-room'] as const),
  ...(['oth-mu', 'oth-iv', 'oth-cms', 'oth-err', 'oth-oerr', 'oth-swie'] as const),
] as const;
export type Circumstance = (typeof CIRCUMSTANCES)[number];

const KNOWN: ReadonlySet<string> = new Set(CIRCUMSTANCES);

export const isCircumstance = (code: string): code is Circumstance => KNOWN.has(code);

export const isExplained = ({ reason }: Pick<Appointment, 'reason'>): boolean =>
  reason !== null && isCircumstance(reason);
