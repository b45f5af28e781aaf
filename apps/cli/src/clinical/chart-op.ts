import { errorOfOne, type Instrument } from '#lib/instruments';
import { fail, schema, succeed, type Infer, type Result, type Violation } from '#lib/kernel';
import { chartOf, coursePattern, ewma, lowerLimit, stepLimit, upperLimit, type Chart } from '#lib/statistics';
import { findInstrument } from './find-instrument.js';
import { refusal, type OpError } from './op-answer.js';
import { instrumentCode } from './score-op.js';

const { integer, list, nullable, number, object, oneOf, optional } = schema;

const LARGEST = 1_000_000;
const MOST = 500;

const INPUT = object({
  op: oneOf('chart'),
  series: list(nullable(number(-LARGEST, LARGEST)), MOST, 1),
  instrument: optional(instrumentCode()),
  sem: optional(number(0, LARGEST)),
  least: optional(number(0, LARGEST)),
  baseline: optional(integer(2, MOST)),
  limits: optional(number(0.5, 6)),
  weight: optional(number(0.01, 1)),
});
type Input = Infer<typeof INPUT>;

/** Rated places of a series, counted from 1. */
interface Rated {
  readonly at: number;
  readonly value: number;
}

/**
 * `{"op":"chart","series":[36.2,37,null,...],"instrument":"srs"}` to the limits of a chart for individuals and of its
 * steps, the weighted average with its own limits, and the shape of the course. `baseline` (6) first ratings give the
 * limits, `limits` (3) is their distance in spreads, `sem` the least spread that is believed and `least` the least fall
 * that counts; both come from the instrument where one is named.
 */
export function chartOp(input: unknown, own: readonly Instrument[] = []): object | OpError {
  if (!INPUT.accepts(input)) return refusal(INPUT.explain(input, ''));
  const named = input.instrument === undefined ? succeed(undefined) : findInstrument(input.instrument, own);
  if (!named.ok) return refusal(named.error);
  const charted = chartOn(input, named.value);
  return charted.ok ? charted.value : refusal(charted.error);
}

const BASELINE = 6;
const LIMITS = 3;
const WEIGHT = 0.2;
const Z_95 = 1.96;

function chartOn(input: Input, instrument: Instrument | undefined): Result<object, Violation[]> {
  const faults = instrument ? rangeFaults(instrument, input) : [];
  if (faults.length > 0) return fail(faults);
  const rated = input.series.flatMap((value, i) => (value === null ? [] : [{ at: i + 1, value }]));
  const first = rated.slice(0, input.baseline ?? BASELINE);
  if (first.length < 2) return fail([{ pointer: '/series', code: 'list_size', detail: 'needs at least two ratings' }]);
  const floor = input.sem ?? (instrument && errorOfOne(instrument)) ?? 0;
  const chart = chartOf(values(first), floor);
  return succeed({
    individuals: individualsOf(rated, chart, input),
    ewma: averageOf(rated, chart, input),
    course: courseOf(rated, chart, { floor, least: input.least, instrument }),
  });
}

const values = (rated: readonly Rated[]): readonly number[] => rated.map(({ value }) => value);
const side = (value: number, low: number, high: number): 'below' | 'above' | null => {
  if (value < low - 1e-9) return 'below';
  return value > high + 1e-9 ? 'above' : null;
};

function individualsOf(rated: readonly Rated[], chart: Chart, { limits = LIMITS }: Input): object {
  const [lower, upper, largestStep] = [lowerLimit(chart, limits), upperLimit(chart, limits), stepLimit(chart, limits)];
  const steps = rated.slice(1).map(({ at, value }, i) => ({ at, step: Math.abs(value - (rated[i]?.value ?? value)) }));
  return {
    ...chart,
    lower,
    upper,
    largestStep,
    outside: sidesOf(rated.map(({ at, value }) => ({ at, side: side(value, lower, upper) }))),
    largeSteps: steps.filter(({ step }) => step > largestStep + 1e-9).map(({ at }) => at),
  };
}

function averageOf(rated: readonly Rated[], chart: Chart, { weight = WEIGHT, limits = LIMITS }: Input): object {
  const points = ewma(values(rated), chart, { weight, width: limits }).map((point, i) => ({
    at: rated[i]?.at ?? 0,
    ...point,
  }));
  return {
    weight,
    points,
    outside: sidesOf(points.map(({ at, value, lower, upper }) => ({ at, side: side(value, lower, upper) }))),
  };
}

interface Sided {
  readonly at: number;
  readonly side: 'below' | 'above' | null;
}
const sidesOf = (points: readonly Sided[]): readonly Sided[] => points.filter((point) => point.side !== null);

interface CourseFigures {
  readonly floor: number;
  readonly least: number | undefined;
  readonly instrument: Instrument | undefined;
}

/** What is given, what the form says of itself, what its error of one rating makes of two, or two spreads. */
function leastOf({ spread }: Chart, { floor, least, instrument }: CourseFigures): number {
  const ofForm = least ?? instrument?.reliableChange?.points;
  return ofForm ?? (floor > 0 ? Z_95 * Math.SQRT2 * floor : 2 * spread);
}

/** Of a form on which lower is better, a fall is a rise of its score. */
function courseOf(rated: readonly Rated[], chart: Chart, figures: CourseFigures): object {
  const error = leastOf(chart, figures);
  const better = figures.instrument?.direction === 'lower-is-better' ? -1 : 1;
  const turned = values(rated).map((value) => better * value);
  const { pattern, trend, slope, deflections } = coursePattern(turned, error > 0 ? error : Infinity);
  const at = (i: number): number => rated[i]?.at ?? 0;
  return {
    pattern,
    trend,
    slope: better * slope,
    least: error,
    falls: deflections.map(({ from, nadir, back, fall, shape }) => ({
      from: at(from),
      nadir: at(nadir),
      back: back === null ? null : at(back),
      fall,
      shape,
    })),
  };
}

function rangeFaults({ range }: Instrument, { series }: Input): Violation[] {
  return series.flatMap((value, i) =>
    value === null || (value >= range.min && value <= range.max)
      ? []
      : [{ pointer: `/series/${i}`, code: 'score_range', detail: `must be from ${range.min} to ${range.max}` }],
  );
}
