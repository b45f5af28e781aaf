/**
 * That the client was there: joined the call, or was seen at the practice. Who was there has not missed the hour, in
 * whatever order the two are told. What a computer concluded from silence is then no outcome at all. What a person
 * recorded stands, and is counted as nobody's: two witnesses say different things.
 */
import { DAY, HOUR } from '#lib/kernel';
import type { Appointment, Attendance, Tally } from './attendance-state.js';
import { replace, whenOf } from './calendar.js';

export const MISSED = {
  client: 'missedByClient',
  clinician: 'missedByClinician',
  both: 'missedByBoth',
  unknown: 'missedUnknown',
} as const;

const MOST_SEEN = 10;

/** The client was at this appointment at an instant. */
export function noteClientThere(attendance: Attendance, ref: string, at: number): Attendance {
  const others = attendance.seen.filter(([was]) => was !== ref);
  const next = { ...attendance, seen: [...others, [ref, at] as const].slice(-MOST_SEEN) };
  return next.appointments.filter((hour) => hour.ref === ref && !hour.corrected).reduce(seeHour, next);
}

function seeHour(attendance: Attendance, hour: Appointment): Attendance {
  const seen = inSight(attendance, hour);
  return seen === hour ? attendance : replace(attendance, hour, seen);
}

/** A missed hour, as it counts when the client was there. */
export function inSight(attendance: Attendance, hour: Appointment): Appointment {
  const counted = hour.provisional?.tally ?? hour.tally;
  if (counted === null || !wasThere(attendance, hour)) return hour;
  return counted === 'missedByClient' && isConcluded(hour) ? { ...hour, ...NO_OUTCOME } : recounted(hour, counted);
}

const NO_OUTCOME = { status: 'booked', tally: null, provisional: null, reason: null, inferred: false } as const;

function recounted(hour: Appointment, counted: Tally): Appointment {
  const tally = WITH_THE_CLIENT_THERE[counted];
  if (tally === undefined) return hour;
  const { provisional } = hour;
  return provisional ? { ...hour, provisional: { ...provisional, tally } } : { ...hour, tally };
}

const WITH_THE_CLIENT_THERE: Partial<Record<Tally, Tally>> = {
  missedByClient: 'missedUnknown',
  missedByBoth: 'missedByClinician',
};

/** By a computer, or for the time being. */
const isConcluded = ({ inferred, provisional }: Appointment): boolean => inferred || provisional !== null;

/** An appointment may be moved, and then has several hours: from an hour before one until a day after. */
export function wasThere({ seen }: Attendance, hour: Appointment): boolean {
  const when = whenOf(hour);
  const before = hour.start === null ? DAY : HOUR;
  return seen.some(
    ([ref, at]) => ref === hour.ref && (when === undefined || (at >= when - before && at <= when + DAY)),
  );
}
