import fc from 'fast-check';
import {
  bool,
  instant,
  integer,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  ref,
  text,
  type Schema,
} from './schema.js';

const visit = object({
  episode: ref(),
  start: instant(),
  late: optional(bool()),
  minutes: optional(integer(0, 600)),
  score: optional(nullable(number(-1, 1))),
  modality: optional(oneOf('video', 'phone')),
  zone: optional(text('^[A-Z]{3}$', 'must be three capitals')),
  people: optional(list(object({ ref: ref() }), 2, 1)),
});
const good = { episode: 'ep-1', start: '2026-03-02T14:00:00+01:00' };

describe('a shape', () => {
  it.each([
    [{ ...good }],
    [{ ...good, late: false, minutes: 600, score: null, modality: 'phone', zone: 'UTC', people: [{ ref: 'a' }] }],
    [{ ...good, score: 0.25 }],
  ])('accepts %j', (value) => {
    expect(visit.accepts(value)).toBe(true);
    expect(visit.explain(value, '')).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['a list instead of an object', [], ' not_an_object'],
    ['null', null, ' not_an_object'],
    ['nothing of what is required', {}, '/episode missing_member'],
    ['a name instead of a reference', { ...good, episode: 'Anna Example' }, '/episode invalid_id'],
    ['dots only', { ...good, episode: '..' }, '/episode invalid_id'],
    ['a time without offset', { ...good, start: '2026-03-02T14:00:00' }, '/start invalid_time'],
    ['a word for a boolean', { ...good, late: 'true' }, '/late invalid_type'],
    ['half a minute', { ...good, minutes: 0.5 }, '/minutes number_range'],
    ['too many minutes', { ...good, minutes: 601 }, '/minutes number_range'],
    ['a number that is none', { ...good, score: Number.NaN }, '/score number_range'],
    ['a word outside the list', { ...good, modality: 'carrier pigeon' }, '/modality unknown_code'],
    ['a text outside its pattern', { ...good, zone: 'utc' }, '/zone invalid_text'],
    ['an empty list', { ...good, people: [] }, '/people list_size'],
    ['a list that is none', { ...good, people: {} }, '/people invalid_type'],
    ['a fault deep inside', { ...good, people: [{ ref: 'a' }, { ref: 'b c' }] }, '/people/1/ref invalid_id'],
    ['an unknown member', { ...good, toString: 1 }, '/toString unknown_property'],
    ['a member that must be escaped', { ...good, 'a/b~c': 1 }, '/a~1b~0c unknown_property'],
  ])('refuses %s, and says where', (_, value, fault) => {
    expect(visit.accepts(value)).toBe(false);
    expect(visit.explain(value, '').map(({ pointer, code }) => `${pointer} ${code}`)).toContain(fault);
  });

  it('names every fault at once, and never the value', () => {
    const faults = visit.explain({ start: 'Anna', late: 'Anna', modality: 'Anna' }, '/data');
    expect(faults.map((f) => f.pointer)).toEqual(['/data/episode', '/data/start', '/data/late', '/data/modality']);
    expect(JSON.stringify(faults)).not.toContain('Anna');
  });

  it('guesses what was meant', () => {
    expect(visit.explain({ ...good, modality: 'fone', minuts: 1 }, '').map((f) => f.hint)).toEqual([
      'did you mean "phone"?',
      'did you mean "minutes"?',
    ]);
  });

  it('looks at no more members of a list than it allows', () => {
    expect(visit.explain({ ...good, people: Array(10_000).fill(1) }, '')).toHaveLength(1 + 2);
  });

  it('accepts exactly what it has nothing to say about', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record(
        { episode: fc.string(), start: fc.oneof(fc.string(), fc.constant(good.start)), late: fc.anything() },
        { requiredKeys: ['episode'] },
      ),
    );
    const shapes: Schema<unknown>[] = [
      visit,
      ref(),
      instant(),
      bool(),
      integer(0, 9),
      nullable(ref()),
      oneOf('a', 'b'),
      list(bool(), 3),
    ];
    fc.assert(
      fc.property(anything, fc.constantFrom(...shapes), (value, shape) =>
        expect(shape.accepts(value)).toBe(shape.explain(value, '').length === 0),
      ),
    );
  });
});
