/**
 * The parts of a form that are looked at by themselves: its named scales; where it has none and the form is of the
 * clinic's or our own making, its items, which then are its subjects, such as three goals. A single symptom of a
 * published questionnaire is none.
 */
import { errorOf, recodeAnswer, Z_95, type Answer, type Instrument, type Item } from '#lib/instruments';
import { OF_AN_ITEM } from './measurement-error.js';

export interface Part {
  readonly code: string;
  /** Smallest difference that counts, always an assumed one. */
  readonly error: number;
}

const MOST_PARTS = 12;
const OF_A_SCALE = { spread: 1 / 5, r: 0.7 };
/** Up to here a scale is no surer than one answer. */
const FEW_ITEMS = 2;

export const partsOf = (instrument: Instrument): readonly Part[] =>
  named(instrument).length > 0 ? scaleParts(instrument) : itemsOf(instrument).map(itemPart);

interface Answered {
  readonly scales: readonly (number | null)[];
  readonly answers: readonly Answer[];
}

/** What a form says of each part, in the order of `partsOf`. */
export function partValues(instrument: Instrument, { scales, answers }: Answered): readonly (number | null)[] {
  if (named(instrument).length > 0) return scaleParts(instrument).map((_, i) => scales[i + 1] ?? null);
  return itemsOf(instrument).map((item) => valueOf(item, answers));
}

const named = ({ scales }: Instrument): Instrument['scales'][0][] => scales.slice(1);

const scaleParts = (instrument: Instrument): readonly Part[] =>
  named(instrument)
    .slice(0, MOST_PARTS)
    .map(({ code, items, times }) => {
      const ends = instrument.items.filter(({ id }) => items.includes(id)).map(({ min, max }) => max - min);
      const width = (ends.reduce((sum, end) => sum + end, 0) * times) / items.length;
      return { code, error: errorIn(width, items.length <= FEW_ITEMS ? OF_AN_ITEM : OF_A_SCALE) };
    });

function itemsOf({ basis, items, scales: [main] }: Instrument): readonly Item[] {
  if (basis.key !== 'ours' || main.items.length < 2) return [];
  return items.filter(({ id }) => main.items.includes(id)).slice(0, MOST_PARTS);
}

const itemPart = ({ id, min, max }: Item): Part => ({ code: id, error: errorIn(max - min, OF_AN_ITEM) });

const errorIn = (width: number, { spread, r }: typeof OF_A_SCALE): number =>
  Z_95 * errorOf({ sd: width * spread, r }).sdiff;

/** The last of several answers to one item counts, as in the score. */
function valueOf(item: Item, answers: readonly Answer[]): number | null {
  const answer = answers.findLast(({ item: id, value }) => id === item.id && value !== null)?.value ?? null;
  return answer === null ? null : recodeAnswer(item, answer);
}
