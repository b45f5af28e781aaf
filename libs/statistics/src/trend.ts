/** A straight line through equally spaced values: where it begins and ends, and how sure its slope is. */
export interface Trend {
  /** Per step. */
  readonly slope: number;
  readonly start: number;
  readonly end: number;
  /** Spread of the values around the line (n - 2). */
  readonly residual: number;
  /** What the spread of one value is divided by to give the error of the slope. */
  readonly root: number;
}

const FEWEST = 3;

/** Least squares; undefined for fewer than three values. */
export function trendOf(values: readonly number[]): Trend | undefined {
  const { length } = values;
  if (length < FEWEST) return undefined;
  const middle = (length - 1) / 2;
  const width = (length * (length * length - 1)) / 12;
  let sum = 0;
  let rise = 0;
  for (const [i, value] of values.entries()) {
    sum += value;
    rise += (i - middle) * value;
  }
  const centre = sum / length;
  const slope = rise / width;
  const squares = values.reduce((total, value, i) => total + (value - centre - slope * (i - middle)) ** 2, 0);
  return {
    slope,
    start: centre - slope * middle,
    end: centre + slope * middle,
    residual: Math.sqrt(squares / (length - 2)),
    root: Math.sqrt(width),
  };
}
