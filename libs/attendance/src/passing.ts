/** What changes in the calendar although nothing is told: a booked start goes by, a miss can no longer be taken back. */
import type { Appointment, Attendance } from './attendance-state.js';
import { replace } from './calendar.js';

/** The next booked start after an instant. */
export function nextBooked({ appointments }: Attendance, after: number): number | undefined {
  let next: number | undefined;
  for (const { status, start } of appointments) {
    if (status !== 'booked' || start === null || start <= after) continue;
    if (next === undefined || start < next) next = start;
  }
  return next;
}

/** The next instant at which the calendar changes by itself; undefined when nothing is ahead. */
export function nextAttendanceDue(attendance: Attendance): number | undefined {
  const start = nextBooked(attendance, attendance.passed) ?? Infinity;
  const due = Math.min(start, nextFinal(attendance));
  return due === Infinity ? undefined : due;
}

/** When the next miss can no longer be taken back; infinite when none can. */
export const nextFinal = ({ appointments }: Attendance): number =>
  appointments.reduce((earliest, hour) => Math.min(earliest, finalAt(hour)), Infinity);

const finalAt = ({ provisional }: Appointment): number => provisional?.until ?? Infinity;

/** Lets time pass over the calendar up to an instant; the same object when that changes nothing. */
export function passAttendance(attendance: Attendance, at: number): Attendance {
  const due = nextAttendanceDue(attendance);
  if (due === undefined || due > at) return attendance;
  const passed: Attendance = {
    ...attendance,
    passed: Math.max(attendance.passed, at),
  };
  return passed.appointments.filter((hour) => finalAt(hour) <= at).reduce(makeFinal, passed);
}

const makeFinal = (attendance: Attendance, hour: Appointment): Attendance =>
  hour.provisional === null
    ? attendance
    : replace(attendance, hour, {
        ...hour,
        tally: hour.provisional.tally,
        provisional: null,
      });
