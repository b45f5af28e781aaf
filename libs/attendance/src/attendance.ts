/**
 * What the calendar says. Each hour has at most one outcome. Only what the client did is ever counted as the client's:
 * the clinician's and the practice's changes have counters of their own, what nobody knows stays unknown, and nothing
 * counts outside a running episode. The laws are in ADR 17.
 */
import type { ClinicEvent, EventOf, EventType } from '#lib/events';
import type { Attendance, EpisodeStatus } from './attendance-state.js';
import { learnBooking } from './booking-habit.js';
import { letGo } from './calendar.js';
import { cancel } from './cancellations.js';
import { markGroup } from './group-hours.js';
import { book, reschedule } from './moves.js';
import { attend, holdCorrected, miss, voidHour } from './outcomes.js';

const CHANGES = {
  'appointment.booked': book,
  'appointment.rescheduled': reschedule,
  'appointment.cancelled': cancel,
  'appointment.attended': attend,
  'appointment.missed': miss,
  'appointment.attendance_corrected': holdCorrected,
  'appointment.voided': voidHour,
} as const;

export type CalendarEvent = EventOf<keyof typeof CHANGES & EventType>;

/** One fact about an appointment, in a calendar over which time has passed up to it. */
export function followCalendar(attendance: Attendance, event: CalendarEvent, status: EpisodeStatus): Attendance {
  const change = CHANGES[event.type] as (a: Attendance, e: ClinicEvent, s: EpisodeStatus) => Attendance;
  const changed = change(attendance, event, status);
  if (changed === attendance) return attendance;
  const marked = markGroup(attendance, changed, event);
  return letGo(learnBooking(attendance, marked, event.occurredAt), event.occurredAt);
}

export const noteContact = (attendance: Attendance, at: number): Attendance => ({ ...attendance, lastContact: at });
