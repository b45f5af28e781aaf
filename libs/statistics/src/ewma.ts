/**
 * The exponentially weighted moving average (Roberts 1959; NIST/SEMATECH handbook 6.3.2.4): each point is a share of the
 * latest value and the rest of the point before, so that a small shift that lasts adds up where a single chart sees
 * nothing. The limits widen from the first point on, as the weights behind it do.
 */
import type { Chart } from './control-chart.js';

export interface EwmaPoint {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Weighting {
  /** Share of the latest value, above 0 and at most 1. */
  readonly weight: number;
  /** Distance of the limits from the centre, in spreads of a point. */
  readonly width: number;
}

/** One point for each value; the first stands on the centre and the first value. */
export function ewma(
  values: readonly number[],
  { centre, spread }: Pick<Chart, 'centre' | 'spread'>,
  { weight, width }: Weighting,
): readonly EwmaPoint[] {
  let level = centre;
  return values.map((value, i) => {
    level = weight * value + (1 - weight) * level;
    const share = (weight / (2 - weight)) * (1 - (1 - weight) ** (2 * (i + 1)));
    const reach = width * spread * Math.sqrt(share);
    return { value: level, lower: centre - reach, upper: centre + reach };
  });
}
