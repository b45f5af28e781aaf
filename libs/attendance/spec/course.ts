/** Calendars and courses for the specs of this room, made by hand: what became of hours, on days of their own. */
import { DAY } from '#lib/kernel';
import {
  NEW_APPOINTMENT,
  NO_ATTENDANCE,
  type Appointment,
  type Attendance,
  type Tally,
} from '../src/attendance-state.js';
import type { Course } from '../src/course.js';

/** An hour of a day, and what became of it; ahead where nothing did. */
export const hour = (day: number, tally: Tally | null, more: Partial<Appointment> = {}): Appointment => ({
  ...{ ...NEW_APPOINTMENT, ref: `h${day}`, start: day * DAY, tally, status: statusOf(tally) },
  ...more,
});

function statusOf(tally: Tally | null): Appointment['status'] {
  if (tally === null) return 'booked';
  if (tally === 'kept') return 'attended';
  return tally.startsWith('missed') ? 'missed' : 'cancelled';
}

export const kept = (...days: number[]): Appointment[] => days.map((day) => hour(day, 'kept'));
export const missed = (...days: number[]): Appointment[] => days.map((day) => hour(day, 'missedByClient'));
/** Called off too late, each by a decision of its own half a day before. */
export const late = (...days: number[]): Appointment[] =>
  days.map((day) => hour(day, 'cancelledLateByClient', { decision: (day - 0.5) * DAY }));

export function calendarOf(...appointments: readonly Appointment[]): Attendance {
  const held = appointments.filter(({ tally }) => tally === 'kept');
  return {
    ...NO_ATTENDANCE,
    appointments,
    tallies: { ...NO_ATTENDANCE.tallies, kept: held.length },
    lastAttended: held.length === 0 ? null : Math.max(...held.map(({ start }) => start ?? 0)),
  };
}

/** Running since the first day, by one clinician, as it is on day 100. */
export const courseOf = (appointments: readonly Appointment[], more: Partial<Course> = {}): Course => ({
  attendance: calendarOf(...appointments),
  status: 'open',
  died: null,
  asOf: 100 * DAY,
  approach: null,
  cadenceDays: null,
  plannedVisits: null,
  opened: 0,
  running: 0,
  breaks: [],
  pausedSince: null,
  pausedUntil: null,
  clinician: 'k1',
  away: [],
  absentSince: null,
  ...more,
});
