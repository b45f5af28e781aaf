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
    ['{"op":"detect","instrument":"wai-sr","series":[50],"between":0}', 'number_range /between'],
    ['{"op":"detect","instrument":"srs","series":[30],"between":0.0001}', 'number_range /between'],
    ['{"op":"detect","instrument":"pulse","series":[30],"between":-7}', 'number_range /between'],
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

  it.each<[line: object, error: object]>([
    [{ op: 'scores' }, { code: 'unknown_op', pointer: '/op', hint: 'is not an operation; did you mean "score"?' }],
    [
      { op: 7 },
      {
        code: 'unknown_op',
        pointer: '/op',
        hint: 'is not an operation; known operations: score, change, hazard, label, detect, chart, effect, accuracy, survival, fit',
      },
    ],
    [{ ap: 'score' }, { code: 'missing_member', pointer: '/op', hint: 'is required' }],
    [
      { op: 'score', instrument: 'ph-9', items: [1] },
      {
        code: 'unknown_instrument',
        pointer: '/instrument',
        hint: 'is not an instrument that can be scored; did you mean "phq-9"?',
      },
    ],
    [
      { op: 'score', instrument: 'WAI SR', items: [1] },
      {
        code: 'invalid_text',
        pointer: '/instrument',
        hint: expect.stringContaining(
          'must be an instrument code in small letters, digits and hyphens, such as wai-sr',
        ),
      },
    ],
    [
      { op: 'score', instrument: 'ors', items: [1, 2, 3, 4], options: { form: 'Child 1' } },
      {
        code: 'invalid_text',
        pointer: '/options/form',
        hint: expect.stringContaining('must be the name of a form in small letters and hyphens, such as child'),
      },
    ],
    [
      { op: 'change', pre: 50, post: 40 },
      {
        code: 'missing_member',
        pointer: '/sd',
        hint: 'is required; name an instrument, or send sd, r and direction',
      },
    ],
    [
      { op: 'change', sd: 'wide', r: 0.8, pre: 50, post: 40, direction: 'higher-better' },
      {
        code: 'number_range',
        pointer: '/sd',
        hint: expect.stringContaining('must be a number from 0 to 1000000') as string,
      },
    ],
    [
      { op: 'change', sd: 7, pre: 50, post: 40, direction: 'higher-better' },
      { code: 'missing_member', pointer: '/r', hint: 'is required; send a number' },
    ],
    [
      { op: 'change', instrument: 'wai-sr', pre: 50, post: 40 },
      {
        code: 'no_reference',
        pointer: '/instrument',
        hint: 'has no published reliable change for this respondent in wai-sr; send sd and r of your own clients',
      },
    ],
    [
      { op: 'label', cadenceDays: 7, events: [{ date: '2 March', what: 'attended' }], asOf: '2026-04-01' },
      {
        code: 'invalid_text',
        pointer: '/events/0/date',
        hint: expect.stringContaining('must be a date such as 2026-03-02'),
      },
    ],
    [
      { op: 'label', cadenceDays: 7, events: [{ date: '2026-02-30', what: 'attended' }], asOf: '2026-04-01' },
      { code: 'invalid_date', pointer: '/events/0/date', hint: 'is not a date in the calendar' },
    ],
  ])('says where the fault is and what would be taken: %j', (line, error) => expect(answered(line)).toEqual({ error }));

  it('names every instrument that there is to somebody who is far from all of them', () => {
    const { error } = answered({ op: 'score', instrument: 'zzzzzzzzzzzz', items: [1] }) as { error: { hint: string } };
    expect(error.hint).toMatch(/known instruments: .*\bphq-9, .*\bpulse\b/);
  });

  it('says of a questionnaire whose key is not public what to do instead', () => {
    const { error } = answered({ op: 'score', instrument: 'br-wai', items: [1] }) as { error: { hint: string } };
    expect(error.hint).toMatch(/; describe it in an instrument file from your licensed copy$/);
  });

  it.each<[object, string]>([
    [{ op: 'hazard', interval: 1, features: { level: -1_000_000 }, site: -10 }, 'answered'],
    [{ op: 'hazard', interval: 1, features: { level: -1_000_001 } }, 'number_range /features/level'],
    [{ op: 'hazard', interval: 1, site: -10.1 }, 'number_range /site'],
    [{ op: 'change', instrument: 'phq-9', pre: 0, post: 27 }, 'answered'],
    [{ op: 'change', instrument: 'phq-9', pre: 27, post: 0, direction: 'lower-better' }, 'answered'],
    [{ op: 'change', instrument: 'phq-9', pre: -1, post: 0 }, 'score_range /pre'],
    [{ op: 'detect', instrument: 'wai-sr', series: [12, 60] }, 'answered'],
    [{ op: 'detect', instrument: 'wai-sr', series: [11, 60] }, 'score_range /series/0'],
    [{ op: 'detect', instrument: 'wai-sr', series: [50], therapist: [61] }, 'score_range /therapist/0'],
    [{ op: 'detect', instrument: 'nobody', series: [50] }, 'unknown_instrument /instrument'],
    [{ op: 'detect', instrument: 'srs', series: [30], markers: [{ at: 1, kind: 'repair-attempted' }] }, 'answered'],
    [{ op: 'score', instrument: 'goals', items: [5], options: { respondent: 'member' } }, 'answered'],
    [
      { op: 'score', instrument: 'goals', items: [5], options: { respondent: 'crowd' } },
      'unknown_code /options/respondent',
    ],
  ])('is taken to the very end of what may be, and not beyond: %j', (line, expected) =>
    expect(refused(JSON.stringify(line))).toBe(expected),
  );

  it('is always answered with one object on one line', () => {
    const op = fc.constantFrom(
      'score',
      'change',
      'hazard',
      'label',
      'detect',
      'chart',
      'effect',
      'accuracy',
      'survival',
      'fit',
    );
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

describe('detect', () => {
  type Found = { findings: { at: number; detector: string; tier: string }[]; ruptures: Course[] };
  type Course = { onset: number; reference: number | null; states: { at: number; state: string }[] };
  const detect = (given: object): Found => answered({ op: 'detect', instrument: 'wai-sr', ...given }) as Found;
  const found = (given: object): string[] =>
    detect(given).findings.map(({ at, detector, tier }) => `${at} ${detector} ${tier}`);
  const states = (given: object): string[] =>
    detect(given)
      .ruptures.flatMap((one) => one.states)
      .map(({ at, state }) => `${at} ${state}`);
  const fall = [50, 51, 49, 52, 50, 41, 43, 51];
  const steady = [50, 50, 50, 50];

  it('holds a fall against the spread that was given, and against the instrument\u2019s own otherwise', () => {
    expect(found({ series: fall, between: 7 })).toEqual(['6 D3 suspected']);
    expect(found({ series: fall, between: 30 })).toEqual([]);
    expect(found({ series: fall })).toEqual(['6 D2 probable', '6 D3 suspected']);
    const chart = { instrument: 'srs', series: [36.2, 37, 36.8, 37.4, 36.9, 37.1, 33] };
    expect(found({ ...chart, sem: 0.4 })).toContain('7 D4 probable');
    expect(found({ ...chart, sem: 4 }).filter((one) => one.includes('D4'))).toEqual([]);
  });

  it('names the findings of one rating in the order of the detectors', () =>
    expect(
      found({ instrument: 'pulse', series: [90, 88, 60], pulse: [null, null, { r1: 'a little', r2: 5, r3: 2 }] }),
    ).toEqual(['3 D1 prompt', '3 D2 probable', '3 D3 probable', '3 D5 probable']));

  it('judges each rating by what the clinician had rated by then', () =>
    expect(found({ series: [40, 40, 40, 40], therapist: [58, 58, 58, 58, 20] })).toEqual([
      '2 D7 prompt',
      '3 D7 prompt',
      '4 D7 prompt',
    ]));

  it('asks to ask directly from the sixth full mark on', () =>
    expect(found({ series: [60, 60, 60, 60, 60, 60, 60] })).toEqual(['6 D8 prompt', '7 D8 prompt']));

  const plain = (at: number, kind: string, more: object = {}): object => ({ at, kind, ...more });
  it.each([
    ['clinician', ['2 D6 probable']],
    ['supervisor', ['2 D6 probable']],
    ['structured-field', ['2 D6 probable']],
    ['assisted', []],
  ])('takes a mark by its source: %s', (source, expected) =>
    expect(found({ series: steady, markers: [plain(2, 'confrontation', { significance: 5, source })] })).toEqual(
      expected,
    ),
  );

  it('takes a mark for one of a clinician unless it says otherwise, and knows no mark before its time', () => {
    const markers = [plain(3, 'confrontation', { significance: 5 })];
    expect(found({ series: steady, markers })).toEqual(['3 D6 probable']);
    const light = (...at: number[]) => at.map((n) => plain(n, 'withdrawal', { significance: 3 }));
    expect(found({ series: steady, markers: light(1, 4) })).toEqual(['4 D6 probable']);
    expect(found({ series: steady, markers: light(1, 2) })).toEqual(['2 D6 probable']);
    expect(found({ series: steady.slice(0, 3), markers: light(1, 3) })).toEqual(['3 D6 probable']);
  });

  it('follows marks from rupture to repair', () => {
    const markers = [
      plain(2, 'confrontation', { significance: 5 }),
      plain(3, 'repair-attempted'),
      plain(4, 'repair-achieved'),
    ];
    expect(states({ series: steady, markers })).toEqual(['2 open', '3 repairing', '4 repaired']);
    const atOnce = [...markers.slice(0, 1), plain(2, 'repair-achieved'), plain(2, 'repair-attempted')];
    expect(states({ series: steady.slice(0, 2), markers: atOnce })).toEqual(['2 resolved in session']);
    expect(states({ series: steady, markers: [plain(2, 'repair-achieved')] })).toEqual([]);
  });

  it('has no state for a rating that is missing', () =>
    expect(states({ series: [50, 51, 50, null, 40, null, 42] })).toEqual(['7 open']));

  it('waits for the way back for as many rated forms as it is told', () => {
    const series = [50, 51, 50, 40, null, 42, 43];
    expect(states({ series, repairWithin: 1 })).toEqual(['6 unrepaired', '7 unrepaired']);
    expect(states({ series, repairWithin: 2 })).toEqual(['6 open', '7 unrepaired']);
    expect(states({ series })).toEqual(['6 open', '7 open']);
  });

  it('follows the client\u2019s words', () => {
    const words = (...pulse: (object | null)[]): string[] => states({ instrument: 'pulse', pulse });
    const [off, calm] = [{ r1: 'yes', r2: 8, r3: 1 }, { r1: 'no' }];
    expect(words(calm, off, null, calm, calm)).toEqual(['2 open', '4 repairing', '5 repaired']);
    expect(words({ r1: 'yes', r2: 8, r3: 9 })).toEqual(['1 resolved in session']);
    expect(words(calm)).toEqual([]);
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

  it('has no plan and no change unless it is told', () => {
    const asOf = '2026-05-01';
    expect(label({ definition: 'D-C', events, asOf })).not.toMatchObject({ state: 'completed' });
    expect(label({ definition: 'D-D', events, asOf })).not.toMatchObject({ state: 'completed' });
  });

  it('takes a no-show for a missed hour', () => {
    const missed = events.map((one) => ({ ...one, what: one.what === 'no-show' ? 'missed' : one.what }));
    for (const definition of ['D-A', 'D-B'])
      expect(label({ definition, events, asOf: '2026-04-01' })).toEqual(
        label({ definition, events: missed, asOf: '2026-04-01' }),
      );
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
