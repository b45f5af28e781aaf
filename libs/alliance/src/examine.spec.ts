import { booked, iso, on, phqItems, phqRules, pulseItems } from '../spec/history.js';
import type { ClinicEvent } from './events/catalogue.js';
import { examine, type Examination } from './examine.js';

const form = (code: string, items: readonly { item: string; value: number | null }[], version = '1'): ClinicEvent =>
  on(1, 'feedback.submitted', { form: 'f1', instrument: { code, version }, respondent: 'client', items });
const found = (event: ClinicEvent): string[] => examine(event).faults.map(({ code, pointer }) => `${code} ${pointer}`);
const period = (hours: number): Examination =>
  examine(on(1, 'appointment.booked', { appointment: 'a1', start: iso(2), end: iso(2 + hours / 24) }));

it('lets a possible form pass, missing answers included', () => {
  expect(examine(form('phq-9', phqItems(1, null)), phqRules())).toEqual({ faults: [] });
  expect(found(form('pulse', pulseItems(80, [2, 5, 5])))).toEqual([]);
});

it('names the answer that is out of range or off its step', () => {
  expect(found(form('phq-9', phqItems(4, 0).slice(3, 5)))).toEqual([
    'score_range /data/items/0/value',
    'score_range /data/items/1/value',
  ]);
  expect(found(form('pulse', [{ item: 'p1', value: 7.5 }]))).toEqual(['score_range /data/items/0/value']);
});

it('names the item that is unknown or answered twice', () => {
  expect(
    found(
      form('phq-9', [
        { item: 'phq9-10', value: 1 },
        { item: 'phq9-1', value: 1 },
        { item: 'phq9-1', value: 2 },
      ]),
    ),
  ).toEqual(['unknown_item /data/items/0/item', 'duplicate_item /data/items/2/item']);
});

it('names a total that cannot be', () => {
  const event = on(1, 'feedback.submitted', {
    form: 'f',
    instrument: { code: 'phq-9', version: '1' },
    respondent: 'client',
    totals: [{ scale: 'total', value: 28 }],
  });
  expect(found(event)).toEqual(['score_range /data/totals/0/value']);
});

it('holds a form of an instrument that is not switched on, and looks at it all the same', () => {
  expect(examine(form('core-10', []))).toEqual({ faults: [], held: 'inactive_instrument' });
  expect(found(form('core-10', [{ item: 'core10-1', value: 9 }]))).toHaveLength(1);
});

it('puts a form with an answer that a person has to read before everything else, active or not', () => {
  const last = (value: number | null) => examine(form('phq-9', phqItems(1, value)), phqRules()).urgent;
  expect([last(null), last(0), last(1), last(3)]).toEqual([undefined, undefined, true, true]);
  expect(examine(form('phq-9', phqItems(1, 2)))).toEqual({ faults: [], held: 'inactive_instrument', urgent: true });
});

it('sets a form of an unknown instrument or version aside', () => {
  expect(examine(form('no-such-form', [])).quarantine).toBe('unknown_instrument');
  expect(examine(form('phq-9', [], '9')).quarantine).toBe('unknown_instrument');
});

it('lets an appointment end after it starts and within a day', () => {
  expect([period(1).faults, period(24).faults]).toEqual([[], []]);
  expect(
    [period(0), period(-1), period(24.1)].map(({ faults }) => faults.map(({ code, pointer }) => `${code} ${pointer}`)),
  ).toEqual(Array(3).fill(['invalid_period /data/end']));
  expect(found(booked(1, 2))).toEqual([]);
});
