/**
 * One effect in the words of different papers. Between two groups of equal size and equal, normal spread: a difference in
 * spreads (d), a correlation (r), an odds ratio (Chinn 2000: ln(OR) = d * pi / sqrt(3)), the chance that one of the
 * better group lies above one of the other (AUC), and how many have to be helped for one more to be better off
 * (Kraemer and Kupfer 2006: 1 / (2 * AUC - 1)).
 */
import { quantile, shareBelow } from './normal.js';

export const EFFECTS = ['d', 'r', 'odds-ratio', 'auc'] as const;
export type EffectKind = (typeof EFFECTS)[number];

export interface EffectSizes {
  readonly d: number;
  readonly r: number;
  readonly oddsRatio: number;
  readonly auc: number;
  /** Negative where the effect is harm; Infinity where there is none. */
  readonly numberNeeded: number;
}

const PER_LOG_ODDS = Math.sqrt(3) / Math.PI;

/** A correlation as a standardised difference of two groups of equal size. */
const differenceOfCorrelation = (r: number): number => (2 * r) / Math.sqrt(1 - r * r);

const DIFFERENCE_OF: Readonly<Record<EffectKind, (value: number) => number>> = {
  d: (d) => d,
  r: differenceOfCorrelation,
  'odds-ratio': (ratio) => Math.log(ratio) * PER_LOG_ODDS,
  auc: (auc) => quantile(auc) * Math.SQRT2,
};

/** `value` has to be possible for its kind: r between -1 and 1, an odds ratio above 0, AUC between 0 and 1. */
export function effectSizesOf(kind: EffectKind, value: number): EffectSizes {
  const d = DIFFERENCE_OF[kind](value);
  const auc = shareBelow(d / Math.SQRT2);
  return {
    d,
    r: d / Math.sqrt(d * d + 4),
    oddsRatio: Math.exp(d / PER_LOG_ODDS),
    auc,
    numberNeeded: 1 / (2 * auc - 1),
  };
}

export interface Benefit {
  /** Chance with the help. */
  readonly chance: number;
  readonly difference: number;
  /** Courses for each one that is kept; Infinity when the odds are the same. */
  readonly perOneKept: number;
}

/**
 * What an odds ratio means at a base rate. `favouring` is above 1 where the help is better, as it is usually printed;
 * the odds of the event are divided by it, not multiplied.
 */
export function benefitOf(baseRate: number, favouring: number): Benefit {
  const odds = baseRate / (1 - baseRate) / favouring;
  const chance = odds / (1 + odds);
  return { chance, difference: baseRate - chance, perOneKept: 1 / (baseRate - chance) };
}
