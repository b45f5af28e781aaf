/**
 * How far each part of a form lies below this client's own usual: the median of up to six earlier forms. Forms on which
 * a part had fallen already are no part of what is usual, so that it does not become so by lasting.
 */
import { type Instrument, type Part, partsOf } from '#lib/instruments';
import { atLeast } from '#lib/kernel';
import { median } from '#lib/statistics';
import type { RatedValue } from './falls.js';

const FORMS = 6;
/** A part counts as fallen on its own only as far as it fell more than the whole: by a third of its fall at least. */
const OF_ITS_OWN = 1 / 3;
/** What an approach looks at first needs a little less. */
const LOOKED_AT_FIRST = 0.85;

export interface PartFall {
  readonly part: string;
  /** From 0 to 100, of a form that there was: the one nearest to what was usual, and the latest. */
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
  /** Whether those forms were going down themselves: then there was no usual, and `before` is the first of them. */
  readonly wasFalling: boolean;
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
  /** Smaller falls are left out, in least changes of the part. */
  readonly least: number;
  /** Whether a part had fallen already on an earlier form. */
  readonly hadFallen: (form: F) => boolean;
}

const NONE: readonly number[] = [];

/** The parts that are lower than usual, in the order of the approach, then the deepest fall first. */
export function partFalls<F extends FormValues>(asked: PartsAsked<F>): readonly PartFall[] {
  const { instrument, rated } = asked;
  const now = rated.at(-1);
  const usual = usualForms(asked);
  const lower = now ? lowerParts(asked, usual, now) : NONE;
  if (!now || lower.length === 0) return [];
  const total = middleOf(usual.map(({ value }) => value));
  const whole = (100 * Math.max(0, total - now.value)) / (instrument.range.max - instrument.range.min);
  return lower
    .flatMap((i) => fallOf(partsOf(instrument)[i] as Part, i, { first: asked.first, usual, now, total }))
    .filter((fall) => atLeast(fall.changes, asked.least) && isOfItsOwn(fall.usual - fall.now, whole))
    .sort((a, b) => a.place - b.place || b.changes - a.changes)
    .map(({ usual: _, ...fall }) => fall);
}

/** Both in hundredths of the range: of a part, and of the whole form over the same time. */
export const isOfItsOwn = (part: number, whole: number): boolean => part - Math.max(0, whole) >= part * OF_ITS_OWN;

function usualForms<F extends FormValues>({ rated, hadFallen }: PartsAsked<F>): readonly F[] {
  const usual: F[] = [];
  for (let i = rated.length - 2; i >= 0 && usual.length < FORMS; i--) {
    const form = rated[i] as F;
    if (!hadFallen(form)) usual.push(form);
  }
  return usual;
}

/**
 * Places of the parts that may have fallen: one of the usual forms lies higher by what is asked. This is looked at with
 * every form, and most parts are as high as ever.
 */
function lowerParts<F extends FormValues>({ instrument, least }: PartsAsked<F>, usual: readonly F[], now: F): number[] {
  const lower: number[] = [];
  const parts = partsOf(instrument);
  for (let i = 0; i < now.parts.length; i++) {
    const value = now.parts[i] ?? Infinity;
    const from = value + least * LOOKED_AT_FIRST * (parts[i] as Part).leastChange;
    const highest = highestOf(usual, i);
    if (highest > value && atLeast(highest, from)) lower.push(i);
  }
  return lower;
}

function highestOf(usual: readonly FormValues[], i: number): number {
  let highest = -Infinity;
  for (const { parts } of usual) highest = Math.max(highest, parts[i] ?? -Infinity);
  return highest;
}

const middleOf = (values: readonly number[]): number => median(values) ?? 0;

interface Among {
  readonly first: readonly string[];
  readonly usual: readonly FormValues[];
  readonly now: FormValues;
  /** What is usual of the whole. */
  readonly total: number;
}

/** With what is usual as it is judged by, which no form need have said. */
type Judged = PartFall & { readonly usual: number };

function fallOf(part: Part, i: number, { first, usual: forms, now: form, total }: Among): Judged[] {
  const values = forms.flatMap(({ parts }) => parts[i] ?? []).reverse();
  const now = form.parts[i] ?? Infinity;
  const usual = middleOf(values);
  if (usual <= now) return [];
  const named = first.indexOf(part.code);
  const wasFalling = isFalling(values, usual);
  return [
    {
      part: part.code,
      usual,
      before: beforeOf(values, { usual, now, wasFalling }),
      now,
      changes: (usual - now) / (part.leastChange * (named < 0 ? 1 : LOOKED_AT_FIRST)),
      place: named < 0 ? first.length : named,
      total: part.inTotal && total > form.value ? total : null,
      forms: values.length,
      wasFalling,
    },
  ];
}

type Compared = Pick<Judged, 'usual' | 'now' | 'wasFalling'>;

const beforeOf = (values: readonly number[], { usual, now, wasFalling }: Compared): number =>
  wasFalling ? (values[0] ?? usual) : nearestTo(usual, now, values);

/** Never up, and most of them away from the middle, so that no level was usual. Oldest first. */
const isFalling = (values: readonly number[], usual: number): boolean =>
  values.every((value, i) => i === 0 || value <= (values[i - 1] ?? 0)) &&
  (values[0] ?? 0) - usual >= SEEN &&
  2 * values.filter((value) => Math.abs(value - usual) < SEEN / 2).length < values.length;
/** In hundredths: a step that can be seen. */
const SEEN = 10;

/** Of those that lie above what is now; of two that are as near the higher one. */
const nearestTo = (usual: number, now: number, values: readonly number[]): number =>
  values.filter((value) => value > now).toSorted((a, b) => Math.abs(a - usual) - Math.abs(b - usual) || b - a)[0] ??
  usual;
