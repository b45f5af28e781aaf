/** Parts of a form that go up and down by more than their error, while the form as a whole hardly moves. */
import { type Instrument, partsOf } from '#lib/instruments';
import { bigTurns } from './big-turns.js';
import type { FormValues } from './part-falls.js';

interface SwingingPart {
  readonly part: string;
  /** From 0 to 100. */
  readonly low: number;
  readonly high: number;
}

interface Least {
  /** In least changes of the part. */
  readonly changes: number;
  readonly turns: number;
}

/** The widest first. */
export function swingingParts(
  instrument: Instrument,
  window: readonly FormValues[],
  { changes, turns }: Least,
): readonly SwingingPart[] {
  const found: SwingingPart[] = [];
  for (const [i, { code, leastChange }] of partsOf(instrument).entries()) {
    const least = changes * leastChange;
    const { low, high } = endsOf(window, i);
    if (high - low < least) continue;
    const values = window.flatMap(({ parts }) => parts[i] ?? []);
    if (values.length > turns && bigTurns(values, least) >= turns) found.push({ part: code, low, high });
  }
  return found.sort((a, b) => b.high - b.low - (a.high - a.low));
}

/** Most parts of most forms hardly move, and nothing is built to find that. */
function endsOf(window: readonly FormValues[], i: number): Pick<SwingingPart, 'low' | 'high'> {
  let [low, high] = [Infinity, -Infinity];
  for (const { parts } of window) {
    const value = parts[i];
    if (value === null || value === undefined) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}
