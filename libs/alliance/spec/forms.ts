/** Forms of any instrument for the specs of this room, answer by answer. */
import type { ClinicEvent } from '#lib/events';
import { LIBRARY, type Instrument } from '#lib/instruments';
import { DEFAULT_RULES, type ClinicRules } from '../src/rules/clinic-rules.js';
import { named, on } from './history.js';

type Answers = Readonly<Record<string, number>>;

interface Filled {
  readonly code: string;
  readonly respondent?: string;
  readonly source?: string;
}

export const filled = (at: number, { code, respondent = 'client' }: Filled, answers: Answers): ClinicEvent => {
  const form = `${code}-${at}-${respondent}`;
  const items = Object.entries(answers).map(([item, value]) => ({ item, value }));
  const data = { form, instrument: { code, version: '1' }, respondent, items };
  return named(form, on(at, 'feedback.submitted', data as never));
};

const USUAL: Answers = { p1: 9, p2: 9, p3: 9, p4: 9, p5: 9, p6: 9, p7: 9, p8: 9, r1: 0 };

/** A Pulse of nines, but for what is named. */
export const pulseWith = (at: number, answers: Answers = {}, respondent = 'client'): ClinicEvent =>
  filled(at, { code: 'pulse', respondent }, { ...USUAL, ...answers });

/** Total as a source works it out, without answers. */
export const totalOf = (at: number, code: string, value: number): ClinicEvent => {
  const form = `${code}-${at}`;
  const scale = LIBRARY.find((one) => one.code === code)?.scales[0].code ?? 'total';
  const data = { form, instrument: { code, version: '1' }, respondent: 'client', totals: [{ scale, value }] };
  return named(form, on(at, 'feedback.submitted', data as never));
};

/** Several totals a week apart, from day 7. */
export const totals = (code: string, values: readonly number[]): ClinicEvent[] =>
  values.map((value, i) => totalOf(7 * i + 7, code, value));

/** Rules of a clinic that has these active as well. */
export const rulesWith = (...instruments: readonly Instrument[]): ClinicRules => ({
  ...DEFAULT_RULES,
  instruments: [...instruments, ...DEFAULT_RULES.instruments],
});
