/** What a clinic is told about its own instrument file, in words, and what is allowed at each line. */
import type { Violation } from '#lib/kernel';
import { INSTRUMENT_SCHEMA, readInstrument, readKeptInstrument } from './clinic-instrument.js';
import { closerFaults } from './closer-faults.js';
import { clinicFile } from './conformance/clinic-file.js';
import { instrumentFaults } from './instrument-faults.js';
import type { Instrument } from './instrument.js';
import { LIBRARY } from './roster.js';
import { phq9 } from './phq-9.instrument.js';
import { waiSr } from './wai-sr.instrument.js';

type Path = readonly (string | number)[];

/** The file with the values at some paths replaced. */
function fileWith(...changes: readonly (readonly [Path, unknown])[]): unknown {
  const file = clinicFile();
  for (const [path, value] of changes) {
    const target = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], file);
    (target as Record<string | number, unknown>)[path.at(-1) ?? ''] = value;
  }
  return file;
}
const faultsOf = (json: unknown): readonly Violation[] => {
  const read = readInstrument(json);
  return read.ok ? [] : read.error;
};
const places = (...changes: readonly (readonly [Path, unknown])[]): string[] =>
  faultsOf(fileWith(...changes)).map(({ code, pointer }) => `${code} ${pointer}`);

it.each<[string, Path, unknown, Partial<Violation>]>([
  [
    'a code with capitals',
    ['code'],
    'Harbour',
    { detail: 'must be small letters a to z, digits and hyphens, 40 characters at most' },
  ],
  ['a code of 41 characters', ['code'], 'h'.repeat(41), { code: 'invalid_text', pointer: '/code' }],
  ['a code that begins with a hyphen', ['code'], '-harbour', { code: 'invalid_text', pointer: '/code' }],
  ['a version in words', ['version'], 'first', { detail: 'must be a version such as 1 or 1.0' }],
  [
    'a code of ours',
    ['code'],
    'phq-9',
    { detail: 'is the code of an included instrument', hint: 'add the name of the clinic to the code' },
  ],
  [
    'a title of more than 1000 characters',
    ['title'],
    'h'.repeat(1001),
    { pointer: '/title', detail: 'must be 1 to 1000 characters on one line, without spaces at its ends' },
  ],
  ['a title that is a list', ['title'], ['Harbour'], { code: 'invalid_text', pointer: '/title' }],
  ['a title that is a number', ['title'], 7, { code: 'invalid_text', pointer: '/title' }],
  ['a title in a language that nobody speaks here', ['titles'], { xx: 'Hafen' }, { pointer: '/titles/xx' }],
  ['two items of one name', ['items', 1, 'id'], 'h1', { detail: 'was named before' }],
  ['an item without room', ['items', 0, 'max'], 0, { detail: 'must be above min' }],
  ['a step that misses the end', ['items', 0, 'step'], 3, { detail: 'must lead from min to max in whole steps' }],
  [
    'names for some of the answers',
    ['items', 0, 'choices'],
    { en: ['No', 'Yes'] },
    { detail: 'must name 5 answers, one per step' },
  ],
  ['an unknown item', ['scales', 1, 'items', 1], 'h9', { detail: 'is not an item of this instrument' }],
  ['too many answers needed', ['scales', 0, 'needs'], 4, { detail: 'is more than the scale has items' }],
  [
    'wording without leave',
    ['textMayShip'],
    false,
    {
      detail: 'may not ship',
      hint: 'leave the wording out, or set textMayShip when your licence allows it',
    },
  ],
  [
    'a safety line that everybody crosses',
    ['safety', 'sameDay'],
    0,
    {
      detail: 'must be above 0, at most immediate, and both within the answers',
    },
  ],
  ['symptoms of no scale', ['symptoms', 'needs', 0, 'scale'], 'b', { detail: 'is not a scale of this instrument' }],
  ['too many symptoms', ['symptoms', 'needs', 0, 'count'], 3, { detail: 'is more than the scale has items' }],
  ['a gap between bands', ['bands', 1, 'from'], 6, { detail: 'must be 5: no gap, no overlap' }],
  ['bands that begin late', ['bands', 0, 'from'], 1, { detail: 'must be 0, where the range begins' }],
  ['bands that end early', ['bands', 1, 'to'], 11, { detail: 'must be 12, where the range ends' }],
  ['a range that the items cannot reach', ['range', 'min'], -1, { pointer: '/bands/0/from' }],
  ['two bands of one name', ['bands', 1, 'name'], 'light', { pointer: '/bands/1/name', detail: 'was named before' }],
  ['a mean that nobody can score', ['norms', 0, 'mean'], 13, { pointer: '/norms/0/mean', code: 'score_range' }],
  ['a mean below the range', ['norms', 0, 'mean'], -1, { pointer: '/norms/0/mean', detail: 'is outside the range' }],
  [
    'a group without spread',
    ['norms', 0, 'sd'],
    0,
    { pointer: '/norms/0/sd', code: 'number_range', detail: 'must be above 0' },
  ],
  [
    'a cutoff that asks for a look on the better side',
    ['cutoffs', 0, 'clinical'],
    'below',
    { pointer: '/cutoffs/0/clinical', detail: 'must be at-or-above, because lower is better' },
  ],
  ['a cutoff out of reach', ['cutoffs', 0, 'at'], 13, { detail: 'is outside the range' }],
  [
    'no spread',
    ['reliableChange', 'from', 'sd'],
    0,
    {
      pointer: '/reliableChange/from',
      detail: 'needs sd above 0 and r below 1',
    },
  ],
])('says what is wrong with %s', (...[, path, value, fault]) =>
  expect(faultsOf(fileWith([path, value]))[0]).toMatchObject(fault),
);

it('says what the range has to be', () =>
  expect(faultsOf(fileWith([['range', 'max'], 13], [['bands', 1, 'to'], 13]))).toEqual([
    {
      pointer: '/range/max',
      code: 'range_mismatch',
      detail: 'must be 12: that is what the items and times of the first scale give',
    },
  ]));

it('refuses a band that ends before it begins', () =>
  expect(faultsOf(fileWith([['bands', 0, 'to'], -1], [['bands', 1, 'from'], 0]))).toEqual([
    { pointer: '/bands/0/to', code: 'band_gap', detail: 'must not be below from' },
  ]));

it('allows a band of one score', () => expect(places([['bands', 0, 'to'], 0], [['bands', 1, 'from'], 1])).toEqual([]));

it('allows a mean at either end of the range', () =>
  expect([places([['norms', 0, 'mean'], 0]), places([['norms', 0, 'mean'], 12])]).toEqual([[], []]));

it('refuses two norms of one population', () => {
  const norm = { population: 'general', mean: 3, sd: 2, basis: 'ours' };
  expect(places([['norms'], [norm, { ...norm, population: 'clinical' }, norm]])).toEqual([
    'duplicate_name /norms/2/population',
  ]);
});

it('asks for the lower side where higher is better, as every form of ours has it', () => {
  const { cutoffs } = clinicFile();
  const better = fileWith([['direction'], 'higher-is-better'], [['symptoms'], undefined], [['cutoffs'], cutoffs]);
  expect(faultsOf(JSON.parse(JSON.stringify(better)))).toEqual([
    { pointer: '/cutoffs/0/clinical', code: 'direction_conflict', detail: 'must be below, because higher is better' },
  ]);
  expect(LIBRARY.flatMap(closerFaults)).toEqual([]);
});

it('goes on reading a file that was taken before this was asked', () => {
  const kept = fileWith([['norms', 0, 'sd'], 0]);
  expect([readKeptInstrument(kept).ok, readInstrument(kept).ok]).toEqual([true, false]);
});

it('refuses two cutoffs of one name', () => {
  const adult = { form: 'adult', at: 6, clinical: 'at-or-above', basis: 'ours' };
  const child = { ...adult, form: 'child' };
  expect(places([['cutoffs'], [child, adult]])).toEqual([]);
  expect(faultsOf(fileWith([['cutoffs'], [adult, child, adult]]))).toEqual([
    { pointer: '/cutoffs/2/form', code: 'duplicate_name', detail: 'was named before' },
  ]);
});

it('takes lines at the very ends of the range, and a change as large as the range', () => {
  const cutoff = (at: number) => places([['cutoffs', 0, 'at'], at]);
  expect([cutoff(0), cutoff(12), cutoff(-0.1), cutoff(12.1)]).toEqual([
    [],
    [],
    ['score_range /cutoffs/0/at'],
    ['score_range /cutoffs/0/at'],
  ]);
  const changeOf = (points: number) =>
    instrumentFaults({ ...waiSr, reliableChange: { points, basis: 'ours', source: 'x' } });
  expect(changeOf(48)).toEqual([]);
  expect(changeOf(48.1)).toEqual([
    { pointer: '/reliableChange/points', code: 'score_range', detail: 'is outside the range' },
  ]);
});

it('takes as many symptoms as the scale has items', () =>
  expect(places([['symptoms', 'needs', 0, 'count'], 2])).toEqual([]));

it('takes a title of a thousand characters, and one in German', () =>
  expect(places([['title'], 'h'.repeat(1000)], [['titles'], { de: 'Hafen' }])).toEqual([]));

it('takes an observer, and whoever else fills a form in', () =>
  expect(places([['respondents'], ['observer', 'client', 'clinician', 'member']])).toEqual([]));

it('counts the steps of an item from its lowest answer', () =>
  expect(instrumentFaults({ ...phq9, items: [{ id: 'x', min: 1, max: 7, step: 3 }] })).not.toContainEqual(
    expect.objectContaining({ code: 'item_range' }),
  ));

describe('the answers that are safety answers', () => {
  const faults = (sameDay: number, immediate: number) =>
    places([['safety', 'sameDay'], sameDay], [['safety', 'immediate'], immediate]);

  it.each([
    [1, 1],
    [1, 4],
    [4, 4],
  ])('from %i and from %i may stand', (sameDay, immediate) => expect(faults(sameDay, immediate)).toEqual([]));

  it.each([
    ['below the second line last', 3, 2],
    ['beyond every answer', 1, 5],
    ['at the lowest answer', 0, 2],
  ])('may not lie %s', (...[, sameDay, immediate]) =>
    expect(faults(sameDay, immediate)).toEqual(['number_range /safety/sameDay']),
  );
});

describe('a sum of scales', () => {
  const items = (...ids: string[]) => ({ items: ids, needs: ids.length, times: ids.length });
  /** An instrument of three items with a sum over two parts. */
  const summed = (parts: readonly object[], more: object = {}): string[] => {
    const total = { code: 'total', ...items('h1', 'h2', 'h3'), sumOf: ['a', 'b'], ...more };
    const scales = [total, ...parts.map((part, i) => ({ code: 'ab'[i], ...part }))];
    return instrumentFaults({ ...own(), scales } as unknown as Instrument).map(
      ({ code, pointer, detail }) => `${code} ${pointer} ${detail}`,
    );
  };
  const own = (): Instrument => {
    const { symptoms: _, ...file } = clinicFile();
    return file as unknown as Instrument;
  };

  it('has each item of its parts once', () => {
    expect(summed([items('h1', 'h2'), items('h3')])).toEqual([]);
    const mismatch = ['sum_mismatch /scales/0/items are not the items of the scales added'];
    expect(summed([items('h1', 'h2'), items('h2')])).toEqual(mismatch);
    expect(summed([items('h1', 'h2', 'h3'), items('h3')])).toEqual(mismatch);
    expect(summed([items('h1'), items('h2')])).toEqual(mismatch);
  });

  it('is made of scales that are there and are no sums themselves', () => {
    const parts = [items('h1', 'h2'), items('h3')];
    const unknown = (i: number) => [`unknown_scale /scales/0/sumOf/${i} is not a scale that can be added`];
    expect(summed(parts, { sumOf: ['c', 'b'] })).toEqual(unknown(0));
    expect(summed(parts, { sumOf: ['a', 'c'] })).toEqual(unknown(1));
    expect(summed(parts, { sumOf: ['a', 'total'] })).toEqual(unknown(1));
  });

  it('counts its items as often as it has any', () =>
    expect(summed([items('h1', 'h2'), items('h3')], { times: 1 })).toContain(
      'sum_mismatch /scales/0/times must be 3, the number of items',
    ));
});

it('says how many answers a scale of unlike items needs', () =>
  expect(faultsOf(fileWith([['items', 0, 'max'], 8]))).toContainEqual({
    pointer: '/scales/0/needs',
    code: 'mixed_range',
    detail: 'must be 3: items of different ranges cannot stand in for each other',
  }));

it('publishes its schema in the dialect that it names, under its name', () => {
  expect(INSTRUMENT_SCHEMA).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Instrument',
    properties: {
      title: { type: 'string', minLength: 1, maxLength: 1000 },
      code: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,39}$' },
      titles: { properties: { en: { type: 'string' }, de: { type: 'string' } } },
    },
  });
  const { pattern } = (INSTRUMENT_SCHEMA.properties as Record<string, { pattern: string }>)['title'] ?? { pattern: '' };
  expect(['Harbour check', ' Harbour', 'Harbour ', 'Har\nbour', ''].map((s) => new RegExp(pattern).test(s))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
