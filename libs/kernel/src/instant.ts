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

/**
 * What an empty cell, an empty column or a clock that was never set turns into: the zeros of spreadsheets, of Unix and,
 * before 1900, of databases. No clinic has facts of these days, as they are written.
 */
const ZERO_DATES = ['1900-01-01', '1904-01-01', '1969-12-31', '1970-01-01'];
const BEFORE_ANY_CLINIC = /^(?:0|1[0-8]|1900-01-00)/;
/** An instant that may be a fact: any but those. */
export const FACT_PATTERN = INSTANT_PATTERN.replace('^', `^(?!${ZERO_DATES.join('|')})`);
/** True for the text of a time that is most likely no time at all. */
export const isZeroDate = (text: unknown): boolean =>
  typeof text === 'string' &&
  text.charCodeAt(0) <= 0x31 &&
  (ZERO_DATES.includes(text.slice(0, 10)) ||
    (BEFORE_ANY_CLINIC.test(text) && /^[0-9]{4}-[0-9]{2}-[0-9]{2}/.test(text)));

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
