/**
 * The shape of a course: where it fell by more than error and came back, each fall by how it went down and how it came
 * back, and the line through all of it. After the shapes that Gumz and others (2012) and Stevens and others (2007)
 * describe; that one step carries three quarters of a way where it is called sudden is a rule of this project.
 */

/** `v`: down in one step and back in one. The commonest but one goes down gradually and comes back at once. */
export type DeflectionShape =
  | 'v'
  | 'gradual-decline-sudden-repair'
  | 'sudden-decline-gradual-repair'
  | 'gradual-decline-gradual-repair'
  | 'unrepaired';

export type Trend = 'rising' | 'falling' | 'steady';

/** Places in the series count from 0. */
export interface Deflection {
  /** Last value before the fall. */
  readonly from: number;
  readonly nadir: number;
  /** First value that had come back; null where none has. */
  readonly back: number | null;
  readonly fall: number;
  readonly shape: DeflectionShape;
}

export interface CoursePattern {
  /** One word for all of it: the shape of its only fall, `repeated` of several, the trend of none. */
  readonly pattern: 'too-few' | 'repeated' | Trend | DeflectionShape;
  readonly trend: Trend;
  /** By the straight line through the series, from one value to the next. */
  readonly slope: number;
  readonly deflections: readonly Deflection[];
}

const FEWEST = 3;
/** The longest decline that has been described is six steps. */
const STEPS_BACK = 6;
/** Of a fall: from here on it counts as come back. And of a way: what one step carries where it is sudden. */
const MOST_OF_IT = 0.75;
/** Rounding in sums of decimals. */
const SLACK = 1e-9;

/** `error` is the least fall, and the least rise or fall of the whole line, that counts; above 0. Higher is better. */
export function coursePattern(values: readonly number[], error: number): CoursePattern {
  const slope = slopeOf(values);
  const trend = trendOf(slope * Math.max(0, values.length - 1), error);
  const deflections = deflectionsIn(values, error);
  const pattern = values.length < FEWEST ? 'too-few' : patternOf(values, deflections, trend);
  return { pattern, trend, slope, deflections };
}

function trendOf(change: number, error: number): Trend {
  if (Math.abs(change) < error - SLACK) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}

/** A decline that goes on, step by step, is a falling course and no fall in it. */
function patternOf(
  values: readonly number[],
  deflections: readonly Deflection[],
  trend: Trend,
): CoursePattern['pattern'] {
  const [only, ...others] = deflections;
  if (!only) return trend;
  if (others.length > 0) return 'repeated';
  const goesOn = only.shape === 'unrepaired' && trend === 'falling' && !isSudden(values, only.from, only.nadir);
  return goesOn ? 'falling' : only.shape;
}

function deflectionsIn(values: readonly number[], error: number): readonly Deflection[] {
  const found: Deflection[] = [];
  for (let at = 1; at < values.length; at++) {
    const from = startOfFall(values, at, found.at(-1)?.back ?? 0);
    if (valueAt(values, from) - valueAt(values, at) < error - SLACK) continue;
    const deflection = followed(values, from, at);
    found.push(deflection);
    if (deflection.back === null) return found;
    at = deflection.back;
  }
  return found;
}

const valueAt = (values: readonly number[], i: number): number => values[i] ?? Number.NaN;

/** The last of the highest values of the non-increasing run that ends here. */
function startOfFall(values: readonly number[], at: number, earliest: number): number {
  let from = at;
  for (let i = at - 1; i >= Math.max(earliest, at - STEPS_BACK); i--) {
    if (valueAt(values, i) < valueAt(values, from)) break;
    if (valueAt(values, i) > valueAt(values, from)) from = i;
  }
  return from;
}

function followed(values: readonly number[], from: number, at: number): Deflection {
  const reference = valueAt(values, from);
  let nadir = at;
  let last = at;
  for (let i = at + 1; i < values.length; i++) {
    const value = valueAt(values, i);
    const low = valueAt(values, nadir);
    if (value < low) nadir = i;
    if (value <= low) last = i;
    else if (value - low >= MOST_OF_IT * (reference - low) - SLACK)
      return { from, nadir, back: i, fall: reference - low, shape: shapeOf(values, [from, nadir], [last, i]) };
  }
  return { from, nadir, back: null, fall: reference - valueAt(values, nadir), shape: 'unrepaired' };
}

type Way = readonly [from: number, to: number];

function shapeOf(values: readonly number[], decline: Way, repair: Way): DeflectionShape {
  const [fast, fastBack] = [decline, repair].map(([from, to]) => isSudden(values, from, to));
  if (fast) return fastBack ? 'v' : 'sudden-decline-gradual-repair';
  return fastBack ? 'gradual-decline-sudden-repair' : 'gradual-decline-gradual-repair';
}

function isSudden(values: readonly number[], from: number, to: number): boolean {
  const way = Math.abs(valueAt(values, to) - valueAt(values, from));
  const steps = values.slice(from + 1, to + 1).map((value, i) => Math.abs(value - valueAt(values, from + i)));
  return Math.max(...steps) >= MOST_OF_IT * way - SLACK;
}

/** Least squares, by place in the series; 0 of less than two values. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const run = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return run === 0 ? 0 : values.reduce((sum, value, i) => sum + (i - middle) * value, 0) / run;
}
