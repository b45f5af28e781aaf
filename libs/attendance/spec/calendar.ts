/** Calendars for the specs of this room: what is counted after some events, and the events that most of them tell. */
import { foldEpisode } from '#lib/alliance';
import type { ClinicEvent, EventData } from '#lib/events';
import { cancelled, day, iso, named, on, opened } from '../../alliance/spec/history.js';
import type { Appointment, Attendance } from '../src/attendance-state.js';
import { hourOf } from '../src/calendar.js';

export const after = (...events: readonly ClinicEvent[]): Attendance => foldEpisode([opened(), ...events]).attendance;
/** Counters that are not zero. */
export const counted = (...events: readonly ClinicEvent[]): object =>
  Object.fromEntries(Object.entries(after(...events).tallies).filter(([, n]) => n !== 0));
/** The hour that an appointment stands for after some events. */
export const hourAfter = (ref: string, ...events: readonly ClinicEvent[]): Appointment | undefined =>
  hourOf(after(...events), ref);
/** By the client, the clinician and others. */
export const moves = (...events: readonly ClinicEvent[]): number[] => {
  const { movesByClient, movesByClinician, movesByOthers } = after(...events);
  return [movesByClient, movesByClinician, movesByOthers];
};

type Move = Partial<EventData<'appointment.rescheduled'>>;
let n = 0;
export const moved = (at: number, appointment: string, ...[to, more = {}]: [number, Move?]): ClinicEvent =>
  named(
    `moved-${++n}`,
    on(at, 'appointment.rescheduled', {
      appointment,
      start: iso(to),
      end: iso(to + 0.04),
      initiatedBy: 'client',
      ...more,
    }),
  );
/** The same, told once more. */
export const again = (event: ClinicEvent, at: number): ClinicEvent => ({
  ...event,
  id: `${event.id}-again-${++n}`,
  occurredAt: day(at),
});
export const off = (at: number, appointment: string, by: 'client' | 'practice' | 'clinician' | 'unknown' = 'client') =>
  cancelled(at, appointment, { cancelledBy: by });
