/** How often a client usually comes, and when the next hour is usually booked: learned in each course of work. */
import { DAY } from '#lib/kernel';
import { median } from '#lib/statistics';
import type { Attendance } from './attendance-state.js';
import type { Course } from './course.js';
import { attendedSessions, calledOffHours } from './sessions.js';

/** Ends of breaks, and hours that the practice called off: no gap between two hours is taken across them. */
export const breaksOf = (state: Course): readonly number[] => [
  ...state.breaks.map(([, until]) => until),
  ...calledOffHours(state),
];

const RECENT_GAPS = 4;
/** Where neither the calendar nor the frame says it. */
export const USUAL_CADENCE_DAYS = 7;

/** Usual days between two attended hours: the median of the last four unbroken gaps, else as agreed, else a week. */
export function usualGap(state: Course, times: readonly number[], breaks: readonly number[]): number {
  return median(ownGaps(times, breaks).slice(-RECENT_GAPS)) ?? state.cadenceDays ?? USUAL_CADENCE_DAYS;
}

/** For labels: as agreed with the client where somebody said so. */
export function cadenceOf(state: Course): number {
  return (
    state.cadenceDays ??
    usualGap(
      state,
      attendedSessions(state).map(({ at }) => at),
      breaksOf(state),
    )
  );
}

export function ownGaps(times: readonly number[], breaks: readonly number[]): readonly number[] {
  return times.slice(1).flatMap((to, i) => {
    const from = times[i] ?? to;
    const broken = breaks.some((at) => at > from && at < to);
    return broken || to === from ? [] : [(to - from) / DAY];
  });
}

/** Fewer are no custom. */
const FEWEST_LAGS = 3;

/** How long after an hour the next one is usually booked in this episode; undefined until there is a custom. */
export const usualBookingLag = ({ booking: { lags } }: Attendance): number | undefined =>
  lags.length < FEWEST_LAGS ? undefined : median(lags);
