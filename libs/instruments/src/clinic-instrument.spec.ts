import { scoreOp } from '../../../apps/cli/src/clinical/score-op.js';
import { INSTRUMENT_SCHEMA, readInstrument } from './clinic-instrument.js';
import { clinicFile } from './conformance/clinic-file.js';
import type { Instrument } from './instrument.js';
import { LIBRARY } from './roster.js';

const found = (json: unknown): string[] => {
  const read = readInstrument(json);
  return read.ok ? [] : read.error.map(({ code, pointer }) => `${code} ${pointer}`);
};

/** The file with the value at a path replaced; undefined takes the member away. */
function withValue(path: readonly (string | number)[], value: unknown): unknown {
  const file = clinicFile();
  const target = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], file);
  (target as Record<string | number, unknown>)[path.at(-1) ?? ''] = value;
  return JSON.parse(JSON.stringify(file)) as unknown;
}

it('reads a whole file, which then scores like one of ours', () => {
  const read = readInstrument(clinicFile());
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  expect(scoreOp({ op: 'score', instrument: 'harbour-check', items: [3, 1, 2] }, [read.value])).toEqual({
    total: 8,
    mean: expect.closeTo(8 / 3, 9),
    subscales: { load: 6 },
    band: 'heavy',
    clinical: true,
    symptoms: { counts: { load: 2 }, met: true },
    status: 'complete',
    riskItem: 'immediate',
  });
});

it.each<[string, (string | number)[], unknown, string[]]>([
  ['a member nobody knows', ['colour'], 'red', ['unknown_property /colour']],
  ['an instrument without items', ['items'], [], ['list_size /items']],
  ['wording on two lines', ['title'], 'Har\nbour', ['invalid_text /title']],
  ['a code of ours', ['code'], 'phq-9', ['instrument_taken /code']],
  ['a scale over an item that is not there', ['scales', 1, 'items', 1], 'h9', ['unknown_item /scales/1/items/1']],
  ['an item counted twice', ['scales', 1, 'items'], ['h1', 'h1'], ['duplicate_name /scales/1/items/1']],
  [
    'two items of one name',
    ['items', 1, 'id'],
    'h1',
    ['duplicate_name /items/1/id', 'unknown_item /scales/0/items/1', 'unknown_item /scales/1/items/1'],
  ],
  [
    'two scales of one name',
    ['scales', 1, 'code'],
    'total',
    ['duplicate_name /scales/1/code', 'unknown_scale /symptoms/needs/0/scale'],
  ],
  ['more answers needed than items', ['scales', 0, 'needs'], 4, ['number_range /scales/0/needs']],
  ['an indispensable item of another scale', ['scales', 1, 'always'], ['h3'], ['unknown_item /scales/1/always/0']],
  [
    'an item that ends before it begins',
    ['items', 0, 'max'],
    0,
    ['item_range /items/0/max', 'mixed_range /scales/0/needs', 'range_mismatch /range/max'],
  ],
  ['a step that misses the end', ['items', 0, 'step'], 3, ['item_range /items/0/step']],
  ['names for some of the answers', ['items', 0, 'choices'], { en: ['No', 'Yes'] }, ['list_size /items/0/choices/en']],
  ['a gap between bands', ['bands', 1, 'from'], 6, ['band_gap /bands/1/from']],
  ['bands that overlap', ['bands', 1, 'from'], 4, ['band_gap /bands/1/from']],
  ['bands that begin late', ['bands', 0, 'from'], 1, ['band_gap /bands/0/from']],
  ['bands that end early', ['bands', 1, 'to'], 11, ['band_gap /bands/1/to']],
  ['a range the items cannot reach', ['range', 'max'], 20, ['band_gap /bands/1/to', 'range_mismatch /range/max']],
  ['a cutoff outside the range', ['cutoffs', 0, 'at'], 13, ['score_range /cutoffs/0/at']],
  ['a floor outside the range', ['floor'], -1, ['score_range /floor']],
  ['a change that cannot happen', ['reliableChange', 'points'], 13, ['score_range /reliableChange/points']],
  ['figures without error', ['reliableChange', 'from', 'r'], 1, ['number_range /reliableChange/from']],
  ['a safety item nobody has', ['safety', 'item'], 'h4', ['unknown_item /safety/item']],
  ['a safety line that every answer crosses', ['safety', 'sameDay'], 0, ['number_range /safety/sameDay']],
  ['symptoms on an unknown scale', ['symptoms', 'needs', 0, 'scale'], 'b', ['unknown_scale /symptoms/needs/0/scale']],
  ['more symptoms than items', ['symptoms', 'needs', 0, 'count'], 3, ['number_range /symptoms/needs/0/count']],
  ['wording without leave', ['textMayShip'], false, ['text_not_licensed /items/0/text']],
  [
    'a probe of items that are not there',
    ['probe'],
    { felt: 'h1', mattered: 'h2', sortedOut: 'r3' },
    ['unknown_item /probe/sortedOut'],
  ],
  ['names for too few answers', ['items', 1, 'choices', 'de'], ['gut', 'tief'], ['list_size /items/1/choices/de']],
  ['what helped of no item', ['whatHelped', 'items'], ['h9'], ['unknown_item /whatHelped/items/0']],
  ['what helped where it got in the way', ['whatHelped', 'helped'], 0, ['number_range /whatHelped/helped']],
  ['what helped beyond the answers', ['whatHelped', 'helped'], 5, ['number_range /whatHelped/helped']],
  ['another rhythm', ['rhythm'], 'year', ['unknown_code /rhythm']],
  ['a sum of unknown scales', ['scales', 0, 'sumOf'], ['load', 'rest'], ['unknown_scale /scales/0/sumOf/1']],
  ['a sum that leaves an item out', ['scales', 0, 'sumOf'], ['load'], ['sum_mismatch /scales/0/items']],
])('refuses %s', (...[, path, value, faults]) => expect(found(withValue(path, value))).toEqual(faults));

it('lets an answer be made up only from answers on the same range', () => {
  const file = withValue(['items', 0, 'max'], 8) as { range: object; bands: object[] };
  const fitting = { ...file, range: { min: 0, max: 16 }, bands: [{ name: 'any', from: 0, to: 16 }] };
  expect(found(fitting)).toEqual(['mixed_range /scales/0/needs']);
});

it('names every fault at once', () =>
  expect(found({ ...clinicFile(), version: 'first', direction: 'up' })).toEqual([
    'invalid_text /version',
    'unknown_code /direction',
  ]));

it('takes nothing but an object', () => {
  expect([null, 'phq-9', [clinicFile()]].map((json) => readInstrument(json).ok)).toEqual([false, false, false]);
});

it('publishes a schema with every member that an instrument of ours has', () => {
  const known = Object.keys(INSTRUMENT_SCHEMA.properties as object);
  const used = new Set(LIBRARY.flatMap((instrument: Instrument) => Object.keys(instrument)));
  expect(known).toEqual(expect.arrayContaining([...used]));
  expect(INSTRUMENT_SCHEMA).toMatchObject({ type: 'object', additionalProperties: false });
});

it('ships wording only where the licence says so', () => {
  const worded = LIBRARY.filter(({ items }) => items.some(({ text }) => text));
  expect(worded).not.toEqual([]);
  expect(worded.filter(({ textMayShip }) => !textMayShip).map(({ code }) => code)).toEqual([]);
});
