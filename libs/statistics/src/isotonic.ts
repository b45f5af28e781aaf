/**
 * Isotonic regression by pooling adjacent violators: the rising step function that lies nearest to the outcomes. It
 * keeps their mean. Meant for 200 events and more; on fewer it draws steps from chance.
 */
import type { Prediction } from './accuracy.js';

export interface IsotonicStep {
  /** Lowest score of the step; it holds up to the next one. */
  readonly from: number;
  readonly chance: number;
  readonly n: number;
}

export function isotonic(predictions: readonly Prediction[]): readonly IsotonicStep[] {
  const pools: IsotonicStep[] = [];
  for (const { p, y } of predictions.toSorted((a, b) => a.p - b.p)) {
    const last = pools.at(-1);
    const one = { from: p, chance: y, n: 1 };
    if (last?.from === p) pools.splice(-1, 1, pool(last, one));
    else pools.push(one);
  }
  return pools.reduce<IsotonicStep[]>(settleIn, []);
}

const pool = (a: IsotonicStep, b: IsotonicStep): IsotonicStep => ({
  from: a.from,
  chance: (a.chance * a.n + b.chance * b.n) / (a.n + b.n),
  n: a.n + b.n,
});

/** A step that is not above the one before it becomes one with it, as far back as needed. */
function settleIn(settled: IsotonicStep[], next: IsotonicStep): IsotonicStep[] {
  let merged = next;
  let before = settled.at(-1);
  while (before !== undefined && before.chance >= merged.chance) {
    merged = pool(before, merged);
    settled.pop();
    before = settled.at(-1);
  }
  settled.push(merged);
  return settled;
}

/** The chance for a score; below the first step, the first step's. */
export const chanceAt = (steps: readonly IsotonicStep[], score: number): number | undefined =>
  (steps.findLast(({ from }) => from <= score) ?? steps[0])?.chance;
