/** What one form says short of what speaks for a strain by itself: lower than this client's usual, or a word in passing. */
import { type DirectAnswers, errorOfOne, type Instrument } from '#lib/instruments';
import { LOWER, PART_LOWER, USUAL, WORDS } from './points.v1.js';
import type { GoodNews, Sign } from './strain-score.js';

/** One form of a series. What was asked for and did not come has the value null and no scales. */
export interface FormOfSeries {
  /** Clinical time in milliseconds. */
  readonly at: number;
  readonly event: string;
  readonly form: string;
  readonly value: number | null;
  /** In the order of the instrument's scales. */
  readonly scales: readonly (number | null)[];
  readonly probe: DirectAnswers | null;
}

type Rated = FormOfSeries & { readonly value: number };
const isRated = (form: FormOfSeries): form is Rated => form.value !== null;

interface FormInCourse {
  readonly instrument: Instrument;
  /** The latest before it that were answered, of the same series, oldest first. */
  readonly past: readonly Rated[];
}

/** What a form is held against: as many as make the usual, none from before `from`. */
export function ratedBefore(ratings: readonly FormOfSeries[], index: number, from: number): readonly Rated[] {
  const past: Rated[] = [];
  for (let i = index - 1; i >= from && past.length < USUAL.forms; i--) {
    const rating = ratings[i];
    if (rating && isRated(rating)) past.unshift(rating);
  }
  return past;
}

export function newsOfForm(rating: FormOfSeries, course: FormInCourse): readonly (Sign | GoodNews)[] {
  const { at, event, form, scales } = rating;
  const sign = (code: Sign['code'], times = 1): Sign => ({ code, at, about: form, event, times });
  // what was asked for and did not come has a place in the series, and no answer
  if (scales.length === 0) return [sign('form-unanswered')];
  const fall = isRated(rating) ? fallOf(rating, course) : undefined;
  const signs = [
    ...lowerBy(rating, fall, course).map(([code, times]) => sign(code, times)),
    ...wordsOf(rating).map((code) => sign(code)),
  ];
  const isBack = signs.length === 0 && fall !== undefined && fall < USUAL.back;
  return isBack ? [{ code: 'form-as-usual', at }] : signs;
}

/** The whole form, and its lowest part. */
function lowerBy(
  rating: FormOfSeries,
  fall: number | undefined,
  course: FormInCourse,
): readonly (readonly [Sign['code'], number])[] {
  if (!isRated(rating)) return [];
  const whole = LOWER.findLast(({ from }) => fall !== undefined && fall >= from);
  const ofPart = partFall(rating, course);
  const part = PART_LOWER.findLast(({ from }) => ofPart >= from);
  return [
    ...(whole ? [['form-lower', whole.times] as const] : []),
    ...(part ? [['part-lower', part.times] as const] : []),
  ];
}

/**
 * How far below the mean of the latest forms, in spreads of one form beside that mean. The spread is the client's own,
 * drawn towards the form's own error while there are few; undefined where neither is known.
 */
function fallOf(now: Rated, { instrument, past }: FormInCourse): number | undefined {
  const error = errorOfOne(instrument) ?? 0;
  if (past.length === 0 || error <= 0) return undefined;
  const usual = past.reduce((sum, { value }) => sum + value, 0) / past.length;
  const squares = past.reduce((sum, { value }) => sum + (value - usual) ** 2, 0);
  const spread = Math.sqrt((USUAL.weight * error ** 2 + squares) / (USUAL.weight + past.length - 1));
  return (usual - now.value) / (spread * Math.sqrt(1 + 1 / past.length));
}

/** The deepest fall of one scale below its own mean, as a share of its range; the main scale aside. */
function partFall(now: Rated, { instrument, past }: FormInCourse): number {
  let deepest = 0;
  for (let i = 1; i < instrument.scales.length; i++) {
    const value = now.scales[i] ?? null;
    const usual = meanOfScale(past, i);
    if (value === null || usual === undefined) continue;
    deepest = Math.max(deepest, (usual - value) / rangeOf(instrument, instrument.scales[i] as Scale));
  }
  return deepest;
}

type Scale = Instrument['scales'][number];

function meanOfScale(past: readonly Rated[], index: number): number | undefined {
  let [sum, count] = [0, 0];
  for (const { scales } of past) {
    const value = scales[index] ?? null;
    if (value === null) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? undefined : sum / count;
}

function rangeOf({ items }: Instrument, { items: [first], times }: Scale): number {
  const item = items.find(({ id }) => id === first);
  return item ? times * (item.max - item.min) : Infinity;
}

/** The clinician's own form about the hour. */
export const signsOfTwin = ({ at, event, form, probe }: FormOfSeries): readonly Sign[] =>
  probe && probe.felt > 0 ? [{ code: 'clinician-felt-off', at, about: form, event, times: 1 }] : [];

/** The client's own words, short of a plain yes. */
function wordsOf({ probe }: FormOfSeries): readonly Sign['code'][] {
  if (!probe || probe.felt === 0) return [];
  const mattered = (probe.mattered ?? 0) >= WORDS.mattered;
  const unsorted = probe.sortedOut !== null && probe.sortedOut <= WORDS.unsorted;
  return [
    'said-a-little',
    ...(mattered ? (['said-it-mattered'] as const) : []),
    ...(unsorted ? (['said-not-sorted-out'] as const) : []),
  ];
}
