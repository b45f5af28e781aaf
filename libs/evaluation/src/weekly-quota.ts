/**
 * How many are told. Of all who lie well above what is usual, a clinician hears of the strongest few in a week; the
 * others stay in sight, told to nobody.
 */
import { DAY } from '#lib/kernel';

export const PER_WEEK = 2;

/** 1970 began on a Thursday. */
const MONDAY = 3;

/** The ISO week in which an instant lies, counted from the one of 1970-01-01; in UTC, from Monday. */
export const weekOf = (at: number): number => Math.floor((at / DAY + MONDAY) / 7);

export interface QuotaCandidate {
  /** Names it; ties are settled by it. */
  readonly key: string;
  /** How many times the chance is what is usual at that point. */
  readonly ratio: number;
}

/** Those who are told, strongest first: at most as many as the week has left. The order of the candidates is no matter. */
export function withinQuota<T extends QuotaCandidate>(candidates: readonly T[], left: number): readonly T[] {
  const ranked = candidates.toSorted((a, b) => b.ratio - a.ratio || (a.key < b.key ? -1 : 1));
  return ranked.slice(0, Math.max(0, left));
}
