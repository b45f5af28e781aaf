/** Times as a person says them. */
import { DAY, HOUR, MINUTE, SECOND, toIso } from '#lib/kernel';

/** Each up to which it is used, and how long one of it is. */
const UNITS = [
  { upTo: 2 * MINUTE, unit: SECOND, name: 'second' },
  { upTo: 2 * HOUR, unit: MINUTE, name: 'minute' },
  { upTo: 2 * DAY, unit: HOUR, name: 'hour' },
  { upTo: Infinity, unit: DAY, name: 'day' },
] as const;

/** "13 days", never "1130734 s"; less than a second is one. */
export function durationInWords(ms: number): string {
  const { unit, name } = UNITS.find(({ upTo }) => ms < upTo) ?? UNITS[3];
  return counted(Math.max(1, Math.floor(ms / unit)), name);
}

/** "2026-03-02 14:01 UTC". */
export const momentInWords = (at: number): string => `${toIso(at).slice(0, 16).replace('T', ' ')} UTC`;

export const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
