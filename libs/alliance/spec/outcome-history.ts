/** Forms about outcome, by their totals, and a clinic that takes them all in. */
import type { ClinicEvent } from '#lib/events';
import { LIBRARY, type Instrument } from '#lib/instruments';
import { DEFAULT_CHOICE, rulesOf } from '#lib/clinic-settings';
import type { ClinicRules } from '../src/rules/clinic-rules.js';
import { day, named, on } from './history.js';

const SUBJECTS = ['coping', 'problem-solving', 'boundaries', 'new-ways'];

/** A clinic's own form about coping: four items of 0 to 5. */
export const copingForm: Instrument = {
  code: 'harbour-coping',
  version: '1',
  title: 'Harbour coping',
  titles: { de: 'Bewältigung im Hafen' },
  construct: 'outcome',
  direction: 'higher-is-better',
  respondents: ['client', 'member'],
  items: SUBJECTS.map((id) => ({ id, min: 0, max: 5, step: 1 })),
  scales: [{ code: 'total', items: SUBJECTS, needs: 3, times: 4 }],
  reports: ['total'],
  basis: { key: 'ours', missing: 'ours' },
  range: { min: 0, max: 20 },
  licence: 'Own wording of the clinic',
  textMayShip: true,
};

/** Everything that can be scored is active, and the clinic's own form too. */
export function everyForm(): ClinicRules {
  const chosen = rulesOf(1, {
    ...DEFAULT_CHOICE,
    active: LIBRARY.map(({ code }) => code),
    safety: { cover: 'k8', dutyLead: 'k9' },
  });
  return { ...chosen, instruments: [copingForm, ...chosen.instruments] };
}

interface Given {
  readonly value: number;
  readonly respondent?: string;
  readonly administeredAt?: string;
}

/** A form by its total alone. */
export function totalOf(at: number, code: string, given: number | Given): ClinicEvent {
  const { value, respondent = 'client', ...more } = typeof given === 'number' ? { value: given } : given;
  const { version } = [copingForm, ...LIBRARY].find((one) => one.code === code) ?? { version: '1' };
  const form = `${code}-${at}-${respondent}`;
  const totals = [{ scale: 'total', value }];
  const data = { form, instrument: { code, version }, respondent, items: [], totals, ...more };
  return named(form, on(at, 'feedback.submitted', data as never));
}

/** A weekly course by totals, from the first week on. */
export const weekly = (code: string, ...values: readonly number[]): ClinicEvent[] =>
  values.map((value, i) => totalOf(7 * i + 1, code, value));

/** The clinic's own form, answer by answer. */
export function coping(at: number, ...answers: readonly number[]): ClinicEvent {
  const items = answers.map((value, i) => ({ item: SUBJECTS[i], value }));
  const instrument = { code: copingForm.code, version: '1' };
  const data = { form: `coping-${at}`, instrument, respondent: 'client', items };
  return named(`coping-${at}`, on(at, 'feedback.submitted', data as never));
}

/** Eight answers of a PHQ-9 that add up to `total` less the ninth. */
export function phqOf(at: number, total: number, ninth: number | null): ClinicEvent {
  const rest = total - (ninth ?? 0);
  const items = Array.from({ length: 9 }, (_, i) => ({
    item: `phq9-${i + 1}`,
    value: i === 8 ? ninth : Math.floor((rest + 7 - i) / 8),
  }));
  const data = { form: `phq-${at}`, instrument: { code: 'phq-9', version: '1' }, respondent: 'client', items };
  return { ...named(`phq-${at}`, on(at, 'feedback.submitted', data as never)), occurredAt: day(at) };
}
