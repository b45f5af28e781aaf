/**
 * How long an appointment may take. A day has 23 to 25 hours, so a whole day is told by the calendar: it ends at the hour
 * at which it began, as both are written. What is longer than that is unusual, and a retreat over a weekend is booked like
 * this: it is taken, and the sender hears of it. Only what cannot be an appointment is refused.
 */
import { DAY, HOUR, MINUTE, offsetOf, parseInstant, zoneOffsetAt, type Violation } from '#lib/kernel';

export interface Period {
  readonly start: string;
  readonly end: string;
  readonly zone?: string;
}
interface Examined {
  readonly faults: Violation[];
  readonly warnings?: readonly Violation[];
}

const LONGEST_DAYS = 31;
const FINE: Examined = { faults: [] };
const fault = (detail: string, hint: string): Violation => ({
  pointer: '/data/end',
  code: 'invalid_period',
  detail,
  hint,
});
const BACKWARDS = fault('is not after start', 'send the end after the start, each with its own offset from UTC');
const ENDLESS = fault(
  `is more than ${LONGEST_DAYS} days after start`,
  'check the year of the end; send each day of a longer stay as an appointment of its own',
);

export function examinePeriod({ start, end, zone }: Period): Examined {
  const length = (parseInstant(end) ?? 0) - (parseInstant(start) ?? 0);
  if (length <= 0) return { faults: [BACKWARDS] };
  if (length <= DAY || wallTime(end, zone) - wallTime(start, zone) <= DAY) return FINE;
  return length > LONGEST_DAYS * DAY ? { faults: [ENDLESS] } : { faults: [], warnings: [longerThanADay(length)] };
}

/** What a clock on the wall shows, in milliseconds as if it were UTC: in the zone that is named, else as it is written. */
function wallTime(instant: string, zone: string | undefined): number {
  const at = parseInstant(instant) ?? 0;
  return at + (zone === undefined ? offsetOf(instant) : zoneOffsetAt(zone, at)) * MINUTE;
}

const longerThanADay = (length: number): Violation => ({
  pointer: '/data/end',
  code: 'long_period',
  detail: `is ${Math.round(length / HOUR)} hours after start: kept as sent`,
  hint: 'if the end is wrong, send appointment.rescheduled with the right one',
});
