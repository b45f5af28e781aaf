/**
 * Three rules that need no model. A model that does not beat them, the second above all, is not worth its reader's
 * trust. Each learns a rate per group from training rows and answers with the rate of a row's group.
 */
export interface BaselineRow {
  readonly y: 0 | 1;
  readonly interval: number;
  readonly missedLast: boolean;
  /** Null when there is no rating yet. */
  readonly belowCutoff: boolean | null;
}

export type Baseline = 'interval-only' | 'missed-last' | 'last-below-cutoff';

const GROUPS: Readonly<Record<Baseline, (row: Omit<BaselineRow, 'y'>) => string>> = {
  'interval-only': ({ interval }) => String(interval),
  'missed-last': ({ missedLast }) => String(missedLast),
  'last-below-cutoff': ({ belowCutoff }) => String(belowCutoff),
};

export const BASELINES = Object.keys(GROUPS) as readonly Baseline[];

/** A group that training never saw gets the overall rate. */
export function learnBaseline(
  baseline: Baseline,
  train: readonly BaselineRow[],
): (row: Omit<BaselineRow, 'y'>) => number {
  const groupOf = GROUPS[baseline];
  const groups = new Map<string, (0 | 1)[]>();
  for (const row of train) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row.y]);
  const overall = rateOf(train.map(({ y }) => y));
  return (row) => {
    const seen = groups.get(groupOf(row));
    return seen ? rateOf(seen) : overall;
  };
}

const rateOf = (outcomes: readonly (0 | 1)[]): number =>
  outcomes.length === 0 ? 0 : outcomes.reduce<number>((sum, y) => sum + y, 0) / outcomes.length;
