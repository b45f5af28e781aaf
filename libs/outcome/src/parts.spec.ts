import type { Instrument, Item } from '#lib/instruments';
import { instrumentWith, named } from '../spec/instruments.js';
import { partsOf, partValues } from './parts.js';

const codes = (instrument: Instrument): string[] => partsOf(instrument).map(({ code }) => code);
const item = (id: string, more: Partial<Item> = {}): Item => ({ id, min: 0, max: 4, step: 1, ...more });

describe('the parts of a form', () => {
  it.each<[string, string[]]>([
    ['oq-45', ['sd', 'ir', 'sr']],
    ['pcl-5', ['b', 'c', 'd', 'e']],
    ['goals', ['goal-1', 'goal-2', 'goal-3']],
    ['phq-9', []],
    ['gad-7', []],
    ['ors', []],
    ['homework', []],
  ])('of %s are its named scales, or what a form of our own asks about', (code, parts) =>
    expect(codes(named(code))).toEqual(parts),
  );

  it('of a clinic’s own form are its items where it has no scales, and only those that count', () => {
    const items = [...['a', 'b'].map((id) => item(id)), item('remark')];
    const scales = [{ code: 'total', items: ['a', 'b'], needs: 2, times: 2 }] as const;
    expect(codes(instrumentWith({ items, scales: [...scales] }))).toEqual(['a', 'b']);
    expect(codes(instrumentWith({ items, scales: [...scales], basis: { key: 'published', missing: 'ours' } }))).toEqual(
      [],
    );
    expect(codes(instrumentWith({ items, scales: [{ ...scales[0], items: ['a'] }] }))).toEqual([]);
  });

  it('are twelve at most', () => {
    const ids = Array.from({ length: 14 }, (_, i) => `i${i}`);
    const many = {
      items: ids.map((id) => item(id)),
      scales: [{ code: 'total', items: ids, needs: 9, times: 14 }],
    } as const;
    expect(codes(instrumentWith({ items: [...many.items], scales: [...many.scales] }))).toHaveLength(12);
    const scales = [many.scales[0], ...ids.map((id) => ({ code: id, items: ids, needs: 1, times: 1 }))] as const;
    expect(codes(instrumentWith({ items: [...many.items], scales: [...scales] }))).toHaveLength(12);
  });
});

describe('the error of a part', () => {
  const errorsOf = (instrument: Instrument): number[] => partsOf(instrument).map(({ error }) => error);

  it('is assumed from the width of its own range', () => {
    // 100, 44 and 36 points wide: 1.96 * width / 5 * sqrt(2 * .3)
    expect(errorsOf(named('oq-45'))).toEqual([30.364, 13.3603, 10.9311].map((n) => expect.closeTo(n, 3) as number));
    // c has two items: 1.96 * 8 / 4
    expect(errorsOf(named('pcl-5'))[1]).toBeCloseTo(3.92, 6);
    expect(errorsOf(named('pcl-5'))[0]).toBeCloseTo(6.0728, 3);
    expect(errorsOf(named('goals'))).toEqual([4.9, 4.9, 4.9].map((n) => expect.closeTo(n, 6) as number));
  });

  it('of one answer goes by its own width', () => {
    const items = [item('a', { min: 1, max: 5 }), item('b', { min: 0, max: 4 })];
    const scales = [{ code: 'total', items: ['a', 'b'], needs: 2, times: 2 }] as const;
    const [one, other] = errorsOf(instrumentWith({ items, scales: [...scales] }));
    expect([one, other]).toEqual([1.96, 1.96].map((n) => expect.closeTo(n, 6) as number));
  });

  it('follows the ends of each item, and how the scale is reported', () => {
    const items = [item('a', { min: 1, max: 7 }), item('b', { min: 1, max: 7 }), item('c', { min: 1, max: 7 })];
    const all = ['a', 'b', 'c'];
    const scale = (times: number) => ({ code: 'own', items: all, needs: 3, times });
    const instrument = (times: number) =>
      instrumentWith({ items, scales: [{ code: 'total', items: all, needs: 3, times: 3 }, scale(times)] });
    expect(errorsOf(instrument(3))[0]).toBeCloseTo((1.96 * 18 * Math.sqrt(0.6)) / 5, 6);
    expect(errorsOf(instrument(1))[0]).toBeCloseTo((1.96 * 6 * Math.sqrt(0.6)) / 5, 6);
  });
});

describe('what a form says of its parts', () => {
  it('is what its scales have, the first aside', () =>
    expect(partValues(named('oq-45'), { scales: [90, 50, null, 15], answers: [] })).toEqual([50, null, 15]));

  it('is null where a total came without its scales', () =>
    expect(partValues(named('oq-45'), { scales: [90], answers: [] })).toEqual([null, null, null]));

  it('is what was answered, turned round where the item is, and null where it was not', () => {
    const items = [item('a'), item('b', { reversed: true }), item('c')];
    const instrument = instrumentWith({
      items,
      scales: [{ code: 'total', items: ['a', 'b', 'c'], needs: 1, times: 3 }],
    });
    const answers = [
      { item: 'a', value: 1 },
      { item: 'a', value: 3 },
      { item: 'b', value: 1 },
      { item: 'c', value: null },
    ];
    expect(partValues(instrument, { scales: [], answers })).toEqual([3, 3, null]);
    const skipped = [...answers, { item: 'a', value: null }, { item: 'd', value: 4 }];
    expect(partValues(instrument, { scales: [], answers: skipped })).toEqual([3, 3, null]);
  });
});
