/**
 * The parts of a form that have a course of their own: the facets that its items ask about, and its scales beside the
 * main one. One part can fall while the total hardly moves. All parts run from 0 to 100.
 */
import type { Facet } from './facet.js';
import type { Answer, Instrument, Scale } from './instrument.js';
import { recodeAnswer, type Item } from './item.js';
import { leastChangeOf } from './spread.js';

export interface Part {
  /** A facet, or the code of a scale. */
  readonly code: string;
  readonly items: readonly string[];
  /** The scale that asks the same, for forms of which only totals come; null where there is none. */
  readonly scale: number | null;
  /** Whether the main scale has it in it. */
  readonly inTotal: boolean;
  /** Its error in errors of the whole: fewer answers repeat themselves less well, by the root of how many fewer. */
  readonly errors: number;
  /** The least change that counts, in its own points; infinite where the form has no figure. */
  readonly leastChange: number;
}

/** 0 to 100; a part that was not answered, or not asked, is absent. */
export type FacetValues = Readonly<Partial<Record<Facet, number>>>;

const PARTS = new WeakMap<Instrument, readonly Part[]>();

/** Facets first, each set of items once; what asks for all of the main scale is no part. */
export function partsOf(instrument: Instrument): readonly Part[] {
  const known = PARTS.get(instrument);
  if (known) return known;
  const parts = findParts(instrument);
  PARTS.set(instrument, parts);
  return parts;
}

function findParts(instrument: Instrument): readonly Part[] {
  const { facets = [], scales } = instrument;
  const nameOf = (items: readonly string[]): string => items.toSorted().join(' ');
  const seen = new Set([nameOf(scales[0].items)]);
  const named = [...facets.map(({ facet, items }) => ({ code: facet as string, items })), ...scales.slice(1)];
  return named.flatMap(({ code, items }) => {
    const name = nameOf(items);
    if (seen.has(name)) return [];
    seen.add(name);
    const scale = scales.findIndex((one) => nameOf(one.items) === name);
    return [{ code, items, scale: scale < 0 ? null : scale, ...measureOf(instrument, items) }];
  });
}

function measureOf(instrument: Instrument, items: readonly string[]): Pick<Part, 'inTotal' | 'errors' | 'leastChange'> {
  const { range, scales } = instrument;
  const errors = Math.sqrt(Math.max(1, scales[0].items.length / items.length));
  const points = leastChangeOf(instrument)?.points ?? Infinity;
  return {
    inTotal: items.some((item) => scales[0].items.includes(item)),
    errors,
    leastChange: (100 * points * errors) / (range.max - range.min),
  };
}

/** In the order of `partsOf`, in whole points; null where too little was answered. */
export function partValues(
  instrument: Instrument,
  answers: readonly Answer[],
  scales: readonly (number | null)[],
): readonly (number | null)[] {
  const shares = sharesOf(instrument, answers);
  return partsOf(instrument).map(({ items, scale }) => {
    const value = meanShare(items, shares) ?? (scale === null ? null : shareOfScale(instrument, scales, scale));
    return value === null ? null : Math.round(value);
  });
}

export function facetValues(instrument: Instrument, answers: readonly Answer[]): FacetValues {
  const shares = sharesOf(instrument, answers);
  return Object.fromEntries(
    (instrument.facets ?? []).flatMap(({ facet, items }) => {
      const value = meanShare(items, shares);
      return value === null ? [] : [[facet, Math.round(value * 10) / 10]];
    }),
  );
}

type Shares = ReadonlyMap<string, number>;

const ITEMS = new WeakMap<Instrument, ReadonlyMap<string, Item>>();

/** An instrument never changes once it is made. */
function itemsOf(instrument: Instrument): ReadonlyMap<string, Item> {
  const items = ITEMS.get(instrument) ?? new Map(instrument.items.map((item) => [item.id, item]));
  ITEMS.set(instrument, items);
  return items;
}

function sharesOf(instrument: Instrument, answers: readonly Answer[]): Shares {
  const known = itemsOf(instrument);
  const shares = new Map<string, number>();
  for (const { item: id, value } of answers) {
    const item = known.get(id);
    if (item && value !== null) shares.set(id, shareOf(item, value));
  }
  return shares;
}

const shareOf = (item: Item, value: number): number =>
  ((recodeAnswer(item, value) - item.min) / (item.max - item.min)) * 100;

/** A part of which less than half was answered is not known. */
function meanShare(asked: readonly string[], shares: Shares): number | null {
  let given = 0;
  let sum = 0;
  for (const id of asked) {
    const share = shares.get(id);
    if (share === undefined) continue;
    given++;
    sum += share;
  }
  return given * 2 < asked.length ? null : sum / given;
}

function shareOfScale({ items, scales }: Instrument, values: readonly (number | null)[], at: number): number | null {
  const value = values[at] ?? null;
  const { items: ids, times } = scales[at] as Scale;
  if (value === null) return null;
  const own = items.filter(({ id }) => ids.includes(id));
  const end = (which: 'min' | 'max'): number => (own.reduce((sum, item) => sum + item[which], 0) * times) / ids.length;
  return ((value - end('min')) / (end('max') - end('min'))) * 100;
}
