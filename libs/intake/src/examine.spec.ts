import { attended, booked, iso, on, phqItems, phqRules, pulseItems } from '../../alliance/spec/history.js';
import type { ClinicEvent } from '#lib/events';
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

describe('an answer', () => {
  const answer = (code: string, item: string, value: number | null): Examination =>
    examine(form(code, [{ item, value }]), phqRules());

  it.each<[string, string, readonly (number | null)[]]>([
    ['phq-9', 'phq9-1', [0, 3, null]],
    ['wai-sr', 'waisr-1', [1, 5, null]],
    ['srs', 'srs-1', [0, 0.1, 9.3, 10]],
  ])('of %s may be anything on its own scale', (code, item, values) =>
    expect(values.flatMap((value) => answer(code, item, value).faults)).toEqual([]),
  );

  it.each([
    { code: 'phq-9', item: 'phq9-1', values: [-1, 4, 1.5], scale: 'from 0 to 3 in steps of 1' },
    { code: 'wai-sr', item: 'waisr-1', values: [0, 6, 2.5], scale: 'from 1 to 5 in steps of 1' },
    { code: 'srs', item: 'srs-1', values: [-0.1, 9.35, 10.1], scale: 'from 0 to 10 in steps of 0.1' },
  ])('of $code that lies beside its scale is refused with the scale', ({ code, item, values, scale }) =>
    expect(values.flatMap((value) => answer(code, item, value).faults)).toMatchObject(
      values.map(() => ({ pointer: '/data/items/0/value', code: 'score_range', detail: `must be ${scale}` })),
    ),
  );

  it('to an item that is unknown is refused with the items that are known', () => {
    expect(answer('srs', 'srs-5', 5).faults).toEqual([
      {
        pointer: '/data/items/0/item',
        code: 'unknown_item',
        detail: 'is not an item of srs',
        hint: 'known items: srs-1, srs-2, srs-3, srs-4',
      },
    ]);
  });

  it('that was given before in the form is refused', () => {
    const twice = [1, 2].map((value) => ({ item: 'phq9-1', value }));
    expect(examine(form('phq-9', twice), phqRules()).faults).toMatchObject([
      { pointer: '/data/items/1/item', code: 'duplicate_item', detail: 'was answered before in this form' },
    ]);
  });

  it('that a person has to read waits until the form is right', () => {
    expect(examine(form('phq-9', phqItems(9, 2)), phqRules())).not.toHaveProperty('urgent');
  });
});

describe('a total', () => {
  const total = (code: string, value: number | null, scale = 'total'): object[] =>
    examine(
      on(1, 'feedback.submitted', {
        form: 'f',
        instrument: { code, version: '1' },
        respondent: 'client',
        totals: [{ scale, value }],
      }),
      phqRules(),
    ).faults;

  it.each<[string, readonly (number | null)[]]>([
    ['phq-9', [0, 27, null]],
    ['wai-sr', [12, 60, null]],
  ])('of %s may be anything on its own scale', (code, values) =>
    expect(values.flatMap((value) => total(code, value))).toEqual([]),
  );

  it.each<[string, readonly number[], string]>([
    ['phq-9', [-1, 28], 'must be from 0 to 27'],
    ['wai-sr', [11, 61], 'must be from 12 to 60'],
  ])('of %s that lies beside its scale is refused with the scale', (code, values, detail) =>
    expect(values.flatMap((value) => total(code, value))).toEqual(
      values.map(() => ({
        pointer: '/data/totals/0/value',
        code: 'score_range',
        detail,
        hint: expect.stringContaining(`of ${code}`) as unknown,
      })),
    ),
  );

  it('of another scale is the sender’s business', () => expect(total('wai-sr', 900, 'bond')).toEqual([]));
});

it('holds a form of an instrument that is not switched on, and looks at it all the same', () => {
  expect(examine(form('core-10', []))).toEqual({ faults: [], held: 'inactive_instrument' });
  const wrong = examine(form('core-10', [{ item: 'core10-1', value: 9 }]));
  expect(wrong.faults).toHaveLength(1);
  expect(wrong).not.toHaveProperty('held');
});

it('puts a form with an answer that a person has to read before everything else, active or not', () => {
  const last = (value: number | null) => examine(form('phq-9', phqItems(1, value)), phqRules()).urgent;
  expect([last(null), last(0), last(1), last(3)]).toEqual([undefined, undefined, true, true]);
  expect(examine(form('phq-9', phqItems(1, 2)))).toEqual({ faults: [], held: 'inactive_instrument', urgent: true });
});

it('sets a form of an unknown instrument or version aside', () => {
  expect(examine(form('no-such-form', []))).toEqual({ faults: [], quarantine: 'unknown_instrument' });
  expect(examine(form('phq-9', [], '9')).quarantine).toBe('unknown_instrument');
});

describe('an appointment', () => {
  it('ends after it starts and within a day', () => {
    expect([period(0.1), period(24), examine(booked(1, 2))]).toEqual(Array(3).fill({ faults: [] }));
  });

  it.each<[number, string]>([
    [0, 'is not after start'],
    [-1, 'is not after start'],
    [24 * 31 + 1, 'is more than 31 days after start'],
  ])('is refused when it ends %d hours after its start', (hours, detail) =>
    expect(period(hours).faults).toMatchObject([
      { pointer: '/data/end', code: 'invalid_period', detail, hint: expect.any(String) as string },
    ]),
  );

  const written = (start: string, end: string, zone?: string): Examination =>
    examine(on(1, 'appointment.booked', { appointment: 'a1', start, end, ...(zone ? { zone } : {}) }));

  it.each<[string, [string, string, string?]]>([
    ['of 25 hours, as it is written [C05a]', ['2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00']],
    ['of 25 hours in UTC, with its zone', ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'Europe/Berlin']],
    ['of 23 hours', ['2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00']],
    ['of 24 and a half hours', ['2026-04-05T00:00:00+11:00', '2026-04-06T00:00:00+10:30']],
    ['of 25 hours in November', ['2026-11-01T00:00:00-04:00', '2026-11-02T00:00:00-05:00']],
  ])('may be a whole day %s', (_, period) => expect(written(...period)).toEqual({ faults: [] }));

  it.each<[string, [string, string, string?]]>([
    ['a retreat from Friday to Sunday', ['2026-05-01T16:00:00Z', '2026-05-03T12:00:00Z']],
    ['25 hours on a day of 24', ['2026-03-02T14:00:00Z', '2026-03-03T15:00:00Z', 'Europe/Berlin']],
    ['a day that says the next one by mistake', ['2026-03-02T14:00:00+01:00', '2026-03-04T15:00:00+01:00']],
  ])('that is longer is kept, and the sender hears of it: %s', (_, period) =>
    expect(written(...period)).toMatchObject({
      faults: [],
      warnings: [{ pointer: '/data/end', code: 'long_period', hint: expect.any(String) as string }],
    }),
  );

  it('is looked at in the same way when it is moved', () => {
    const moved = on(1, 'appointment.rescheduled', {
      appointment: 'a1',
      start: iso(2),
      end: iso(1),
      initiatedBy: 'client',
    });
    expect(found(moved)).toEqual(['invalid_period /data/end']);
  });
});

it('has nothing to say of events that are neither a form nor a time', () =>
  expect(examine(attended(1))).toEqual({ faults: [] }));

describe('C13: merged records', () => {
  const merged = (client: string, survivor: string, retired: string): string[] =>
    found(on(1, 'client.merged', { client, survivor, retired } as never));

  it.each([
    ['its own record', 'c1', 'c1'],
    ['its own record, told of another', 'c2', 'c1'],
  ])('are refused where a record goes into itself: %s', (_, client, name) =>
    expect(merged(client, name, name)).toEqual(['same_record /data/retired']),
  );

  it.each([
    ['another record', 'c2', 'c1'],
    ['a record of nearly the same name', 'c1', 'C1'],
  ])('are taken where it goes into %s', (_, survivor, retired) =>
    expect(merged(survivor, survivor, retired)).toEqual([]),
  );
});
