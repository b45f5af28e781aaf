/** When silence is longer than is usual in a course of work. */
import { DAY } from '#lib/kernel';
import { isWatched } from './absence.js';
import type { Appointment } from './attendance-state.js';
import { afterRest, leaveOf, spansOf } from './breaks.js';
import { whenOf } from './calendar.js';
import { isExplained } from './circumstances.js';
import type { Course } from './course.js';
import { breaksOf, ownGaps, usualBookingLag, usualGap } from './rhythm.js';
import { attendedSessions, calledOffHours } from './sessions.js';

const CADENCES = 2;
/** Also where hours are days apart: a long weekend is no absence. */
const LEAST_DAYS = 10;
const RECENT_GAPS = 8;

/**
 * When silence begins to mean something: twice the usual time and a day since the client was last heard of or could have
 * come, but no sooner than the longest recent gap, and not while the next booking is usually still to come. Infinite
 * where nothing was ever kept, and once it is a fact.
 */
export function absentAt(course: Course, heard: number): number {
  if (!isWatched(course) || course.attendance.lastAttended === null || leaveOf(course)) return Infinity;
  const since = lastSeen(course, heard);
  return since === course.absentSince ? Infinity : afterRest(spansOf(course), since, rhythmOf(course).patience);
}

/** `absentAt` is never earlier. Asked at every event, it works out no rhythm. */
export const soonestAbsent = ({ attendance, running }: Course): number =>
  Math.max(attendance.lastAttended ?? Infinity, attendance.lastContact ?? 0, running ?? 0) + LEAST_DAYS * DAY;

/**
 * When the client was there last, or was heard of (`heard`: by a form), or could have come: an hour that nobody says the
 * outcome of, or that fell out by no doing of the client.
 */
export function lastSeen(course: Course, heard: number): number {
  const { attendance, running } = course;
  const { lastAttended, lastContact } = attendance;
  return Math.max(lastAttended ?? 0, lastContact ?? 0, running ?? 0, rhythmOf(course).lastOpen, heard);
}

interface Rhythm {
  readonly breaks: Course['breaks'];
  readonly booking: Course['attendance']['booking'];
  readonly cadenceDays: number | null;
  readonly lastOpen: number;
  /** Milliseconds. */
  readonly patience: number;
}

/** Worked out once for a calendar: clocks are asked at every event. */
const RHYTHMS = new WeakMap<readonly Appointment[], Rhythm>();

function rhythmOf(state: Course): Rhythm {
  const { attendance, breaks, cadenceDays } = state;
  const { booking } = attendance;
  const known = RHYTHMS.get(attendance.appointments);
  if (known?.breaks === breaks && known.booking === booking && known.cadenceDays === cadenceDays) return known;
  const rhythm = { breaks, booking, cadenceDays, lastOpen: lastOpenHour(state), patience: patienceIn(state) };
  RHYTHMS.set(attendance.appointments, rhythm);
  return rhythm;
}

function patienceIn(state: Course): number {
  const times = attendedSessions(state).map(({ at }) => at);
  const breaks = breaksOf(state);
  const usual = usualGap(state, times, breaks);
  const longestGap = Math.max(0, ...ownGaps(times, breaks).slice(-RECENT_GAPS));
  const lag = usualBookingLag(state.attendance) ?? 0;
  return Math.max((Math.max(CADENCES * usual, longestGap) + 1) * DAY, usual * DAY + 2 * lag, LEAST_DAYS * DAY);
}

/** Booked, without an outcome; called off by the practice; or for a reason that says nothing. */
function lastOpenHour(state: Course): number {
  const open = state.attendance.appointments.flatMap((hour) =>
    hour.status === 'booked' || hour.tally === 'missedUnknown' || isExplained(hour) ? (whenOf(hour) ?? []) : [],
  );
  return Math.max(0, ...open, ...calledOffHours(state));
}
