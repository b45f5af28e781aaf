/**
 * A chart for single values (XmR): where a series has been, and how far one value may lie from there by chance. The
 * usual step from one value to the next tells the spread, so a slow change does not widen it.
 */

/** What the mean step between two neighbours is of their spread, for normal values: 2 / sqrt(pi), not 1.128. */
export const D2 = 2 / Math.sqrt(Math.PI);
/** The spread of those steps, in spreads of the values: sqrt(2 - 4 / pi). */
const D3 = Math.sqrt(2 - D2 * D2);

export interface Chart {
  readonly centre: number;
  /** Mean distance between neighbours. */
  readonly meanStep: number;
  readonly spread: number;
}

/**
 * The chart of a baseline of at least two values. `floor` is the least spread that is believed: without it a series
 * of equal values would make every further step an alarm. `d2` is there for tables that were printed with 1.128.
 */
export function chartOf(baseline: readonly number[], floor = 0, d2 = D2): Chart {
  const steps = baseline.slice(1).map((value, i) => Math.abs(value - (baseline[i] ?? value)));
  const meanStep = mean(steps);
  return { centre: mean(baseline), meanStep, spread: Math.max(meanStep / d2, floor) };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The lower limit at `k` spreads. */
export const lowerLimit = ({ centre, spread }: Chart, k: number): number => centre - k * spread;
export const upperLimit = ({ centre, spread }: Chart, k: number): number => centre + k * spread;

/** The most that one step from a value to the next may be by chance; the floor of the spread holds for it too. */
export const stepLimit = ({ spread }: Chart, k: number): number => (D2 + k * D3) * spread;
