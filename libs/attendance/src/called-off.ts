/**
 * Some clients take leave politely: they call off in time, again and again. It is no absence by itself, and a calm line
 * would be wrong.
 */
import { spansOf } from './breaks.js';
import type { Appointment } from './attendance-state.js';
import { whenOf } from './calendar.js';
import { isExplained } from './circumstances.js';
import type { Course } from './course.js';

const SEVERAL = 3;
/** In time or not. */
export const CALLED_OFF_BY_CLIENT: ReadonlySet<Appointment['tally']> = new Set([
  'cancelledByClient',
  'cancelledLateByClient',
]);

/** How many hours the client called off since the last that took place; 0 where it was fewer than three decisions. */
export function calledOffInRow(state: Course): number {
  const { appointments, lastAttended } = state.attendance;
  const since = Math.max(lastAttended ?? 0, state.running ?? 0);
  const spans = spansOf(state);
  const off = appointments.filter((hour) => {
    const at = whenOf(hour) ?? 0;
    const rests = spans.some(([from, until]) => at >= from && at <= until);
    return CALLED_OFF_BY_CLIENT.has(hour.tally) && at > since && !rests && !isExplained(hour);
  });
  const decisions = new Set(off.map(({ ref, decision }) => decision ?? ref));
  return decisions.size < SEVERAL ? 0 : off.length;
}
