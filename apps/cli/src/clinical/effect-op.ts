import { schema, type Violation } from '#lib/kernel';
import { benefitOf, EFFECTS, effectSizesOf, type EffectKind, type EffectSizes } from '#lib/statistics';
import { refusal, type OpError } from './op-answer.js';

const { number, object, oneOf, optional } = schema;

const LARGEST = 1_000_000;

const INPUT = object({
  op: oneOf('effect'),
  from: oneOf(...EFFECTS),
  value: number(-LARGEST, LARGEST),
  baseRate: optional(number(0, 1)),
});

/** What no effect of a kind can be. Beyond 8 spreads the groups no longer overlap in double precision. */
const POSSIBLE: Readonly<Record<EffectKind, readonly [low: number, high: number]>> = {
  d: [-8, 8],
  r: [-0.97, 0.97],
  'odds-ratio': [1e-6, 1e6],
  auc: [1e-8, 1 - 1e-8],
};

interface Answer extends Omit<EffectSizes, 'numberNeeded'> {
  readonly numberNeeded: number | null;
  readonly benefit?: { readonly chance: number; readonly difference: number; readonly perOneKept: number | null };
}

/**
 * `{"op":"effect","from":"r","value":0.278}` to `{d, r, oddsRatio, auc, numberNeeded}`; with `baseRate`, the chance
 * of an unwanted event without help, also to its chance with help, the difference and how many have to be helped for one
 * event fewer. An effect above 0, or an odds ratio above 1, is in favour of the help.
 */
export function effectOp(input: unknown): Answer | OpError {
  if (!INPUT.accepts(input)) return refusal(INPUT.explain(input, ''));
  const { from, value, baseRate } = input;
  const faults = [...valueFaults(from, value), ...rateFaults(baseRate)];
  if (faults.length > 0) return refusal(faults);
  const sizes = effectSizesOf(from, value);
  const known = { ...sizes, numberNeeded: finite(sizes.numberNeeded) };
  if (baseRate === undefined) return known;
  const benefit = benefitOf(baseRate, sizes.oddsRatio);
  return { ...known, benefit: { ...benefit, perOneKept: finite(benefit.perOneKept) } };
}

/** Without an effect nobody is better off, however many are helped. */
const finite = (number: number): number | null => (Number.isFinite(number) ? number : null);

function valueFaults(from: EffectKind, value: number): Violation[] {
  const [low, high] = POSSIBLE[from];
  if (value >= low && value <= high) return [];
  return [{ pointer: '/value', code: 'number_range', detail: `must be from ${low} to ${high} for ${from}` }];
}

function rateFaults(baseRate: number | undefined): Violation[] {
  if (baseRate === undefined || (baseRate > 0 && baseRate < 1)) return [];
  return [{ pointer: '/baseRate', code: 'number_range', detail: 'must be above 0 and below 1' }];
}
