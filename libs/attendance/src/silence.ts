/** When silence is longer than is usual in a course of work. */
import { DAY } from '#lib/kernel';
import { isWatched } from './absence.js';
import type { Appointment } from './attendance-state.js';
import { afterRest, leaveOf, spansOf } from './breaks.js';
import { whenOf } from './calendar.js';
import { isExplained } from './circumstances.js';
import type { Course } from './course.js';
import { breaksOf, ownGaps, usualBookingLag, usualGap } from './rhythm.js';
import { attendedSessions, NOT_HELD, sessionsOf } from './sessions.js';

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
 * outcome of, or that fell out by no doing of the client. What the practice called off once the client had missed an hour
 * begins no silence again: the client was gone by then.
 */
export function lastSeen(course: Course, heard: number): number {
  const { lastOpen, calledOff } = rhythmOf(course);
  const gone = goneSince(course, heard);
  const open = calledOff.filter(({ decided }) => decided <= gone).map(({ at }) => at);
  return Math.max(lastWord(course, heard), lastOpen, ...open);
}

/** Whether the practice called off later hours once the client was gone: nobody could have come to those. */
export function isCalledOffSinceGone(course: Course, heard: number): boolean {
  const gone = goneSince(course, heard);
  return rhythmOf(course).calledOff.some(({ at, decided }) => decided > gone && at > gone);
}

const lastWord = ({ attendance: { lastAttended, lastContact }, running }: Course, heard: number): number =>
  Math.max(lastAttended ?? 0, lastContact ?? 0, running ?? 0, heard);

/** The first hour since then that the client missed or called off late; infinite where there is none. */
function goneSince(course: Course, heard: number): number {
  const word = lastWord(course, heard);
  return rhythmOf(course).notCome.find((at) => at > word) ?? Infinity;
}

interface Rhythm {
  readonly breaks: Course['breaks'];
  readonly booking: Course['attendance']['booking'];
  readonly cadenceDays: number | null;
  readonly lastOpen: number;
  readonly calledOff: readonly CalledOff[];
  /** Hours that the client missed or called off late, in order. */
  readonly notCome: readonly number[];
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
  const rhythm = {
    ...{ breaks, booking, cadenceDays, lastOpen: lastOpenHour(state), patience: patienceIn(state) },
    ...{ calledOff: calledOffByPractice(state), notCome: notComeTo(state) },
  };
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

/** Booked, without an outcome; or for a reason that says nothing. */
function lastOpenHour(state: Course): number {
  const open = state.attendance.appointments.flatMap((hour) =>
    hour.status === 'booked' || hour.tally === 'missedUnknown' || isExplained(hour) ? (whenOf(hour) ?? []) : [],
  );
  return Math.max(0, ...open);
}

interface CalledOff {
  readonly at: number;
  /** When the practice did; the beginning of time for an hour that stood and was not held. */
  readonly decided: number;
}

const calledOffByPractice = (state: Course): readonly CalledOff[] =>
  sessionsOf(state, NOT_HELD).map(({ at, appointment: { decision } }) => ({ at, decided: decision ?? -Infinity }));

const NOT_COME: ReadonlySet<Appointment['tally']> = new Set(['missedByClient', 'cancelledLateByClient']);

function notComeTo(state: Course): readonly number[] {
  const isRest = (at: number): boolean => state.breaks.some(([from, until]) => at >= from && at <= until);
  return sessionsOf(state, NOT_COME)
    .filter(({ at, appointment }) => !isExplained(appointment) && !isRest(at))
    .map(({ at }) => at);
}
