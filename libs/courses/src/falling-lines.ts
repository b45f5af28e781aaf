/** A slow decline that no single form shows: a straight line through many forms, of the whole or of one part. */
import { errorRatioOfPart, type Instrument, partsOf } from '#lib/instruments';
import { atLeast } from '#lib/kernel';
import { type Trend, trendOf } from '#lib/statistics';
import type { FormValues } from './part-falls.js';

/** The line has to be steep beside the client's own ups and downs, too. */
const BESIDE_OWN = 3;

/** A line that goes down by `least`, as steepness against its error, and that is no single step or swing. */
export function fallingLine(values: readonly number[], least: number): Trend | undefined {
  if ((values.at(-1) ?? 0) >= (values[0] ?? 0)) return undefined;
  const trend = trendOf(values);
  if (!trend) return undefined;
  const steep = -trend.slope * trend.root;
  return steep > 0 && atLeast(steep, least) && atLeast(steep, BESIDE_OWN * trend.residual) ? trend : undefined;
}

interface PartLine {
  readonly part: string;
  /** From 0 to 100: where the line begins, and the latest form. */
  readonly before: number;
  readonly now: number;
}

/** The parts that go down while the others hold the total. `least` is that of the whole, in hundredths of its range. */
export function fallingParts(instrument: Instrument, window: readonly FormValues[], least: number): PartLine[] {
  return partsOf(instrument).flatMap((part, i) => {
    const values = window.flatMap(({ parts }) => parts[i] ?? []);
    const now = values.at(-1);
    if (now === undefined || values.length < window.length) return [];
    const trend = fallingLine(values, least * errorRatioOfPart(instrument, part));
    return trend ? [{ part: part.code, before: Math.round(trend.start), now }] : [];
  });
}
