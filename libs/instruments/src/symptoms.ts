import type { Answer, Instrument } from './instrument.js';
import { type Item, recodeAnswer } from './item.js';

export interface SymptomPattern {
  /** By scale: how many symptoms were answered high enough to count. */
  readonly counts: Readonly<Record<string, number>>;
  /** Every scale has its number. Null when it has not, and a missing answer could have made the difference. */
  readonly met: boolean | null;
}

/** Counted, never made up: a symptom nobody answered is not there, and cannot be ruled out either. */
export function symptomsOf(instrument: Instrument, answers: readonly Answer[]): SymptomPattern | null {
  const { symptoms, scales } = instrument;
  if (!symptoms) return null;
  const values = answersTo(instrument, answers);
  const tallies = symptoms.needs.map(({ scale, count }) => {
    const asked = new Set(scales.filter(({ code }) => code === scale).flatMap(({ items }) => items));
    const own = values.filter(({ item }) => asked.has(item.id));
    return { scale, count, ...tally(own, symptoms.from) };
  });
  const certain = tallies.every(({ high, count }) => high >= count);
  const possible = tallies.every(({ high, open, count }) => high + open >= count);
  return {
    counts: Object.fromEntries(tallies.map(({ scale, high }) => [scale, high])),
    met: certain === possible ? certain : null,
  };
}

interface Answered {
  readonly item: Item;
  readonly value: number | null;
}

function answersTo({ items }: Instrument, answers: readonly Answer[]): readonly Answered[] {
  const given = new Map(answers.map(({ item, value }) => [item, value]));
  return items.map((item) => ({ item, value: given.get(item.id) ?? null }));
}

const tally = (values: readonly Answered[], from: number): { high: number; open: number } => ({
  high: values.filter(({ item, value }) => value !== null && recodeAnswer(item, value) >= from).length,
  open: values.filter(({ value }) => value === null).length,
});
