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
  const counts = new Map<string, Count>();
  for (const row of train) counts.set(groupOf(row), counted(counts.get(groupOf(row)) ?? NOBODY, row));
  const overall = rateOf(train.reduce(counted, NOBODY));
  return (row) => {
    const seen = counts.get(groupOf(row));
    return seen ? rateOf(seen) : overall;
  };
}

interface Count {
  readonly rows: number;
  readonly events: number;
}

const NOBODY: Count = { rows: 0, events: 0 };
const counted = ({ rows, events }: Count, { y }: BaselineRow): Count => ({ rows: rows + 1, events: events + y });
const rateOf = ({ rows, events }: Count): number => (rows === 0 ? 0 : events / rows);
