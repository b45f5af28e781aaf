/**
 * Training before an instant, testing after it, and no client on both sides. A client belongs to the side on which
 * their first row lies. Of a training client only rows count whose whole follow-up ended before the instant: the
 * embargo keeps answers from the test period out of training.
 */
export interface TimedRow {
  readonly client: string;
  /** When the row looked, in milliseconds. */
  readonly at: number;
}

export interface Split<T> {
  readonly train: readonly T[];
  readonly test: readonly T[];
  /** Rows of training clients whose follow-up reached into the test period. */
  readonly dropped: readonly T[];
}

/** `embargo` is the longest follow-up, in milliseconds. */
export function timeSplit<T extends TimedRow>(rows: readonly T[], boundary: number, embargo: number): Split<T> {
  const first = new Map<string, number>();
  for (const { client, at } of rows) first.set(client, Math.min(at, first.get(client) ?? Infinity));
  const isTest = ({ client }: T): boolean => (first.get(client) ?? 0) >= boundary;
  const isClear = ({ at }: T): boolean => at + embargo <= boundary;
  return {
    train: rows.filter((row) => !isTest(row) && isClear(row)),
    test: rows.filter(isTest),
    dropped: rows.filter((row) => !isTest(row) && !isClear(row)),
  };
}
