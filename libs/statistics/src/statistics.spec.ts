import fc from 'fast-check';
import { auc, baseRate, brier, brierSkill, logLoss, netBenefit, type Prediction } from './accuracy.js';
import { heuristicShrinkage, likelihoodRatio } from './deviance.js';
import { benefitOf, EFFECTS, type EffectSizes, effectSizesOf } from './effect-sizes.js';
import { chanceAt, isotonic } from './isotonic.js';
import { kaplanMeier, lifeTable, periodsOf, stepAt } from './life-table.js';
import { recalibrate } from './recalibration.js';
import { timeSplit } from './time-split.js';

const pairs = (ys: readonly number[], ps: readonly number[]): Prediction[] =>
  ys.map((y, i) => ({ y: y === 1 ? 1 : 0, p: ps[i] ?? 0 }));
const round = (values: readonly number[], digits: number): number[] => values.map((v) => Number(v.toFixed(digits)));

const twelve = pairs(
  [0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0],
  [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7],
);
const anyPredictions = fc.array(
  fc.record({ p: fc.integer({ min: 1, max: 19 }).map((n) => n / 20), y: fc.constantFrom<0 | 1>(0, 1) }),
  { minLength: 1, maxLength: 60 },
);

describe('staying, period by period', () => {
  it('follows the Kaplan-Meier curve of the remission trial', () => {
    const weeks = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
    const curve = kaplanMeier(weeks.map((time) => ({ time, event: true })));
    const at = (time: number): number => stepAt(curve, time).survivor;
    expect(round([0, 1, 2, 5, 8, 10].map(at), 6)).toEqual([1, 0.904762, 0.809524, 0.571429, 0.380952, 0.380952]);
    expect(stepAt(curve, 10).standardError).toBeCloseTo(0.105971, 6);
    expect(stepAt(curve, 23)).toMatchObject({ survivor: 0, standardError: 0 });
  });

  it('takes times in any order, and knows nothing before the first event', () => {
    const curve = kaplanMeier([5, 1, 3].map((time) => ({ time, event: time !== 3 })));
    expect(curve.map(({ time, atRisk, survivor }) => [time, atRisk, survivor])).toEqual([
      [1, 3, expect.closeTo(2 / 3, 9)],
      [5, 1, 0],
    ]);
    expect(stepAt(curve, 0.99)).toEqual({ survivor: 1, standardError: 0 });
    expect(stepAt(curve, 1).standardError).toBeCloseTo((2 / 3) * Math.sqrt(1 / 6), 9);
  });

  it('has no hazard where nobody is left', () =>
    expect(lifeTable([{ atRisk: 0, events: 0 }])).toEqual([{ atRisk: 0, events: 0, hazard: 0, survivor: 1 }]));

  it('keeps whoever is censored at a time at risk at that time', () => {
    const curve = kaplanMeier([
      { time: 2, event: true },
      { time: 2, event: false },
      { time: 3, event: false },
    ]);
    expect(curve).toMatchObject([{ time: 2, atRisk: 3, events: 1 }]);
    expect(stepAt(curve, 9).survivor).toBeCloseTo(2 / 3, 9);
  });

  it('gives the life table of the teachers', () => {
    const events = [456, 384, 359, 295, 218, 184, 123, 79, 53, 35, 16, 5];
    const censored = [0, 0, 0, 0, 0, 0, 280, 307, 255, 265, 241, 386];
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    expect([sum(events), sum(censored)]).toEqual([2207, 1734]);
    const table = lifeTable(
      periodsOf(
        3941,
        events.map((n, i) => ({ events: n, censored: censored[i] ?? 0 })),
      ),
    );
    expect(table.map(({ atRisk }) => atRisk)).toEqual([
      3941, 3485, 3101, 2742, 2447, 2229, 2045, 1642, 1256, 948, 648, 391,
    ]);
    const hazard = [0.1157, 0.1102, 0.1158, 0.1076, 0.0891, 0.0825, 0.0601, 0.0481, 0.0422, 0.0369, 0.0247, 0.0128];
    const staying = [0.8843, 0.7869, 0.6958, 0.6209, 0.5656, 0.5189, 0.4877, 0.4642, 0.4446, 0.4282, 0.4177, 0.4123];
    expect(
      round(
        table.map((row) => row.hazard),
        4,
      ),
    ).toEqual(hazard);
    expect(
      round(
        table.map((row) => row.survivor),
        4,
      ),
    ).toEqual(staying);
  });

  it('gives the life table of the boys', () => {
    const atRisk = [180, 165, 158, 134, 105, 80];
    const table = lifeTable([15, 7, 24, 29, 25, 26].map((events, i) => ({ events, atRisk: atRisk[i] ?? 0 })));
    expect(
      round(
        table.map(({ hazard }) => hazard),
        4,
      ),
    ).toEqual([0.0833, 0.0424, 0.1519, 0.2164, 0.2381, 0.325]);
    expect(
      round(
        table.map(({ survivor }) => survivor),
        4,
      ),
    ).toEqual([0.9167, 0.8778, 0.7444, 0.5833, 0.4444, 0.3]);
  });

  it('never raises a hazard by somebody to whom nothing happened [P-04]', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (events, others) => {
        const hazard = (atRisk: number): number => lifeTable([{ events, atRisk }])[0]?.hazard ?? 1;
        const before = events + others;
        if (before > 0) expect(hazard(before + 1)).toBeLessThanOrEqual(hazard(before));
      }),
    );
  });
});

describe('nested models', () => {
  it('gain and shrink', () => {
    expect(likelihoodRatio({ smaller: 651.96, larger: 634.66 })).toBeCloseTo(17.3, 9);
    expect(heuristicShrinkage({ smaller: 651.96, larger: 629.15, extra: 2 })).toBeCloseTo(0.9123192, 6);
    expect(heuristicShrinkage({ smaller: 651.96, larger: 650.96, extra: 2 })).toBe(0);
    expect(heuristicShrinkage({ smaller: 100, larger: 100, extra: 0 })).toBe(0);
  });
});

describe('accuracy', () => {
  it('ranks with ties counting half', () => {
    expect(auc(pairs([1, 0, 1, 0, 0, 1], [0.9, 0.9, 0.4, 0.4, 0.1, 0.8]))).toBeCloseTo(2 / 3, 6);
    expect(auc(pairs([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]))).toBeCloseTo(0.75, 9);
    expect(auc(pairs([1, 1], [0.1, 0.4]))).toBeUndefined();
    expect(auc([])).toBeUndefined();
    expect(auc(pairs([1, 0], [Number.NaN, 0.5]))).toEqual(expect.any(Number));
  });

  it('agrees with counting every pair', () => {
    fc.assert(
      fc.property(anyPredictions, (any) => {
        const [events, others] = [any.filter(({ y }) => y === 1), any.filter(({ y }) => y === 0)];
        const won = events.flatMap((e) => others.map((o): number => (e.p > o.p ? 1 : e.p === o.p ? 0.5 : 0)));
        const expected = won.reduce((a, b) => a + b, 0) / won.length;
        expect(auc(any)).toEqual(won.length === 0 ? undefined : expect.closeTo(expected, 9));
      }),
    );
  });

  it('scores chances', () => {
    expect(auc(twelve)).toBeCloseTo(0.5625, 9);
    expect(brier(twelve)).toBeCloseTo(0.2427083, 6);
    expect(baseRate(twelve)).toBeCloseTo(1 / 3, 9);
    expect(brierSkill(twelve)).toBeCloseTo(-0.0921875, 6);
    expect(logLoss(twelve)).toBeCloseTo(0.6767857, 6);
    expect(brier(pairs([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3]))).toBeCloseTo(0.0375, 9);
  });

  it('says what was saved against other chances than the base rate', () => {
    const ys = [0, 1];
    expect(brierSkill(pairs(ys, [0.1, 0.9]), pairs(ys, [0.2, 0.8]))).toBeCloseTo(0.75, 9);
  });

  it('has no skill to measure where nothing differs, and survives a mistaken certainty', () => {
    expect(brierSkill(pairs([0, 0], [0.1, 0.2]))).toBeUndefined();
    expect(logLoss(pairs([1], [0]))).toBeCloseTo(34.54, 2);
  });
});

describe('calibration', () => {
  it('finds a model that is too sure of itself', () => {
    const found = recalibrate(twelve);
    expect(found.ok && round([found.value.intercept, found.value.slope], 7)).toEqual([-0.4654573, 0.2864576]);
  });

  it('says when there is nothing to fit', () => {
    expect(recalibrate(pairs([0, 0], [0.1, 0.2]))).toEqual({ ok: false, error: 'diverged' });
    expect(recalibrate(pairs([0, 1], [0.2, 0.2]))).toEqual({ ok: false, error: 'singular' });
    expect(recalibrate([])).toEqual({ ok: false, error: 'no-rows' });
  });

  it('pools neighbours that fall', () => {
    const eight = pairs([0, 1, 0, 0, 1, 1, 0, 1], [1, 2, 3, 4, 5, 6, 7, 8]);
    const drawn = (given: readonly Prediction[]) => given.map(({ p }) => chanceAt(isotonic(given), p) ?? -1);
    expect(round(drawn(eight), 7)).toEqual([0, ...Array(3).fill(0.3333333), ...Array(3).fill(0.6666667), 1]);
    expect(round(drawn(twelve), 7)).toEqual([0, 0, ...Array(3).fill(0.3333333), ...Array(5).fill(0.4), 0.5, 0.5]);
    expect(chanceAt(isotonic(eight), -1)).toBe(0);
    expect(chanceAt([], 1)).toBeUndefined();
  });

  it('says from which score on a step holds and how many it was drawn from, in whatever order the scores come', () => {
    const steps = [
      { from: 1, chance: 0, n: 1 },
      { from: 2, chance: 0.5, n: 4 },
    ];
    const five = pairs([1, 0, 1, 0, 0], [2, 1, 2, 2, 3]);
    expect(isotonic(five)).toEqual(steps);
    expect(isotonic(five.toReversed())).toEqual(steps);
    expect(isotonic(pairs([0, 0, 1], [1, 2, 3]))).toEqual([
      { from: 1, chance: 0, n: 2 },
      { from: 3, chance: 1, n: 1 },
    ]);
    expect([1, 1.99, 2, 9].map((score) => chanceAt(steps, score))).toEqual([0, 0, 0.5, 0.5]);
  });

  it('rises and keeps the mean, whatever the scores [P-05]', () => {
    fc.assert(
      fc.property(anyPredictions, (any) => {
        const steps = isotonic(any);
        const chances = steps.map(({ chance }) => chance);
        expect(chances).toEqual(chances.toSorted((a, b) => a - b));
        const mean = any.reduce((sum, { p }) => sum + (chanceAt(steps, p) ?? 0), 0) / any.length;
        expect(mean).toBeCloseTo(baseRate(any), 9);
      }),
    );
  });
});

describe('what figures mean', () => {
  it.each([
    [0.278, 0.5788163],
    [0.28, 0.5833333],
    [0.297, 0.6220693],
    [0.316, 0.6661332],
  ])('for a correlation of %d', (r, d) => expect(effectSizesOf('r', r).d).toBeCloseTo(d, 6));

  it.each([
    [0.55, 0.651],
    [0.74, 0.7],
    [1, 0.76],
  ])('for a difference of %d spreads', (d, area) => expect(effectSizesOf('d', d).auc).toBeCloseTo(area, 3));

  it('for a difference in odds and in people to be helped', () => {
    // Chinn 2000: d = ln(OR) / 1.81; Kraemer and Kupfer 2006: a number needed of 8.9 for d = .2, and 3.6 for d = .5.
    expect(Math.log(effectSizesOf('d', 1).oddsRatio)).toBeCloseTo(1.81, 2);
    expect(effectSizesOf('d', 0.2).numberNeeded).toBeCloseTo(8.9, 1);
    expect(effectSizesOf('d', 0.5).numberNeeded).toBeCloseTo(3.6, 1);
    expect(effectSizesOf('d', 0)).toEqual({ d: 0, r: 0, oddsRatio: 1, auc: 0.5, numberNeeded: Infinity });
    expect(effectSizesOf('d', -0.5).numberNeeded).toBeCloseTo(-3.6, 1);
  });

  it('whichever of them a paper prints', () => {
    const asPrinted = ({ d, r, oddsRatio, auc: area }: EffectSizes) => ({ d, r, 'odds-ratio': oddsRatio, auc: area });
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), fc.constantFrom(...EFFECTS), (d, kind) => {
        const sizes = effectSizesOf('d', d);
        expect(effectSizesOf(kind, asPrinted(sizes)[kind]).d).toBeCloseTo(d, 6);
      }),
    );
  });

  it('for an odds ratio that favours feedback [T-12]', () => {
    const { chance, difference, perOneKept } = benefitOf(0.197, 1.19);
    expect(round([chance, difference], 7)).toEqual([0.1709224, 0.0260776]);
    expect(perOneKept).toBeCloseTo(38.35, 2);
    expect(benefitOf(0.197, 1.03).chance).toBeCloseTo(0.1923659, 6);
    expect(benefitOf(0.197, 1.03).perOneKept).toBeCloseTo(215.8, 1);
    expect(benefitOf(0.197, 1.38).chance).toBeCloseTo(0.1509417, 6);
    expect(benefitOf(0.197, 1.38).perOneKept).toBeCloseTo(21.7, 1);
  });
});

describe('net benefit', () => {
  const four = pairs([1, 0, 1, 0], [0.9, 0.6, 0.4, 0.1]);

  it.each([
    [0.05, (2 - (1 / 19) * 2) / 4, (2 - (1 / 19) * 2) / 4],
    [0.5, 0, 0],
    [0.75, 1 / 4, (2 - 3 * 2) / 4],
  ])('weighs acting in vain by the odds of the threshold %d', (threshold, model, everybody) =>
    expect(netBenefit(four, threshold)).toEqual({
      threshold,
      model: expect.closeTo(model, 9),
      everybody: expect.closeTo(everybody, 9),
    }),
  );

  it('is nothing of nobody', () => expect(netBenefit([], 0.2)).toEqual({ threshold: 0.2, model: 0, everybody: 0 }));
});

describe('a split in time', () => {
  it('keeps a client on one side and the answers of the test period out of training', () => {
    const row = (client: string, at: number) => ({ client, at });
    const train = [row('a', 1), row('a', 70)];
    const test = [row('c', 100), row('c', 170)];
    const dropped = [row('a', 71), row('b', 99), row('b', 120), row('c', 171)];
    const plan = { boundary: 100, embargo: 30, cut: 200 };
    expect(timeSplit([...train, ...dropped, ...test], plan)).toEqual({ train, test, dropped });
  });

  it('loses no row and shares no client', () => {
    const row = fc.record({ client: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.nat(200) });
    fc.assert(
      fc.property(fc.array(row), fc.nat(60), (rows, embargo) => {
        const { train, test, dropped } = timeSplit(rows, { boundary: 100, embargo, cut: 180 });
        expect(train.length + test.length + dropped.length).toBe(rows.length);
        const tested = new Set(test.map(({ client }) => client));
        expect(train.filter(({ client, at }) => tested.has(client) || at + embargo > 100)).toEqual([]);
      }),
    );
  });
});
