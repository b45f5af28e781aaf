import type { Scale } from './instrument.js';
import type { Item } from './item.js';

interface Numbering {
  /** Item 3 becomes `<prefix>-3`. */
  readonly prefix: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Numbers of the items that are worded the other way round. */
  readonly reversed?: readonly number[];
  readonly choices?: readonly string[];
}

/** Items that differ in nothing but their number. */
export const numberedItems = (count: number, numbering: Numbering): Item[] =>
  upTo(count).map((n) => numbered(n, numbering));

const numbered = (n: number, { prefix, min, max, ...rest }: Numbering): Item => ({
  id: `${prefix}-${n}`,
  min,
  max,
  step: rest.step ?? 1,
  ...(rest.reversed?.includes(n) ? { reversed: true } : {}),
  ...(rest.choices ? { choices: { en: rest.choices } } : {}),
});

/** The same with their wording: one item per text, in order. */
export const wordedItems = (texts: readonly string[], numbering: Numbering): Item[] =>
  texts.map((en, i) => ({ ...numbered(i + 1, numbering), text: { en } }));

interface Summing {
  readonly prefix: string;
  readonly items: readonly number[];
  readonly needs: number;
  /** What the mean of the answers is multiplied by; the number of items when absent, which gives a sum. */
  readonly times?: number;
}

/** A scale over numbered items: their sum, or their mean times `times`. */
export const scaleOf = (code: string, { prefix, items, needs, times = items.length }: Summing): Scale => ({
  code,
  items: items.map((n) => `${prefix}-${n}`),
  needs,
  times,
});

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
