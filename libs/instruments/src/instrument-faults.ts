/** What an instrument may not say, ours and a clinic's alike. Pointers run from the instrument's root. */
import type { Violation } from '#lib/kernel';
import { again, twice } from './common-faults.js';
import { bandFaults, lineFaults, rangeFaults } from './figure-faults.js';
import type { Instrument, Scale } from './instrument.js';
import type { Item } from './item.js';

export const instrumentFaults = (instrument: Instrument): Violation[] => [
  ...instrument.items.flatMap(itemFaults),
  ...twice(instrument.items.map(({ id }) => id)).map((i) => again(`/items/${i}/id`)),
  ...instrument.scales.flatMap((scale, i) => scaleFaults(instrument, scale, `/scales/${i}`)),
  ...twice(instrument.scales.map(({ code }) => code)).map((i) => again(`/scales/${i}/code`)),
  ...wordingFaults(instrument),
  ...safetyFaults(instrument),
  ...probeFaults(instrument),
  ...helpedFaults(instrument),
  ...symptomFaults(instrument),
  ...bandFaults(instrument),
  ...rangeFaults(instrument),
  ...lineFaults(instrument),
];

function itemFaults({ min, max, step, choices }: Item, i: number): Violation[] {
  const at = `/items/${i}`;
  if (max <= min) return [{ pointer: `${at}/max`, code: 'item_range', detail: 'must be above min' }];
  const steps = (max - min) / step;
  if (Math.abs(steps - Math.round(steps)) > 1e-9) {
    return [{ pointer: `${at}/step`, code: 'item_range', detail: 'must lead from min to max in whole steps' }];
  }
  const answers = Math.round(steps) + 1;
  const detail = `must name ${answers} answers, one per step`;
  return Object.entries(choices ?? {}).flatMap(([language, names]) =>
    names.length === answers ? [] : [{ pointer: `${at}/choices/${language}`, code: 'list_size', detail }],
  );
}

const hasItem = (instrument: Instrument, id: string): boolean => instrument.items.some((item) => item.id === id);

const unknownItem = (pointer: string): Violation => ({
  pointer,
  code: 'unknown_item',
  detail: 'is not an item of this instrument',
});

function unknownItems(instrument: Instrument, ids: readonly string[], pointer: string): Violation[] {
  return ids.flatMap((id, i) => (hasItem(instrument, id) ? [] : [unknownItem(`${pointer}/${i}`)]));
}

function scaleFaults(instrument: Instrument, scale: Scale, at: string): Violation[] {
  const { items, needs, always = [] } = scale;
  const faults = [
    ...unknownItems(instrument, items, `${at}/items`),
    ...twice(items).map((i) => again(`${at}/items/${i}`)),
    ...sumFaults(instrument, scale, at),
  ];
  for (const [i, id] of always.entries()) {
    if (!items.includes(id)) faults.push(unknownItem(`${at}/always/${i}`));
  }
  if (needs > items.length) {
    faults.push({ pointer: `${at}/needs`, code: 'number_range', detail: 'is more than the scale has items' });
  }
  return faults.length > 0 ? faults : mixedFaults(instrument, scale, at);
}

/** A sum adds up scales that are no sums themselves, and between them have each of its items once. */
function sumFaults({ scales }: Instrument, { items, times, sumOf }: Scale, at: string): Violation[] {
  if (!sumOf) return [];
  const parts = sumOf.map((code) => scales.find((scale) => scale.code === code && !scale.sumOf));
  const missing = parts.findIndex((part) => part === undefined);
  if (missing >= 0) {
    return [{ pointer: `${at}/sumOf/${missing}`, code: 'unknown_scale', detail: 'is not a scale that can be added' }];
  }
  const added = parts.flatMap((part) => part?.items ?? []);
  const same = added.length === items.length && items.every((id) => added.includes(id));
  if (!same) return [{ pointer: `${at}/items`, code: 'sum_mismatch', detail: 'are not the items of the scales added' }];
  if (times === items.length) return [];
  return [{ pointer: `${at}/times`, code: 'sum_mismatch', detail: `must be ${items.length}, the number of items` }];
}

/** A missing answer is made up by the mean of the others, which is possible only on one range of answers. */
function mixedFaults({ items }: Instrument, scale: Scale, at: string): Violation[] {
  const own = items.filter(({ id }) => scale.items.includes(id));
  const ranges = new Set(own.map(({ min, max }) => `${min} ${max}`));
  if (scale.needs === scale.items.length || ranges.size <= 1) return [];
  const detail = `must be ${scale.items.length}: items of different ranges cannot stand in for each other`;
  return [{ pointer: `${at}/needs`, code: 'mixed_range', detail }];
}

function wordingFaults({ items, textMayShip }: Instrument): Violation[] {
  const hint = 'leave the wording out, or set textMayShip when your licence allows it';
  const [first] = textMayShip ? [] : items.flatMap(wordingOf);
  return first === undefined ? [] : [{ pointer: first, code: 'text_not_licensed', detail: 'may not ship', hint }];
}

const wordingOf = (item: Item, i: number): string[] =>
  (['text', 'asClinician'] as const).flatMap((name) => (item[name] === undefined ? [] : [`/items/${i}/${name}`]));

function safetyFaults(instrument: Instrument): Violation[] {
  const { safety, items } = instrument;
  if (!safety) return [];
  const item = items.find(({ id }) => id === safety.item);
  if (!item) return [unknownItem('/safety/item')];
  const { sameDay, immediate } = safety;
  if (sameDay > item.min && sameDay <= immediate && immediate <= item.max) return [];
  const detail = `must be above ${item.min}, at most immediate, and both within the answers`;
  return [{ pointer: '/safety/sameDay', code: 'number_range', detail }];
}

const probeFaults = (instrument: Instrument): Violation[] =>
  Object.entries(instrument.probe ?? {}).flatMap(([name, id]) =>
    hasItem(instrument, id) ? [] : [unknownItem(`/probe/${name}`)],
  );

function helpedFaults(instrument: Instrument): Violation[] {
  const { whatHelped, items } = instrument;
  if (!whatHelped) return [];
  const { items: asked, helped, hindered } = whatHelped;
  const unknown = unknownItems(instrument, asked, '/whatHelped/items');
  const fits = ({ id, min, max }: Item): boolean => !asked.includes(id) || (hindered >= min && helped <= max);
  if (unknown.length > 0 || (hindered < helped && items.every(fits))) return unknown;
  const detail = 'must be above hindered, and both within the answers';
  return [{ pointer: '/whatHelped/helped', code: 'number_range', detail }];
}

function symptomFaults({ symptoms, scales }: Instrument): Violation[] {
  return (symptoms?.needs ?? []).flatMap(({ scale: code, count }, i) => {
    const scale = scales.find((known) => known.code === code);
    const at = `/symptoms/needs/${i}`;
    if (!scale) return [{ pointer: `${at}/scale`, code: 'unknown_scale', detail: 'is not a scale of this instrument' }];
    const detail = 'is more than the scale has items';
    return count > scale.items.length ? [{ pointer: `${at}/count`, code: 'number_range', detail }] : [];
  });
}
