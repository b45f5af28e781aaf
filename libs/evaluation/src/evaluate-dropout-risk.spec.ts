import fc from 'fast-check';
import { DAY } from '#lib/kernel';
import { withinQuota, weekOf } from './weekly-quota.js';
import { auc, bootstrap, seededRandom } from '#lib/statistics';
import { evaluateDropoutRisk, type EvaluationPlan, type PredictedRow } from './evaluate-dropout-risk.js';

const MONDAY = Date.UTC(2026, 2, 2);
const row = (n: number, given: Partial<PredictedRow>): PredictedRow => ({
  episode: `e${n}`,
  client: `c${n}`,
  clinician: 'k1',
  at: MONDAY + DAY,
  interval: 1,
  p: 0.02,
  ratio: 1,
  y: 0,
  missedLast: false,
  belowCutoff: null,
  opened: MONDAY,
  labelledAt: null,
  ...given,
});

describe('a week', () => {
  it('begins on Monday', () => {
    expect(weekOf(MONDAY) - weekOf(MONDAY - 1)).toBe(1);
    expect(weekOf(MONDAY + 7 * DAY - 1)).toBe(weekOf(MONDAY));
    expect(weekOf(0)).toBe(0);
  });

  it('has room for the strongest, in whatever order they come', () => {
    const any = fc.array(fc.record({ key: fc.uuid(), ratio: fc.integer({ min: 1, max: 5 }) }), { maxLength: 8 });
    fc.assert(
      fc.property(any, fc.integer({ min: -1, max: 4 }), (candidates, left) => {
        const told = withinQuota(candidates, left);
        expect(withinQuota(candidates.toReversed(), left)).toEqual(told);
        expect(told).toHaveLength(Math.min(candidates.length, Math.max(0, left)));
        const least = Math.min(...told.map(({ ratio }) => ratio));
        for (const other of candidates) if (!told.includes(other)) expect(other.ratio).toBeLessThanOrEqual(least);
      }),
    );
  });
});

describe('an evaluation', () => {
  const stopped = { y: 1, labelledAt: MONDAY + 30 * DAY } as const;
  const rows = [
    row(1, { p: 0.2, ratio: 6, ...stopped }),
    row(2, { p: 0.1, ratio: 4 }),
    row(3, { p: 0.09, ratio: 3.5, ...stopped }),
    row(4, { p: 0.02 }),
    row(5, { p: 0.1, ratio: 4, clinician: 'k2' }),
    row(6, { p: 0.01, clinician: 'k2' }),
  ];
  const judged = evaluateDropoutRisk(rows, { train: rows, seed: 1, rounds: 50 });

  it('tells of the strongest within the budget, and what came of it', () =>
    expect(judged.notices).toEqual({
      perClinicianWeek: 1.5,
      told: 3,
      ppv: 1 / 3,
      sensitivity: 0.5,
      leadToLastHour: null,
      leadToLabel: 29,
      recovery: 1,
    }));

  it('counts a notice before the last hour as lead, and one after it as recovery', () => {
    const early = row(1, { at: MONDAY - 6 * DAY, opened: MONDAY - 7 * DAY, ratio: 5 });
    const late = row(1, { at: MONDAY + 3 * DAY, interval: 2, ...stopped });
    expect(evaluateDropoutRisk([early, late], { train: rows, seed: 1 }).notices).toMatchObject({
      leadToLastHour: 6,
      leadToLabel: 36,
      recovery: 0,
    });
  });

  it('stands beside three plain rules', () => {
    expect(judged.baselines.map(({ rule }) => rule)).toEqual(['interval-only', 'missed-last', 'last-below-cutoff']);
    expect(judged).toMatchObject({ rows: 6, events: 2, clients: 6, baseRate: 1 / 3 });
    expect(judged.baselines[0]?.auc).toBe(0.5);
  });

  it('says nothing where nothing can be said', () => {
    const none = evaluateDropoutRisk([], { train: [], seed: 1 });
    expect(none).toMatchObject({ rows: 0, auc: null, brier: null, skill: null, baseRate: null, deciles: [] });
    expect(evaluateDropoutRisk(rows.slice(3, 4), { train: rows, seed: 1 }).auc).toBeNull();
  });

  it('is the same with the same seed', () =>
    expect(evaluateDropoutRisk(rows, { train: rows, seed: 1, rounds: 50 })).toEqual(judged));
});

describe('the figures of an evaluation', () => {
  const ROUNDS = { seed: 1, rounds: 20 };
  const scored = (p: number, y: 0 | 1, n: number): PredictedRow => row(n, { p, y });

  it('hold tenths of the rows, from the lowest chances to the highest, against what came', () => {
    const ys = [0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1] as const;
    const twelve = ys.map((y, n) => scored((n + 1) / 100, y, n));
    const { deciles } = evaluateDropoutRisk(twelve.toReversed(), { train: twelve, ...ROUNDS });
    expect(deciles.map((tenth) => tenth.rows)).toEqual([1, 1, 2, 1, 1, 1, 1, 2, 1, 1]);
    const expected = [0.01, 0.02, 0.035, 0.05, 0.06, 0.07, 0.08, 0.095, 0.11, 0.12];
    expect(deciles.map((tenth) => tenth.expected)).toEqual(expected.map((p) => expect.closeTo(p, 9) as number));
    expect(deciles.map(({ observed }) => observed)).toEqual([0, 0, 0.5, 0, 0, 1, 0, 1, 0, 1]);
  });

  it('leave a tenth out where there are fewer rows than tenths', () => {
    const three = [scored(0.3, 1, 1), scored(0.1, 0, 2), scored(0.2, 0, 3)];
    expect(evaluateDropoutRisk(three, { train: three, ...ROUNDS }).deciles).toEqual([
      { rows: 1, expected: 0.1, observed: 0 },
      { rows: 1, expected: 0.2, observed: 0 },
      { rows: 1, expected: 0.3, observed: 1 },
    ]);
  });

  it('are given for some intervals apart', () => {
    const some = [
      row(1, { p: 0.2, y: 1 }),
      row(2, { p: 0.1 }),
      row(3, { p: 0.1, interval: 2 }),
      row(4, { p: 0.5, interval: 5, y: 1 }),
    ];
    expect(evaluateDropoutRisk(some, { train: some, ...ROUNDS }).atInterval).toEqual([
      { interval: 1, rows: 2, events: 1, auc: 1, brier: expect.closeTo(0.325, 9) as number },
      { interval: 3, rows: 0, events: 0, auc: null, brier: null },
      { interval: 5, rows: 1, events: 1, auc: null, brier: 0.25 },
      { interval: 8, rows: 0, events: 0, auc: null, brier: null },
    ]);
  });

  it('weigh those told in vain against those told rightly, at three chances and for telling of everybody', () => {
    const four = [scored(0.05, 1, 1), scored(0.08, 0, 2), scored(0.12, 1, 3), scored(0.01, 0, 4)];
    const close = (value: number): number => expect.closeTo(value, 9) as number;
    expect(evaluateDropoutRisk(four, { train: four, ...ROUNDS }).netBenefit).toEqual([
      { threshold: 0.05, model: close((2 - 5 / 95) / 4), everybody: close((2 - 10 / 95) / 4) },
      { threshold: 0.08, model: close((1 - 8 / 92) / 4), everybody: close((2 - 16 / 92) / 4) },
      { threshold: 0.12, model: close(1 / 4), everybody: close((2 - 24 / 88) / 4) },
    ]);
    expect(evaluateDropoutRisk([], { train: four, ...ROUNDS }).netBenefit[0]).toEqual({
      threshold: 0.05,
      model: 0,
      everybody: 0,
    });
  });

  it('say what is saved against the rate that training knew for each interval', () => {
    const train = [row(1, { y: 1 }), row(2, {}), row(3, { interval: 2 })];
    const two = [row(4, { p: 0.8, y: 1 }), row(5, { p: 0.2 })];
    // 0.04 instead of the 0.25 that a chance of one half costs
    expect(evaluateDropoutRisk(two, { train, ...ROUNDS }).skill).toBeCloseTo(0.84, 9);
  });

  it('have no skill where the plain rate is never wrong, and no calibration where the rows are perfectly told apart', () => {
    const sure = [row(1, { y: 1, p: 0.7 }), row(2, { interval: 2, p: 0.2 })];
    const judged = evaluateDropoutRisk(sure, { train: sure, ...ROUNDS });
    expect([judged.skill, judged.calibration]).toEqual([null, null]);
  });

  it('say how far the chances are too sure of themselves', () => {
    const ps = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7];
    const twelve = ps.map((p, n) => scored(p, [2, 5, 7, 10].includes(n) ? 1 : 0, n));
    expect(evaluateDropoutRisk(twelve, { train: twelve, ...ROUNDS })).toMatchObject({
      calibration: {
        intercept: expect.closeTo(-0.4654573, 6) as number,
        slope: expect.closeTo(0.2864576, 6) as number,
      },
      auc: expect.closeTo(0.5625, 9) as number,
      aucInterval: { low: expect.any(Number) as number, high: expect.any(Number) as number },
    });
  });
});

describe('the notices of an evaluation', () => {
  const noticesOf = (rows: readonly PredictedRow[], budget: Partial<EvaluationPlan> = {}) =>
    evaluateDropoutRisk(rows, { train: rows, seed: 1, rounds: 5, ...budget }).notices;
  const labelled = (lateBy: number) => ({ y: 1, labelledAt: MONDAY + lateBy * DAY }) as const;

  it('begin at two and a half times what is usual, or where the plan begins', () => {
    const rows = [row(1, { ratio: 2.5 }), row(2, { ratio: 2.49 })];
    expect(noticesOf(rows)).toMatchObject({ told: 1 });
    expect(noticesOf(rows, { leastRatio: 2.4 })).toMatchObject({ told: 2 });
    expect(noticesOf(rows, { leastRatio: 2.51 })).toMatchObject({ told: 0, ppv: null, perClinicianWeek: 0 });
  });

  it('are two a week for each clinician, or as many as the plan has', () => {
    const four = [1, 2, 3, 4].map((n) => row(n, { ratio: 3 }));
    expect(noticesOf(four)).toMatchObject({ told: 2, perClinicianWeek: 2 });
    expect(noticesOf(four, { perWeek: 3 })).toMatchObject({ told: 3 });
    const nextWeek = row(5, { ratio: 3, at: MONDAY + 8 * DAY });
    expect(noticesOf([...four, nextWeek])).toMatchObject({ told: 3, perClinicianWeek: 1.5 });
    expect(noticesOf([...four, row(6, { ratio: 3, clinician: 'k2' })])).toMatchObject({ told: 3 });
  });

  it('of equal strength go by episode and interval, in whatever order they come', () => {
    const equal = [
      row(1, { ratio: 3, interval: 2 }),
      row(1, { ratio: 3, interval: 1 }),
      row(1, { ratio: 3, interval: 3, ...labelled(20) }),
    ];
    expect(noticesOf(equal)).toMatchObject({ told: 2, ppv: 0, sensitivity: 0 });
    expect(noticesOf(equal.toReversed())).toMatchObject({ told: 2, ppv: 0 });
  });

  it('are none, and are no share of anything, where there is no row', () =>
    expect(noticesOf([])).toEqual({
      perClinicianWeek: 0,
      told: 0,
      ppv: null,
      sensitivity: null,
      leadToLastHour: null,
      leadToLabel: null,
      recovery: 0,
    }));

  it('lead from the first of an episode, and one at the last hour itself is still in time', () => {
    const early = row(1, { ratio: 3, at: MONDAY - 13 * DAY });
    const again = row(1, { ratio: 3, at: MONDAY - 6 * DAY, interval: 2 });
    const stop = row(1, { interval: 3, at: MONDAY + DAY, ...labelled(30) });
    expect(noticesOf([again, early, stop])).toMatchObject({ leadToLastHour: 13, leadToLabel: 43, recovery: 0 });
    const atTheHour = row(1, { ratio: 3, at: MONDAY });
    expect(noticesOf([atTheHour, stop])).toMatchObject({ leadToLastHour: 0, leadToLabel: 30, recovery: 0 });
  });

  it('lead to nothing where nobody stopped, where no day of a stop is known, and where they came after it', () => {
    const none = { leadToLastHour: null, leadToLabel: null, recovery: 0 };
    const before = { ratio: 3, at: MONDAY - DAY };
    expect(noticesOf([row(1, { ...before, labelledAt: MONDAY + DAY })])).toMatchObject(none);
    expect(noticesOf([row(1, { ...before, y: 1 })])).toMatchObject(none);
    expect(noticesOf([row(1, { ratio: 3, at: MONDAY + 31 * DAY, ...labelled(30) })])).toMatchObject(none);
    expect(noticesOf([row(1, { ratio: 3, at: MONDAY + 30 * DAY, ...labelled(30) })])).toMatchObject({ recovery: 1 });
  });

  it('of a plain rule go to those above its overall rate', () => {
    const train = [row(1, { missedLast: true, y: 1 }), row(2, { missedLast: true }), row(3, {}), row(4, {})];
    const test = [row(5, { missedLast: true, ...labelled(30) }), row(6, {}), row(7, {})];
    const told = (rule: string) =>
      evaluateDropoutRisk(test, { train, seed: 1, rounds: 5 }).baselines.find((plain) => plain.rule === rule)?.notices;
    expect(told('missed-last')).toMatchObject({ told: 1, ppv: 1, sensitivity: 1 });
    // all of them lie exactly at the overall rate
    expect(told('interval-only')).toMatchObject({ told: 0 });
    const untrained = evaluateDropoutRisk(test, { train: [], seed: 1, rounds: 5 });
    expect(untrained.baselines.map(({ notices }) => notices.told)).toEqual([0, 0, 0]);
  });
});

describe('an interval of uncertainty', () => {
  const roll = seededRandom(5);
  const rows = Array.from({ length: 200 }, (_, n) => {
    const p = roll();
    return { client: `c${n % 50}`, p, y: (roll() < p ? 1 : 0) as 0 | 1 };
  });

  it('holds the figure and narrows with more clients', () => {
    const of = (some: typeof rows): number => {
      const found = bootstrap(some, { of: auc, seed: 2, rounds: 200 });
      expect(found?.low).toBeLessThanOrEqual(auc(some) as number);
      expect(found?.high).toBeGreaterThanOrEqual(auc(some) as number);
      return (found?.high ?? 0) - (found?.low ?? 0);
    };
    expect(of(rows)).toBeLessThan(of(rows.slice(0, 40)));
  });

  it('draws whole clients, never single rows', () => {
    const two = [1, 2, 3].flatMap((value) => ['a', 'b'].map((client) => ({ client, value })));
    const drawn: string[] = [];
    const of = (some: readonly (typeof two)[number][]): number => {
      drawn.push(some.map(({ client, value }) => `${client}${value}`).join(' '));
      return some.length;
    };
    expect(bootstrap(two, { of, seed: 3, rounds: 60 })).toEqual({ low: 6, high: 6 });
    const [a, b] = ['a1 a2 a3', 'b1 b2 b3'];
    expect([...new Set(drawn)].sort()).toEqual([`${a} ${a}`, `${a} ${b}`, `${b} ${a}`, `${b} ${b}`]);
    expect(drawn).toHaveLength(60);
  });

  it('reaches from two and a half to ninety-seven and a half in a hundred drawings, in whatever order they come', () => {
    const come = Array.from({ length: 41 }, (_, n) => (n * 17) % 41);
    let next = 0;
    expect(bootstrap([{ client: 'a' }], { of: () => come[next++], seed: 1, rounds: 41 })).toEqual({ low: 1, high: 39 });
  });

  it('leaves out drawings that give no figure', () => {
    let next = 0;
    const of = (): number | undefined => (next++ % 2 === 0 ? undefined : 7);
    expect(bootstrap([{ client: 'a' }], { of, seed: 1, rounds: 9 })).toEqual({ low: 7, high: 7 });
  });

  it('can be drawn again elsewhere, with the generator mulberry32', () => {
    const roll = seededRandom(1);
    expect([roll(), roll(), roll()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
    expect(seededRandom(-1)()).toBe(seededRandom(4_294_967_295)());
  });

  it('is none where no drawing gives a figure', () =>
    expect(bootstrap([], { of: auc, seed: 2, rounds: 20 })).toBeUndefined());
});
