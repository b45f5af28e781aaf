import fc from 'fast-check';
import { answerLine } from './answer-line.js';

const answered = (input: unknown): unknown => JSON.parse(answerLine(JSON.stringify(input)));
const refused = (line: string): string => {
  const { error } = JSON.parse(answerLine(line)) as { error?: { code: string; pointer: string; hint: string } };
  return error && error.hint.length > 0 ? `${error.code} ${error.pointer}` : 'answered';
};

describe('a line of the clinical command line', () => {
  it('is answered by its operation', () => {
    expect(answered({ op: 'score', instrument: 'ors', items: [5, 5, 5, 5] })).toMatchObject({ total: 20 });
    expect(answered({ op: 'change', instrument: 'phq-9', pre: 14, post: 8 })).toMatchObject({ class: 'recovered' });
    expect(answered({ op: 'hazard', interval: 3 })).toMatchObject({ h: expect.closeTo(0.022, 9), reasons: [] });
  });

  it.each([
    ['', 'empty_body '],
    ['{', 'invalid_json '],
    ['7', 'not_an_object '],
    ['[{"op":"score"}]', 'not_an_object '],
    ['null', 'not_an_object '],
    ['{}', 'missing_member /op'],
    ['{"op":7}', 'unknown_op /op'],
    ['{"op":"detect"}', 'missing_member /instrument'],
    ['{"op":"detect","instrument":"phq-9","series":[5]}', 'not_an_alliance /instrument'],
    ['{"op":"detect","instrument":"srs"}', 'missing_member /series'],
    ['{"op":"detect","instrument":"srs","series":[30,41]}', 'score_range /series/1'],
    [
      '{"op":"detect","instrument":"srs","series":[30],"markers":[{"at":2,"kind":"withdrawal"}]}',
      'number_range /markers/0/at',
    ],
    ['{"op":"scores"}', 'unknown_op /op'],
    ['{"op":"toString"}', 'unknown_op /op'],
    ['{"op":"hazard"}', 'missing_member /interval'],
    ['{"op":"hazard","interval":0}', 'number_range /interval'],
    ['{"op":"hazard","interval":3,"features":{"mood":1}}', 'unknown_property /features/mood'],
    ['{"op":"hazard","interval":3,"features":{"level":"low"}}', 'number_range /features/level'],
    ['{"op":"label","cadenceDays":0,"events":[],"asOf":"2026-04-01"}', 'number_range /cadenceDays'],
    ['{"op":"label","cadenceDays":7,"events":[],"asOf":"2026-02-30"}', 'invalid_date /asOf'],
    ['{"op":"label","definition":"DBT","individual":["late"],"skills":[]}', 'unknown_code /individual/0'],
  ])('%s is refused', (line, expected) => expect(refused(line)).toBe(expected));

  it('is always answered with one object on one line', () => {
    const op = fc.constantFrom('score', 'change', 'hazard', 'label', 'detect');
    const any = fc.oneof(
      fc.string(),
      fc.json(),
      fc.tuple(op, fc.object()).map(([name, o]) => JSON.stringify({ ...o, op: name })),
    );
    fc.assert(
      fc.property(any, (line) => {
        const answer = answerLine(line);
        expect(answer).not.toMatch(/[\r\n]/);
        expect(typeof JSON.parse(answer)).toBe('object');
      }),
    );
  });
});

describe('label', () => {
  const label = (given: object): unknown => answered({ op: 'label', cadenceDays: 7, ...given });
  const events = [
    { date: '2026-03-02', what: 'attended' },
    { date: '2026-03-09', what: 'no-show' },
  ];

  it('is a stop on the thirtieth day and not on the day before', () => {
    expect(label({ events, asOf: '2026-03-31' })).toEqual({
      definition: 'D-B',
      state: 'open',
      labelledAt: null,
      interval: 1,
    });
    expect(label({ events, asOf: '2026-04-01' })).toEqual({
      definition: 'D-B',
      state: 'dropout',
      labelledAt: '2026-04-01',
      interval: 1,
    });
  });

  it('takes another definition with what it needs', () => {
    const dose = { definition: 'D-C', plannedVisits: 1, asOf: '2026-05-01' };
    expect(label({ events, ...dose })).toMatchObject({ state: 'completed', labelledAt: '2026-03-02' });
    const better = { definition: 'D-D', reliablyImproved: true, asOf: '2026-05-01' };
    expect(label({ events, ...better })).toMatchObject({ state: 'completed' });
  });

  it('counts weeks', () => {
    const [m, a] = ['missed', 'attended'];
    const weeks = { individual: [m, m, a, m, m, m, m], skills: [a, a, a, a, a, a, a] };
    expect(answered({ op: 'label', definition: 'DBT', ...weeks })).toMatchObject({
      state: 'dropout',
      week: 7,
      individual: [1, 2, 0, 1, 2, 3, 4],
    });
  });
});
