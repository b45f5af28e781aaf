/**
 * How far each part of a form lies below this client's own usual: the median of up to six earlier forms. Forms on which
 * a part had fallen already are no part of what is usual, so that it does not become so by lasting.
 */
import { leastChangeOfPart, type Instrument, type Part, partsOf } from '#lib/instruments';
import { median } from '#lib/statistics';
import type { RatedValue } from './falls.js';

const FORMS = 6;
/** A part counts as fallen on its own only as far as it fell more than the whole: by a third of its fall at least. */
const OF_ITS_OWN = 1 / 3;
/** What an approach looks at first needs a little less. */
const LOOKED_AT_FIRST = 0.85;

export interface PartFall {
  readonly part: string;
  /** From 0 to 100: what was usual, and what is now. */
  readonly before: number;
  readonly now: number;
  /** In least changes of that part: from 1 on it is larger than its error. */
  readonly changes: number;
  /** Place in the order of the approach; those that it does not name come last. */
  readonly place: number;
  /** The usual total, where this part is in it and it is lower now; null otherwise. */
  readonly total: number | null;
  /** How many forms say what was usual. */
  readonly forms: number;
}

export interface FormValues extends RatedValue {
  /** From 0 to 100, in the order of the instrument's parts; none where nothing is known of them. */
  readonly parts: readonly (number | null)[];
}

interface PartsAsked<F extends FormValues> {
  readonly instrument: Instrument;
  /** Oldest first; the last one is being judged. */
  readonly rated: readonly F[];
  /** Parts that the approach looks at first, in that order. */
  readonly first: readonly string[];
  /** Whether a part had fallen already on an earlier form. */
  readonly hadFallen: (form: F) => boolean;
}

/** The parts that are lower than usual, in the order of the approach, then the deepest fall first. */
export function partFalls<F extends FormValues>(asked: PartsAsked<F>): readonly PartFall[] {
  const { instrument, rated, first } = asked;
  const now = rated.at(-1);
  const usual = usualForms(asked);
  if (!now || now.parts.length === 0 || usual.length === 0) return [];
  const { min, max } = instrument.range;
  const usualTotal = middleOf(usual.map(({ value }) => value));
  const whole = Math.max(0, ((usualTotal - now.value) / (max - min)) * 100);
  const total = usualTotal > now.value ? usualTotal : null;
  return partsOf(instrument)
    .flatMap((part, i) =>
      fallOf(
        { instrument, part, first, total },
        usual.map(({ parts }) => parts[i]),
        now.parts[i],
      ),
    )
    .filter(({ before, now: value }) => before - value - whole >= (before - value) * OF_ITS_OWN)
    .sort((a, b) => a.place - b.place || b.changes - a.changes);
}

function usualForms<F extends FormValues>({ rated, hadFallen }: PartsAsked<F>): readonly F[] {
  const usual: F[] = [];
  for (let i = rated.length - 2; i >= 0 && usual.length < FORMS; i--) {
    const form = rated[i] as F;
    if (!hadFallen(form)) usual.push(form);
  }
  return usual;
}

const middleOf = (values: readonly number[]): number => median(values) ?? 0;

interface OnePart {
  readonly instrument: Instrument;
  readonly part: Part;
  readonly first: readonly string[];
  readonly total: number | null;
}

type Known = number | null | undefined;

function fallOf({ instrument, part, first, total }: OnePart, earlier: readonly Known[], now: Known): PartFall[] {
  const usual = earlier.filter((value): value is number => typeof value === 'number');
  const error = leastChangeOfPart(instrument, part);
  // most parts are as high as ever, which is seen without looking for the middle
  if (typeof now !== 'number' || error === undefined || usual.every((value) => value <= now)) return [];
  const before = middleOf(usual);
  if (before <= now) return [];
  const named = first.indexOf(part.code);
  return [
    {
      part: part.code,
      before,
      now,
      changes: (before - now) / (error * (named < 0 ? 1 : LOOKED_AT_FIRST)),
      place: named < 0 ? first.length : named,
      total: part.items.some((item) => instrument.scales[0].items.includes(item)) ? total : null,
      forms: usual.length,
    },
  ];
}
