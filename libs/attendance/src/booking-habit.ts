/**
 * How long after an hour the next one is usually booked. Some book ahead, some in the hour, some a few days later: only
 * what is late by an episode's own custom is late.
 */
import type { Attendance } from './attendance-state.js';
import { nextBooked } from './passing.js';

const MOST = 6;

/** What a step of the calendar shows of the custom. */
export function learnBooking(before: Attendance, after: Attendance, at: number): Attendance {
  const kept = after.lastAttended;
  if (kept !== null && kept > (before.lastAttended ?? -Infinity))
    return nextBooked(after, kept) === undefined ? waitFor(after, kept) : learned(after, 0);
  const { since } = after.booking;
  return since !== null && nextBooked(after, Math.max(at, since)) !== undefined
    ? learned(after, Math.max(0, at - since))
    : after;
}

/** An hour that was kept without a booking shows nothing: many sources send none. */
const waitFor = (attendance: Attendance, since: number): Attendance => ({
  ...attendance,
  booking: { ...attendance.booking, since },
});

const learned = (attendance: Attendance, lag: number): Attendance => ({
  ...attendance,
  booking: { lags: [...attendance.booking.lags, lag].slice(-MOST), since: null },
});
