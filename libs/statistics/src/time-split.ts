/**
 * Training before an instant, testing after it, and no client on both sides. A client belongs to the side on which
 * their first row lies. Of a training client only rows count whose whole follow-up ended before the instant: the
 * embargo keeps answers from the test period out of training. On either side a row counts only when the data reach to
 * the end of its follow-up: otherwise those who came back would be known, and those who stopped would not.
 */
export interface TimedRow {
  readonly client: string;
  /** When the row looked, in milliseconds. */
  readonly at: number;
}

export interface Split<T> {
  readonly train: readonly T[];
  readonly test: readonly T[];
  /** Rows of training clients that reach into the test period, and rows whose follow-up the data do not cover. */
  readonly dropped: readonly T[];
}

export interface SplitPlan {
  readonly boundary: number;
  /** The longest follow-up, in milliseconds. */
  readonly embargo: number;
  /** Until when the data reach. */
  readonly cut: number;
}

export function timeSplit<T extends TimedRow>(rows: readonly T[], { boundary, embargo, cut }: SplitPlan): Split<T> {
  const first = new Map<string, number>();
  for (const { client, at } of rows) first.set(client, Math.min(at, first.get(client) ?? Infinity));
  const sideOf = ({ client, at }: T): keyof Split<T> => {
    const side = (first.get(client) ?? at) < boundary ? 'train' : 'test';
    return at + embargo <= (side === 'train' ? Math.min(boundary, cut) : cut) ? side : 'dropped';
  };
  const of = (side: keyof Split<T>): readonly T[] => rows.filter((row) => sideOf(row) === side);
  return { train: of('train'), test: of('test'), dropped: of('dropped') };
}
