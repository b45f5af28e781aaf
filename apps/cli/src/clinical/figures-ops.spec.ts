import { answerLine } from './answer-line.js';

const answered = (input: object): Record<string, unknown> =>
  JSON.parse(answerLine(JSON.stringify(input))) as Record<string, unknown>;
const refused = (input: object): string | undefined => {
  const { error } = answered(input) as { error?: { code: string; pointer: string; hint: string } };
  return error && error.hint.length > 0 ? `${error.code} ${error.pointer}` : undefined;
};
const near = (value: number, digits = 6): unknown => expect.closeTo(value, digits);

describe('chart', () => {
  const chart = (given: object) => answered({ op: 'chart', ...given });
  const six = [36.2, 37, 36.8, 37.4, 36.9, 37.1];

  it('V42 draws limits from the first six ratings, and believes no spread below the error of the form', () => {
    expect(chart({ instrument: 'srs', series: [...six, 30] })['individuals']).toMatchObject({
      centre: near(36.9),
      meanStep: near(0.46),
      spread: near(2.078461),
      lower: near(30.6646171),
      outside: [{ at: 7, side: 'below' }],
    });
    expect(chart({ series: [...six, 35.6] })['individuals']).toMatchObject({
      spread: near(0.4076644),
      lower: near(35.6770069),
      outside: [{ at: 7, side: 'below' }],
      largeSteps: [],
    });
  });

  it('takes another baseline, another width and another error', () => {
    const series = [10, 12, 8, 14, 30];
    expect(chart({ series, baseline: 4, limits: 2 })['individuals']).toMatchObject({
      centre: 11,
      lower: near(11 - 2 * 3.5449077),
      upper: near(11 + 2 * 3.5449077),
      outside: [{ at: 5, side: 'above' }],
      largeSteps: [5],
    });
    expect(chart({ series, baseline: 4, sem: 9 })['individuals']).toMatchObject({ spread: 9, outside: [] });
  });

  it('sees in the average a small shift that lasts', () => {
    const { individuals, ewma } = chart({ series: [50, 52, 49, 51, 50, 48, 47, 47, 46, 47, 46, 46], weight: 0.3 });
    expect(individuals).toMatchObject({ outside: [] });
    expect((ewma as { outside: { side: string }[] }).outside.map(({ side }) => side)).toContain('below');
  });

  it.each<[string, object]>([
    ['v', { series: [80, 81, 60, 80], least: 10 }],
    ['gradual-decline-sudden-repair', { series: [80, 74, 68, 62, 80], least: 10 }],
    ['steady', { series: [80, 81, 60, 80], least: 30 }],
    ['rising', { instrument: 'ors', series: [10, 14, 18, 22, 26] }],
    ['rising', { instrument: 'phq-9', series: [20, 15, 11, 8] }],
    ['unrepaired', { instrument: 'phq-9', series: [5, 5, 14, 13, 14] }],
    ['too-few', { series: [5, null, 9] }],
  ])('names the pattern %s, whichever way a form runs', (pattern, given) =>
    expect(chart(given)['course']).toMatchObject({ pattern }),
  );

  it('counts places as they were sent, gaps included', () =>
    expect(chart({ series: [80, null, 81, null, 60, 80], least: 10 })['course']).toMatchObject({
      falls: [{ from: 3, nadir: 5, back: 6, fall: 21, shape: 'v' }],
    }));

  it.each<[object, string]>([
    [{ series: [] }, 'list_size /series'],
    [{ series: [5, null] }, 'list_size /series'],
    [{ series: [5, 'six'] }, 'number_range /series/1'],
    [{ instrument: 'srs', series: [30, 41] }, 'score_range /series/1'],
    [{ instrument: 'sr', series: [30, 41] }, 'unknown_instrument /instrument'],
    [{ series: [1, 2], weight: 0 }, 'number_range /weight'],
    [{ series: [1, 2], baseline: 1 }, 'number_range /baseline'],
  ])('refuses %j', (given, expected) => expect(refused({ op: 'chart', ...given })).toBe(expected));
});

describe('effect', () => {
  const effect = (given: object) => answered({ op: 'effect', ...given });

  it('V88 turns a correlation into a difference, a chance and people to be helped', () =>
    expect(effect({ from: 'r', value: 0.278 })).toEqual({
      d: near(0.5788163),
      r: near(0.278),
      oddsRatio: near(Math.exp((0.5788163 * Math.PI) / Math.sqrt(3)), 5),
      auc: near(0.6588, 4),
      numberNeeded: near(3.15, 2),
    }));

  it('V89 says what an odds ratio means at a base rate', () =>
    expect(effect({ from: 'odds-ratio', value: 1.19, baseRate: 0.197 })['benefit']).toEqual({
      chance: near(0.1709224),
      difference: near(0.0260776),
      perOneKept: near(38.35, 2),
    }));

  it('has no number where nothing helps, and a negative one where it harms', () => {
    expect(effect({ from: 'odds-ratio', value: 1, baseRate: 0.2 })).toMatchObject({
      numberNeeded: null,
      benefit: { difference: 0, perOneKept: null },
    });
    expect(effect({ from: 'auc', value: 0.4 })).toMatchObject({ numberNeeded: near(-5) });
  });

  it.each<[object, string]>([
    [{ value: 1 }, 'missing_member /from'],
    [{ from: 'g', value: 1 }, 'unknown_code /from'],
    [{ from: 'r', value: 1 }, 'number_range /value'],
    [{ from: 'odds-ratio', value: 0 }, 'number_range /value'],
    [{ from: 'auc', value: 1 }, 'number_range /value'],
    [{ from: 'd', value: 0.5, baseRate: 0 }, 'number_range /baseRate'],
  ])('refuses %j', (given, expected) => expect(refused({ op: 'effect', ...given })).toBe(expected));
});

describe('accuracy', () => {
  const outcomes = [0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0];
  const chances = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7];
  const predictions = chances.map((p, i) => ({ p, happened: outcomes[i] === 1 }));
  const accuracy = (given: object) => answered({ op: 'accuracy', predictions, ...given });

  it('V82, V83 has the published figures', () =>
    expect(accuracy({})).toEqual({
      baseRate: near(0.3333333),
      auc: near(0.5625),
      brier: near(0.2427083),
      skill: near(-0.0921875),
      logLoss: near(0.6767857),
      calibration: { intercept: near(-0.4654573), slope: near(0.2864576) },
      netBenefit: [],
    }));

  it.each([0.01, 0.08, 0.33, 0.9])('weighs acting from any threshold on: %d', (threshold) => {
    const price = threshold / (1 - threshold);
    const acted = predictions.filter(({ p }) => p >= threshold);
    const model = acted.reduce((sum, { happened }) => sum + (happened ? 1 : -price), 0) / 12;
    expect(accuracy({ thresholds: [threshold] })['netBenefit']).toEqual([
      { threshold, model: near(model), everybody: near((4 - 8 * price) / 12) },
    ]);
  });

  it('has no ranking of one kind, and no log-odds of certainty', () =>
    expect(answered({ op: 'accuracy', predictions: [{ p: 1, happened: true }] })).toMatchObject({
      auc: null,
      skill: null,
      calibration: null,
    }));

  it.each<[object, string]>([
    [{ predictions: [] }, 'list_size /predictions'],
    [{ predictions: [{ p: 1.1, happened: true }] }, 'number_range /predictions/0/p'],
    [{ thresholds: [0.1, 1] }, 'number_range /thresholds/1'],
  ])('refuses %j', (given, expected) => expect(refused({ op: 'accuracy', predictions, ...given })).toBe(expected));
});

describe('survival', () => {
  it('V62 follows the remission trial', () => {
    const weeks = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
    const times = weeks.map((time) => ({ time, happened: true }));
    expect(answered({ op: 'survival', times, at: [0, 1, 10] })['at']).toEqual([
      { time: 0, survivor: 1, standardError: 0 },
      { time: 1, survivor: near(0.904762), standardError: expect.any(Number) },
      { time: 10, survivor: near(0.380952), standardError: near(0.105971) },
    ]);
  });

  it('gives a life table from who began and who left', () =>
    expect(
      answered({
        op: 'survival',
        began: 100,
        periods: [
          { happened: 10, left: 10 },
          { happened: 8, left: 0 },
        ],
      }),
    ).toEqual({
      periods: [
        { atRisk: 100, events: 10, hazard: 0.1, survivor: 0.9 },
        { atRisk: 80, events: 8, hazard: 0.1, survivor: near(0.81) },
      ],
    }));

  it.each<[object, string]>([
    [{}, 'missing_member /times'],
    [{ began: 5, periods: [{ happened: 6, left: 0 }] }, 'number_range /periods/0/happened'],
    [
      {
        began: 5,
        periods: [
          { happened: 2, left: 4 },
          { happened: 0, left: 0 },
        ],
      },
      'number_range /periods/1/happened',
    ],
    [{ times: [{ time: -1, happened: true }] }, 'number_range /times/0/time'],
  ])('refuses %j', (given, expected) => expect(refused({ op: 'survival', ...given })).toBe(expected));
});

describe('fit', () => {
  const rows = [
    { x: [1, 0], trials: 24, events: 2 },
    { x: [1, 1], trials: 1, events: 0 },
  ];
  const fitted = (given: object) => answered({ op: 'fit', rows, ...given });

  it('K1 settles with Firth where the plain fit runs away, and says what to ask then', () => {
    expect(fitted({ penalty: 'firth' })['coefficients']).toEqual([near(-2.1972246), near(1.0986123)]);
    expect(fitted({})).toEqual({
      error: { code: 'no_fit', pointer: '/rows', hint: expect.stringContaining('"penalty":"firth"') as unknown },
    });
  });

  it('says what a column gains', () => {
    const both = [
      { x: [1, 0], trials: 40, events: 9 },
      { x: [1, 1], trials: 30, events: 14 },
    ];
    const { gain, deviance } = answered({ op: 'fit', rows: both, without: [2] }) as {
      gain: { likelihoodRatio: number; columns: number; shrinkage: number };
      deviance: number;
    };
    const alone = answered({ op: 'fit', rows: both.map((row) => ({ ...row, x: [1] })) })['deviance'] as number;
    expect(gain).toEqual({
      likelihoodRatio: near(alone - deviance),
      columns: 1,
      shrinkage: near((alone - deviance - 1) / (alone - deviance)),
    });
  });

  it.each<[object, string]>([
    [{ rows: [{ x: [1], trials: 3, events: 4 }] }, 'number_range /rows/0/events'],
    [{ rows: [...rows, { x: [1], trials: 3, events: 1 }] }, 'list_size /rows/2/x'],
    [{ without: [3] }, 'number_range /without/0'],
    [{ rows: [{ x: [1], trials: 3, events: 1 }], without: [1] }, 'list_size /without'],
    [{ rows: [{ x: [1, 1], trials: 3, events: 1 }] }, 'no_fit /rows'],
    [{ penalty: 'ridge' }, 'unknown_code /penalty'],
  ])('refuses %j', (given, expected) => expect(refused({ op: 'fit', rows, ...given })).toBe(expected));
});
