/**
 * When to try again. Ten attempts over 75 hours 35 minutes: quick at first for a hiccup, then slow enough to outlast a
 * weekend's outage. Jitter keeps deliveries that failed together from coming back together.
 */
import { DAY, HOUR, MINUTE, SECOND, parseInstant } from '#lib/kernel';

/** The pause before each attempt, in milliseconds; the first comes at once. */
export const RETRY_LADDER_MS: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  DAY,
];
/** A receiver may ask for more time, but not for silence. */
export const MAX_RETRY_AFTER_MS = DAY;
const JITTER = 0.2;

/**
 * The instant of the next attempt, milliseconds since 1970 UTC; undefined when the ladder is used up.
 * @param attempt how many attempts were made, 0 to 10
 * @param random 0 to 1: spreads the pause over -20 % to +20 %
 * @param retryAfterMs what the receiver asked for; it lengthens a pause, up to a day, and never shortens one
 */
export function nextAttemptAt(attempt: number, now: number, random: number, retryAfterMs = 0): number | undefined {
  const pause = RETRY_LADDER_MS[attempt];
  if (pause === undefined) return undefined;
  const jittered = pause * (1 - JITTER + 2 * JITTER * random);
  return now + Math.round(Math.max(jittered, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS)));
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const httpDate = /^[A-Z][a-z]{2}, ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}:[0-9]{2}:[0-9]{2}) GMT$/;

/** `Retry-After` in seconds or as an HTTP date (RFC 9110), as milliseconds from `now`; undefined for anything else. */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^[0-9]{1,12}$/.test(value)) return Number(value) * SECOND;
  const [, day, month = '', year, time] = httpDate.exec(value) ?? [];
  const monthNumber = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
  const at = parseInstant(`${year}-${monthNumber}-${day}T${time}Z`);
  return at === undefined ? undefined : Math.max(0, at - now);
}
