/** Hours of one kind with their times, oldest first. */
import type { Appointment, Attendance } from './attendance-state.js';
import { whenOf } from './calendar.js';

interface InCalendar {
  readonly attendance: Attendance;
}

export interface PastSession {
  readonly at: number;
  readonly appointment: Appointment;
}

/** Hours with a known time that count as one of these, oldest first. */
export function sessionsOf(
  { attendance }: InCalendar,
  tallies: ReadonlySet<Appointment['tally']>,
): readonly PastSession[] {
  const hours: PastSession[] = [];
  for (const appointment of attendance.appointments) {
    if (!tallies.has(appointment.tally)) continue;
    const at = whenOf(appointment);
    if (at !== undefined) hours.push({ at, appointment });
  }
  return hours.sort((a, b) => a.at - b.at);
}

const KEPT: ReadonlySet<Appointment['tally']> = new Set<Appointment['tally']>(['kept']);
/** Attended hours, oldest first; only the last 60 appointments are kept. */
export const attendedSessions = (state: InCalendar): readonly PastSession[] => sessionsOf(state, KEPT);

export const NOT_HELD: ReadonlySet<Appointment['tally']> = new Set<Appointment['tally']>([
  'missedByClinician',
  'missedByBoth',
  'cancelledByClinician',
  'cancelledByPractice',
]);

/** Hours that the practice called off. */
export const calledOffHours = (state: InCalendar): readonly number[] => sessionsOf(state, NOT_HELD).map(({ at }) => at);
