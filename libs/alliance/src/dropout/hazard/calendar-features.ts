/**
 * Signals from the calendar. Only what the client did counts: what the practice called off, breaks that both agreed on
 * and appointments of which nobody knows what happened leave no trace here.
 */
import { DAY } from '#lib/kernel';
import { nextBooked, type Appointment } from '../../attendance.js';
import { whenOf, type Snapshot } from '../snapshot.js';
import type { Features } from './hazard-model.js';

const RECENT_BOOKED = 4;
const RECENT_GAPS = 4;
const EARLY = 3;

export function calendarFeatures(snapshot: Snapshot, cadenceDays: number): Features {
  const { state, at } = snapshot;
  const due = dueFor(snapshot);
  const recent = due.slice(-RECENT_BOOKED);
  const counts = (tally: Appointment['tally']): number => recent.filter((a) => a.tally === tally).length;
  if (attendedAt(snapshot).length === 0) return {};
  return {
    noshow: counts('missedByClient'),
    ...earlyFeature(snapshot, due),
    latecx: counts('cancelledLateByClient'),
    resch: movedByClient(snapshot, recent),
    gap: gapOf(snapshot, cadenceDays),
    nofut: state.status === 'open' && nextBooked(state.attendance, at) === undefined ? 1 : 0,
  };
}

/** Times of the attended appointments, oldest first. */
export const attendedAt = (snapshot: Snapshot): readonly number[] => timesOf(snapshot, ({ tally }) => tally === 'kept');

function timesOf(snapshot: Snapshot, counts: (appointment: Appointment) => boolean): readonly number[] {
  const times = snapshot.state.attendance.appointments.filter(counts).map((a) => whenOf(snapshot, a));
  return times.filter((time) => time !== undefined).sort((a, b) => a - b);
}

const THE_CLIENTS: ReadonlySet<Appointment['tally']> = new Set<Appointment['tally']>([
  'kept',
  'missedByClient',
  'cancelledByClient',
  'cancelledLateByClient',
]);
const NOT_HELD: ReadonlySet<Appointment['tally']> = new Set<Appointment['tally']>([
  'missedByClinician',
  'missedByBoth',
  'cancelledByClinician',
  'cancelledByPractice',
]);

/** Appointments with an outcome that was the client's, oldest first. */
function dueFor(snapshot: Snapshot): readonly Appointment[] {
  const timed = snapshot.state.attendance.appointments
    .filter(({ tally }) => THE_CLIENTS.has(tally))
    .map((appointment) => ({ appointment, when: whenOf(snapshot, appointment) ?? 0 }));
  return timed.sort((a, b) => a.when - b.when).map(({ appointment }) => appointment);
}

/** Unknown once the beginning has been let go of: a state keeps its last appointments only. */
function earlyFeature(snapshot: Snapshot, due: readonly Appointment[]): Features {
  const keepsAll = attendedAt(snapshot).length === snapshot.state.attendance.tallies.kept;
  return keepsAll ? { earlyns: missedEarly(due) ? 1 : 0 } : {};
}

function missedEarly(due: readonly Appointment[]): boolean {
  let kept = 0;
  for (const { tally } of due) {
    if (tally === 'missedByClient') return true;
    if (tally === 'kept' && ++kept >= EARLY) return false;
  }
  return false;
}

function movedByClient({ events }: Snapshot, recent: readonly Appointment[]): number {
  const refs = new Set(recent.map(({ ref }) => ref));
  const moved = events.flatMap((event) => {
    const byClient = event.type === 'appointment.rescheduled' && event.data.initiatedBy === 'client';
    return byClient && refs.has(event.data.appointment) ? [`${event.data.appointment} ${event.data.start}`] : [];
  });
  return new Set(moved).size;
}

/** Doublings of the usual gap since the client could last have come. */
function gapOf(snapshot: Snapshot, cadenceDays: number): number {
  if (snapshot.state.status !== 'open') return 0;
  const times = attendedAt(snapshot);
  const breaks = breaksOf(snapshot);
  const from = Math.max(times.at(-1) ?? snapshot.at, ...breaks);
  const usual = median(ownGaps(times, breaks).slice(-RECENT_GAPS)) ?? cadenceDays;
  const gap = Math.max(0, snapshot.at - from) / DAY;
  return gap <= usual ? 0 : Math.log2(gap / usual);
}

/** Ends of agreed breaks, and hours that the practice called off: no gap is counted across them. */
function breaksOf(snapshot: Snapshot): readonly number[] {
  const resumed = snapshot.events.flatMap(({ type, occurredAt }) => (type === 'episode.resumed' ? [occurredAt] : []));
  const notHeld = timesOf(snapshot, ({ tally }) => NOT_HELD.has(tally)).filter((time) => time <= snapshot.at);
  return [...resumed, ...notHeld];
}

function ownGaps(times: readonly number[], breaks: readonly number[]): readonly number[] {
  return times.slice(1).flatMap((to, i) => {
    const from = times[i] ?? to;
    const broken = breaks.some((at) => at > from && at < to);
    return broken || to === from ? [] : [(to - from) / DAY];
  });
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
