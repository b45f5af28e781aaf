/** A slow decline that no single form shows: a straight line through many forms, of the whole or of one part. */
import { type Instrument, partsOf } from '#lib/instruments';
import { atLeast } from '#lib/kernel';
import { type Trend, trendOf } from '#lib/statistics';
import { mean } from './falls.js';
import { type FormValues, isOfItsOwn } from './part-falls.js';

/** The line has to be steep beside the client's own ups and downs, too. */
const BESIDE_OWN = 3;

export interface FallingLine {
  /** Place of the form with which it begins: of the first ones, the one that lies nearest to the line. */
  readonly from: number;
  /** False where one step down explains the fall as well as the line does. */
  readonly slowly: boolean;
}

/**
 * A line that goes down by `least`, as steepness against its error, and that is no swing. One step from a form to the
 * next that is larger than the error of both was seen on that form, and is no slow decline.
 */
export function fallingLine(values: readonly number[], least: number): FallingLine | undefined {
  const trend = endsLower(values, least) ? trendOf(values) : undefined;
  if (!trend || !isSteep(trend, least)) return undefined;
  const step = bestStep(values);
  const slowly = step.squares > trend.residual ** 2 * (values.length - 2);
  if (!slowly && atLeast(step.fall, least * OF_TWO_FORMS)) return undefined;
  return { from: beginningOf(values, trend), slowly };
}

function isSteep({ slope, root, residual }: Trend, least: number): boolean {
  const steep = -slope * root;
  return atLeast(steep, least) && atLeast(steep, BESIDE_OWN * residual);
}

/** The error of a difference beside that of one form. */
const OF_TWO_FORMS = Math.SQRT2;

interface Step {
  /** From the form before it to the form after it. */
  readonly fall: number;
  /** What is left around the two levels. */
  readonly squares: number;
}

/** Two levels instead of a line: where they leave least unexplained. */
function bestStep(values: readonly number[]): Step {
  let best: Step = { fall: 0, squares: Infinity };
  for (let at = 1; at < values.length; at++) {
    const squares = squaresAround(values.slice(0, at)) + squaresAround(values.slice(at));
    if (squares < best.squares) best = { fall: (values[at - 1] ?? 0) - (values[at] ?? 0), squares };
  }
  return best;
}

function squaresAround(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
}

/** The line may begin where no form was, above the highest figure that there is. */
function beginningOf(values: readonly number[], { start }: Trend): number {
  const apart = values.slice(0, ENDS).map((value) => Math.abs(value - start));
  return apart.indexOf(Math.min(...apart));
}

/** Three at the end against three at the start: without it there is no such line, and most courses need no line. */
const ENDS = 3;
const OF_LINE = 0.4;
function endsLower(values: readonly number[], least: number): boolean {
  let fall = 0;
  for (let i = 0; i < ENDS; i++) fall += (values[i] ?? 0) - (values[values.length - 1 - i] ?? 0);
  return fall > 0 && fall >= ENDS * OF_LINE * least;
}

interface PartLine extends FallingLine {
  readonly part: string;
  /** From 0 to 100: the form with which the line begins, and the latest form. */
  readonly before: number;
  readonly now: number;
}

/**
 * The parts that go down by more than the form as a whole does. `least` is that of the whole, in hundredths of its range.
 */
export function fallingParts(instrument: Instrument, window: readonly FormValues[], least: number): PartLine[] {
  const { min, max } = instrument.range;
  const lines: PartLine[] = [];
  for (const [i, { code, errors }] of partsOf(instrument).entries()) {
    const line = lineOf(window, i, least * errors);
    if (!line) continue;
    const whole = (100 * ((window[line.from]?.value ?? 0) - (window.at(-1)?.value ?? 0))) / (max - min);
    if (isOfItsOwn(line.before - line.now, whole)) lines.push({ part: code, ...line });
  }
  return lines;
}

/** Without a fall from the first form to the latest there is no line, and nothing is built to find that. */
function lineOf(window: readonly FormValues[], i: number, least: number): Omit<PartLine, 'part'> | undefined {
  const [first, now] = [valueOf(window[0], i, 0), valueOf(window.at(-1), i, Infinity)];
  if (first - now <= OF_LINE * least) return undefined;
  const values = valuesOf(window, i);
  const line = values && fallingLine(values, least);
  return line && { ...line, before: Math.round(valueOf(window[line.from], i, now)), now };
}

const valueOf = (form: FormValues | undefined, i: number, otherwise: number): number => form?.parts[i] ?? otherwise;

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
