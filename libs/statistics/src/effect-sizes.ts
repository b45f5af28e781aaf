/** A correlation as a standardised difference of two groups of equal size. */
export const differenceOfCorrelation = (r: number): number => (2 * r) / Math.sqrt(1 - r * r);

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
