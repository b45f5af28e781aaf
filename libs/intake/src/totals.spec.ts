import { on, phqItems, phqRules } from '../../alliance/spec/history.js';
import { toCanonical } from './canonical-event.js';
import { examine } from './examine.js';
import { wireName } from '#lib/events';

const form = (data: object) =>
  on(1, 'feedback.submitted', {
    form: 'f1',
    instrument: { code: 'phq-9', version: '1' },
    respondent: 'client',
    ...data,
  });
const warned = (data: object) => examine(form(data), phqRules()).warnings?.map(({ pointer, code }) => [pointer, code]);
const items = phqItems(1, 2); // 10

it('warns of a total that the answers do not give, and takes the form', () => {
  expect(warned({ items, totals: [{ scale: 'total', value: 10 }] })).toBeUndefined();
  expect(warned({ items, totals: [{ scale: 'total', value: 19 }] })).toEqual([
    ['/data/totals/0', 'contradicted_total'],
  ]);
  expect(examine(form({ items, totals: [{ scale: 'total', value: 19 }] }), phqRules())).toMatchObject({
    faults: [],
    urgent: true,
  });
});

it.each([
  ['the answers count', {}],
  ['the total counts, because scorer is "source"', { scorer: 'source' }],
])('says which counts: %s', (which, scorer) => {
  const { warnings = [] } = examine(form({ items, totals: [{ scale: 'total', value: 19 }], ...scorer }), phqRules());
  expect(warnings[0]?.hint).toContain(which);
});

it('warns of a total of a scale that nobody reads, and names those that are read', () => {
  const { faults, warnings } = examine(form({ totals: [{ scale: 'sum', value: 19 }] }), phqRules());
  expect(faults).toEqual([]);
  expect(warnings).toMatchObject([{ pointer: '/data/totals/0', code: 'unknown_scale' }]);
  expect(warnings?.[0]?.hint).toContain('scales of phq-9 are total');
});

it.each<[string, object, string[]]>([
  ['differ', { totals: [20, 15].map((value) => ({ scale: 'total', value })) }, ['/data/totals/1']],
  [
    'differ three times',
    { totals: [20, 15, 20, 3].map((value) => ({ scale: 'total', value })) },
    ['/data/totals/1', '/data/totals/3'],
  ],
  [
    'differ beside answers',
    { items, totals: [10, 15].map((value) => ({ scale: 'total', value })) },
    ['/data/totals/1'],
  ],
  ['are the same', { totals: [20, 20].map((value) => ({ scale: 'total', value })) }, []],
  ['are one number and none', { totals: [null, 20].map((value) => ({ scale: 'total', value })) }, []],
])('C17: warns where two totals of one scale %s', (_, data, pointers) => {
  expect(warned(data) ?? []).toEqual(pointers.map((pointer) => [pointer, 'contradicted_total']));
  const { faults, warnings = [] } = examine(form(data), phqRules());
  expect(faults).toEqual([]);
  for (const { hint } of warnings) expect(hint).toContain('the first one is read');
});

it('says it in the receipt', () => {
  const sent = (data: object) =>
    toCanonical(
      {
        specversion: '1.0',
        id: 'e1',
        source: 'urn:practice',
        type: wireName('feedback.submitted'),
        data: form(data).data,
        extensions: {},
      } as unknown as Parameters<typeof toCanonical>[0],
      { receivedAt: 0, pointer: '', instruments: phqRules() },
    );
  expect(sent({ items, totals: [{ scale: 'total', value: 19 }] })).toMatchObject({
    ok: true,
    value: { hint: expect.stringContaining('the answers count') as unknown },
  });
  expect(sent({ items })).toMatchObject({
    ok: true,
    value: { hint: undefined },
  });
});
