/**
 * Weeks in a row in which hours were offered and the client came to none. Dialectical behaviour therapy counts them,
 * for the individual hours and for the skills group apart, and four in a row end the work. A week without an offer, or
 * with hours that the practice called off or that fell out for a known circumstance, is none.
 */
import { DAY } from '#lib/kernel';
import type { Span } from './absence-signs.js';
import type { Appointment, Attendance, Tally } from './attendance-state.js';
import { whenOf } from './calendar.js';
import { isExplained } from './circumstances.js';

export interface WeeksInView {
  readonly group: boolean;
  /** Hours after it, until `asOf`. */
  readonly since: number;
  readonly asOf: number;
  /** In which nothing was offered. */
  readonly spans: readonly Span[];
}

const NOT_COME: ReadonlySet<Tally | null> = new Set<Tally | null>([
  'missedByClient',
  'cancelledByClient',
  'cancelledLateByClient',
]);

export function missedWeeks({ appointments }: Attendance, view: WeeksInView): number {
  const weeks = new Map<number, boolean>();
  for (const hour of appointments) {
    const at = whenOf(hour);
    if (at === undefined || hour.group !== view.group || !isOffered(hour, at, view)) continue;
    const week = weekOf(at);
    weeks.set(week, (weeks.get(week) ?? false) || hour.tally === 'kept');
  }
  const inOrder = [...weeks].sort(([a], [b]) => b - a);
  const kept = inOrder.findIndex(([, came]) => came);
  return kept < 0 ? inOrder.length : kept;
}

const isOffered = (hour: Appointment, at: number, { since, asOf, spans }: WeeksInView): boolean =>
  at > since &&
  at <= asOf &&
  (hour.tally === 'kept' || (NOT_COME.has(hour.tally) && !isExplained(hour))) &&
  !spans.some(([from, until]) => at >= from && at <= until);

/** From Monday to Sunday, in UTC; 1970 began on a Thursday. */
const MONDAY = 3;
const weekOf = (at: number): number => Math.floor((at / DAY + MONDAY) / 7);
