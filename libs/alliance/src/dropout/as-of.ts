/**
 * An episode as it stands at an instant: everything that a chance is computed from. Live and in training it is the same
 * folded state, so that a model is never shown anything else than what it was fitted on.
 */
import { DAY } from '#lib/kernel';
import { whenOf, type Appointment } from '#lib/attendance';
import type { ClinicRules } from '../rules/clinic-rules.js';
import { median } from '#lib/statistics';
import type { EpisodeState } from '../state/episode-state.js';

export interface AttendanceAsOf {
  readonly state: EpisodeState;
  /** What the clinic chose: the state was folded under it. */
  readonly rules: ClinicRules;
}

export interface AsOf extends AttendanceAsOf {
  /** Clinical time in milliseconds, not before `state.asOf`. */
  readonly at: number;
}

export interface PastSession {
  readonly at: number;
  readonly appointment: Appointment;
}

/** Hours with a known time that count as one of these, oldest first. */
export function sessionsOf(
  { attendance }: EpisodeState,
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
export const attendedSessions = (state: EpisodeState): readonly PastSession[] => sessionsOf(state, KEPT);

const NOT_HELD: ReadonlySet<Appointment['tally']> = new Set<Appointment['tally']>([
  'missedByClinician',
  'missedByBoth',
  'cancelledByClinician',
  'cancelledByPractice',
]);

/** Hours that the practice called off. */
export const calledOffHours = (state: EpisodeState): readonly number[] =>
  sessionsOf(state, NOT_HELD).map(({ at }) => at);

/** Ends of breaks, and hours that the practice called off: no gap between two hours is taken across them. */
export const breaksOf = (state: EpisodeState): readonly number[] => [
  ...state.breaks.map(([, until]) => until),
  ...calledOffHours(state),
];

const RECENT_GAPS = 4;
/** Where neither the calendar nor the frame says it. */
export const USUAL_CADENCE_DAYS = 7;

/** Usual days between two attended hours: the median of the last four unbroken gaps, else as agreed, else a week. */
export function usualGap(state: EpisodeState, times: readonly number[], breaks: readonly number[]): number {
  return median(ownGaps(times, breaks).slice(-RECENT_GAPS)) ?? state.cadenceDays ?? USUAL_CADENCE_DAYS;
}

/** For labels: as agreed with the client where somebody said so. */
export function cadenceOf(state: EpisodeState): number {
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
export const usualBookingLag = ({ booking: { lags } }: EpisodeState['attendance']): number | undefined =>
  lags.length < FEWEST_LAGS ? undefined : median(lags);
