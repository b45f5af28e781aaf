import type { Direction } from './classify.js';

export interface NormGroup {
  readonly mean: number;
  readonly sd: number;
}

export interface TwoGroups {
  readonly clinical: NormGroup;
  readonly functional: NormGroup;
  readonly direction: Direction;
}

/**
 * The three lines of Jacobson and Truax (1991): `a` two spreads out of the clinical group, towards health; `b` two
 * spreads into it from the functional group; `c` where a score is as near to one group as to the other.
 */
export function cutoffsOf({ clinical, functional, direction }: TwoGroups): { a: number; b: number; c: number } {
  const towardsHealth = direction === 'higher-better' ? 1 : -1;
  return {
    a: clinical.mean + towardsHealth * 2 * clinical.sd,
    b: functional.mean - towardsHealth * 2 * functional.sd,
    c: (functional.sd * clinical.mean + clinical.sd * functional.mean) / (clinical.sd + functional.sd),
  };
}

/**
 * Mean and spread (n - 1) of a sample; undefined below two values. For reliable change give the scores of those who
 * have both measurements: the spread of everybody who started classifies people differently.
 */
export function groupOf(values: readonly number[]): (NormGroup & { readonly n: number }) | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, sd: Math.sqrt(squares / (n - 1)) };
}
