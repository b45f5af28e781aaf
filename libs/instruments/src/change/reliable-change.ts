/**
 * Reliable change (Jacobson and Truax 1991): is the difference between two scores larger than the questionnaire's own
 * error would give? With a retest reliability the question is about two occasions, with alpha about one: the caller
 * decides, and says which.
 */
import { classify, isReliable, type ChangeClass, type Direction } from './classify.js';

export interface Figures {
  /** Spread of the scores before treatment, above 0. */
  readonly sd: number;
  /** Reliability, from 0 up to but without 1. */
  readonly r: number;
}

export interface TwoScores {
  readonly pre: number;
  readonly post: number;
  readonly direction: Direction;
}

export interface ErrorOfMeasurement {
  /** Of one score. */
  readonly sem: number;
  /** Of the difference between two. */
  readonly sdiff: number;
}

export interface Change {
  /** Null where only a published threshold is known, and not what it was computed from. */
  readonly sem: number | null;
  readonly sdiff: number | null;
  /** `(post - pre) / sdiff`: its sign is that of the difference, whichever way is better. */
  readonly rc: number | null;
  /** Smallest difference that counts, in points. */
  readonly threshold: number;
  readonly reliable: boolean;
  readonly class: ChangeClass;
}

/** 95 of 100 unchanged people stay within this many standard errors. */
export const Z_95 = 1.96;
/** The same for 90 of 100. */
export const Z_90 = 1.645;

export const errorOf = ({ sd, r }: Figures): ErrorOfMeasurement => ({
  sem: sd * Math.sqrt(1 - r),
  sdiff: sd * Math.sqrt(2 * (1 - r)),
});

export function reliableChange({ z = Z_95, ...given }: Figures & TwoScores & { readonly z?: number }): Change {
  const { sem, sdiff } = errorOf(given);
  const threshold = z * sdiff;
  return {
    sem,
    sdiff,
    rc: (given.post - given.pre) / sdiff,
    threshold,
    reliable: isReliable(given.post - given.pre, threshold),
    class: classify({ ...given, threshold }),
  };
}
