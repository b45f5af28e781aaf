import { recodeAnswer, type Answer, type Instrument } from './instrument.js';

export interface SymptomPattern {
  /** By scale: how many symptoms were answered high enough to count. */
  readonly counts: Readonly<Record<string, number>>;
  /** Every scale has its number. Null when it has not, and a missing answer could have made the difference. */
  readonly met: boolean | null;
}

/** Counted, never made up: a symptom nobody answered is not there, and cannot be ruled out either. */
export function symptomsOf(instrument: Instrument, answers: readonly Answer[]): SymptomPattern | null {
  if (!instrument.symptoms) return null;
  const tallies = instrument.symptoms.needs.map(({ scale, count }) => ({
    scale,
    count,
    ...tally(instrument, scale, answers),
  }));
  const certain = tallies.every(({ high, count }) => high >= count);
  const possible = tallies.every(({ high, open, count }) => high + open >= count);
  return {
    counts: Object.fromEntries(tallies.map(({ scale, high }) => [scale, high])),
    met: certain === possible ? certain : null,
  };
}

function tally(instrument: Instrument, scale: string, answers: readonly Answer[]): { high: number; open: number } {
  const from = instrument.symptoms?.from ?? 0;
  const ids = instrument.scales.find(({ code }) => code === scale)?.items ?? [];
  const given = new Map(answers.map(({ item, value }) => [item, value]));
  const asked = instrument.items.filter(({ id }) => ids.includes(id));
  const values = asked.map((item) => ({ item, value: given.get(item.id) ?? null }));
  return {
    high: values.filter(({ item, value }) => value !== null && recodeAnswer(item, value) >= from).length,
    open: values.filter(({ value }) => value === null).length,
  };
}
