/**
 * The client was there: joined the call, or arrived. Whoever was there has not missed the hour, whatever is told of it
 * before or after; what became of it then nobody knows.
 */
import { HOUR } from '#lib/kernel';
import type { Attendance, Appointment, Tally } from './attendance-state.js';
import { appointmentOf, put, whenOf } from './calendar.js';

const MOST = 20;
/** A longer time apart, it is another hour of the same appointment. */
const SAME_HOUR = 12 * HOUR;

export function seeClient(attendance: Attendance, ref: string, at: number): Attendance {
  const seen = [...attendance.present.filter(([known]) => known !== ref), [ref, at] as const].slice(-MOST);
  const known = appointmentOf(attendance, ref);
  const noted = { ...attendance, present: seen };
  if (known?.status !== 'missed' || !isNear(at, whenOf(known) ?? at)) return noted;
  const { provisional } = known;
  return put(noted, {
    ...known,
    tally: unlessThere(known.tally),
    provisional: provisional && { ...provisional, tally: unlessThere(provisional.tally) },
  });
}

/** Whether the client was seen at the hour of an appointment. */
export const wasThere = ({ present }: Attendance, { ref, ...hour }: Appointment, told: number): boolean =>
  present.some(([known, at]) => known === ref && isNear(at, whenOf({ ref, ...hour }) ?? told));

const isNear = (at: number, hour: number): boolean => Math.abs(at - hour) <= SAME_HOUR;

/** The counter of a miss at which the client was there. */
export const unlessThere = <T extends Tally | null>(tally: T): T | 'missedUnknown' =>
  tally === 'missedByClient' || tally === 'missedByBoth' ? 'missedUnknown' : tally;
