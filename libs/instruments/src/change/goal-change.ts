export type GoalRatings = readonly (number | null)[];

/** Only goals that were rated both times are compared. */
export interface GoalChange {
  readonly pairs: number;
  readonly pre: number;
  readonly post: number;
  /** Mean change over the pairs; towards the goal is positive. */
  readonly change: number;
}

/** Ratings in the order of the goals; undefined when no goal was rated both times. */
export function goalChange(before: GoalRatings, after: GoalRatings): GoalChange | undefined {
  const pairs = before.flatMap((pre, i) => {
    const post = after[i];
    return pre === null || post === null || post === undefined ? [] : [{ pre, post }];
  });
  if (pairs.length === 0) return undefined;
  const mean = (of: (pair: { pre: number; post: number }) => number): number =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [pre, post] = [mean((pair) => pair.pre), mean((pair) => pair.post)];
  return { pairs: pairs.length, pre, post, change: post - pre };
}
