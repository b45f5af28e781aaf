/** A slow decline that no single form shows: a straight line through many forms, of the whole or of one part. */
import { type Instrument, partsOf } from '#lib/instruments';
import { atLeast } from '#lib/kernel';
import { type Trend, trendOf } from '#lib/statistics';
import type { FormValues } from './part-falls.js';

/** The line has to be steep beside the client's own ups and downs, too. */
const BESIDE_OWN = 3;

/** A line that goes down by `least`, as steepness against its error, and that is no single step or swing. */
export function fallingLine(values: readonly number[], least: number): Trend | undefined {
  if (!endsLower(values, least)) return undefined;
  const trend = trendOf(values);
  if (!trend) return undefined;
  const steep = -trend.slope * trend.root;
  return atLeast(steep, least) && atLeast(steep, BESIDE_OWN * trend.residual) ? trend : undefined;
}

/** Three at the end against three at the start: without it there is no such line, and most courses need no line. */
const ENDS = 3;
const OF_LINE = 0.4;
function endsLower(values: readonly number[], least: number): boolean {
  let fall = 0;
  for (let i = 0; i < ENDS; i++) fall += (values[i] ?? 0) - (values[values.length - 1 - i] ?? 0);
  return fall > 0 && fall >= ENDS * OF_LINE * least;
}

interface PartLine {
  readonly part: string;
  /** From 0 to 100: where the line begins, and the latest form. */
  readonly before: number;
  readonly now: number;
}

/** The parts that go down while the others hold the total. `least` is that of the whole, in hundredths of its range. */
export function fallingParts(instrument: Instrument, window: readonly FormValues[], least: number): PartLine[] {
  const lines: PartLine[] = [];
  for (const [i, { code, errors }] of partsOf(instrument).entries()) {
    const line = lineOf(window, i, least * errors);
    if (line) lines.push({ part: code, ...line });
  }
  return lines;
}

/** Without a fall from the first form to the latest there is no line, and nothing is built to find that. */
function lineOf(window: readonly FormValues[], i: number, least: number): Omit<PartLine, 'part'> | undefined {
  const now = window.at(-1)?.parts[i] ?? Infinity;
  if ((window[0]?.parts[i] ?? 0) - now <= OF_LINE * least) return undefined;
  const values = valuesOf(window, i);
  const trend = values && fallingLine(values, least);
  return trend && { before: Math.round(trend.start), now };
}

/** Undefined where one of the forms has none. */
function valuesOf(window: readonly FormValues[], i: number): readonly number[] | undefined {
  const values: number[] = [];
  for (const { parts } of window) {
    const value = parts[i] ?? null;
    if (value === null) return undefined;
    values.push(value);
  }
  return values;
}
