/**
 * Signals from the calendar. Only what the client did counts: what the practice called off, breaks that both agreed on
 * and appointments of which nobody knows what happened leave no trace here. Nor does an hour that was missed or called off
 * for a reason that is known and says nothing about the work.
 */
import { DAY } from '#lib/kernel';
import {
  breaksOf,
  calledOffHours,
  isExplained,
  leaveOf,
  nextBooked,
  restBetween,
  sessionsOf,
  spansOf,
  usualBookingLag,
  usualGap,
  type Appointment,
  type PastSession,
} from '#lib/attendance';
import type { EpisodeState } from '../../state/episode-state.js';
import type { Features } from '#lib/hazard';

const RECENT_BOOKED = 4;
const EARLY = 3;

export const THE_CLIENTS: ReadonlySet<Appointment['tally']> = new Set<Appointment['tally']>([
  'kept',
  'missedByClient',
  'cancelledByClient',
  'cancelledLateByClient',
]);

/** `attended` are the hours that took place, oldest first; without one nothing is said. */
export function calendarFeatures(state: EpisodeState, attended: readonly PastSession[]): Features {
  if (attended.length === 0) return {};
  const due = oncePerDecision(sessionsOf(state, THE_CLIENTS));
  const recent = due.slice(-RECENT_BOOKED).map(({ appointment }) => appointment);
  const counts = (tally: Appointment['tally']): number =>
    recent.filter((appointment) => appointment.tally === tally && !isExplained(appointment)).length;
  return {
    noshow: counts('missedByClient'),
    ...earlyFeature(state, attended, due),
    latecx: counts('cancelledLateByClient'),
    resch: recent.reduce((sum, { moves }) => sum + moves, 0),
  };
}

/** A series that was called off in one go is one thing that the client did; it was late if any of it was. */
function oncePerDecision(hours: readonly PastSession[]): readonly PastSession[] {
  const standsFor = new Map<number, PastSession>();
  for (const hour of hours) {
    const { decision, tally } = hour.appointment;
    if (decision === null) continue;
    const known = standsFor.get(decision);
    if (!known || (tally === 'cancelledLateByClient' && known.appointment.tally !== tally))
      standsFor.set(decision, hour);
  }
  return hours.filter((hour) => {
    const { decision } = hour.appointment;
    return decision === null || standsFor.get(decision) === hour;
  });
}

/**
 * What grows with the time since the last event, and nothing else does: the gap, and bookings that have gone by. The days
 * of a break count for neither, and where the next hour is usually booked later, none is missing before.
 */
export function silenceFeatures(state: EpisodeState, attended: readonly PastSession[]): (at: number) => Features {
  if (attended.length === 0) return () => ({});
  if (state.status !== 'open') return () => ({ gap: 0, nofut: 0 });
  const times = attended.map((hour) => hour.at);
  const last = times.at(-1) ?? 0;
  const usual = usualGap(state, times, breaksOf(state));
  const calledOff = calledOffHours(state);
  const spans = spansOf(state);
  const bookedBy = leaveOf(state) ? Infinity : last + 2 * (usualBookingLag(state.attendance) ?? 0);
  return (at) => {
    const from = Math.max(last, ...calledOff.filter((hour) => hour <= at));
    return {
      gap: doublings((at - from - restBetween(spans, from, at)) / DAY, usual),
      nofut: at >= bookedBy && nextBooked(state.attendance, at) === undefined ? 1 : 0,
    };
  };
}

/** Doublings of the usual gap, both in days, since the client could last have come. */
const doublings = (gap: number, usual: number): number => (gap <= usual ? 0 : Math.log2(gap / usual));

/** Unknown once the beginning has been let go of: a state keeps its last appointments only. */
function earlyFeature(
  { attendance }: EpisodeState,
  attended: readonly PastSession[],
  due: readonly PastSession[],
): Features {
  return attended.length === attendance.tallies.kept ? { earlyns: missedEarly(due) ? 1 : 0 } : {};
}

function missedEarly(due: readonly PastSession[]): boolean {
  let kept = 0;
  for (const { appointment } of due) {
    if (appointment.tally === 'missedByClient' && !isExplained(appointment)) return true;
    if (appointment.tally === 'kept' && ++kept >= EARLY) return false;
  }
  return false;
}
