/**
 * Instants. A time on the wire is RFC 3339 with an offset; inside it is milliseconds since 1970 UTC.
 * The offset is kept beside it, because "Tuesday evening" is a fact of the clinic's zone.
 */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const INSTANT_PATTERN =
  '^(?:19|[2-9][0-9])[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$';
const shape = new RegExp(INSTANT_PATTERN);
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Milliseconds since 1970 UTC, or undefined. Refuses what Date.parse would guess at: 30 February, no offset, words. */
export function parseInstant(text: unknown): number | undefined {
  if (typeof text !== 'string' || !shape.test(text)) return undefined;
  const year = Number(text.slice(0, 4));
  if (Number(text.slice(8, 10)) > daysIn(year, Number(text.slice(5, 7)))) return undefined;
  return Date.parse(text.toUpperCase());
}

/** Offset in minutes that was written: "+02:00" is 120, "Z" is 0. The text must have passed parseInstant. */
export function offsetOf(text: string): number {
  if (/[zZ]$/.test(text)) return 0;
  const sign = text.at(-6) === '-' ? -1 : 1;
  return sign * (Number(text.slice(-5, -3)) * 60 + Number(text.slice(-2)));
}

export const toIso = (epochMs: number): string => new Date(epochMs).toISOString();
