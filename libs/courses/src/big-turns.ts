import { atLeast } from '#lib/kernel';

/** Moves up and down in turn, each at least so large; what lies between two turns belongs to one move. */
export function bigTurns(values: readonly number[], least: number): number {
  let [low, high] = [values[0] ?? 0, values[0] ?? 0];
  let turns = 0;
  let upward: boolean | undefined;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    const up = upward !== true && atLeast(value - low, least);
    const down = upward !== false && atLeast(high - value, least);
    if (up || down) {
      upward = up;
      turns++;
      [low, high] = [value, value];
    }
  }
  return turns;
}
