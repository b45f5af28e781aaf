/** What changes in the calendar although nothing is told: a booked start is no longer ahead, a miss can no longer be taken back. */
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

/** When the next miss can no longer be taken back; infinite when none can. */
export const nextFinal = ({ appointments }: Attendance): number =>
  appointments.reduce((earliest, hour) => Math.min(earliest, finalAt(hour)), Infinity);

const finalAt = ({ provisional }: Appointment): number => provisional?.until ?? Infinity;

/** The misses that can no longer be taken back at an instant count; the same object when there is none. */
export const passAttendance = (attendance: Attendance, at: number): Attendance =>
  attendance.appointments.filter((hour) => finalAt(hour) <= at).reduce(makeFinal, attendance);

const makeFinal = (attendance: Attendance, hour: Appointment): Attendance =>
  hour.provisional === null
    ? attendance
    : replace(attendance, hour, {
        ...hour,
        tally: hour.provisional.tally,
        provisional: null,
      });
