import fc from 'fast-check';
import { cholesky, dot, inverseDiagonal, logDeterminant, plus, solveWith } from './linear-algebra.js';
import { fitLogistic, type Fit, type FitFault, type FitRow, type Penalty } from './logistic-fit.js';

const fitted = (rows: readonly FitRow[], penalty?: Penalty): Fit => {
  const outcome = fitLogistic(rows, penalty);
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value;
};
const fault = (rows: readonly FitRow[]): FitFault | undefined => {
  const outcome = fitLogistic(rows);
  return outcome.ok ? undefined : outcome.error;
};
const round = (values: readonly number[], digits: number): number[] => values.map((v) => Number(v.toFixed(digits)));

/** [period, group, at risk, events] of Singer and Willett 2003, chapter 11. */
const CELLS: readonly (readonly [number, number, number, number])[] = [
  [7, 0, 72, 2],
  [8, 0, 70, 2],
  [9, 0, 68, 8],
  [10, 0, 60, 8],
  [11, 0, 52, 10],
  [12, 0, 42, 8],
  [7, 1, 108, 13],
  [8, 1, 95, 5],
  [9, 1, 90, 16],
  [10, 1, 74, 21],
  [11, 1, 53, 15],
  [12, 1, 38, 18],
];
const PERIODS = [7, 8, 9, 10, 11, 12];
const dummies = (period: number): number[] => PERIODS.map((p) => (p === period ? 1 : 0));
const rowsOf = (x: (period: number, group: number) => number[]): FitRow[] =>
  CELLS.map(([period, group, trials, events]) => ({ x: x(period, group), trials, events }));
const byPeriod = rowsOf((period) => dummies(period));
const byPeriodAndGroup = rowsOf((period, group) => [...dummies(period), group]);

describe('the discrete-time hazard', () => {
  it('has the published person-period rows [T-08]', () => {
    expect(CELLS.reduce((sum, [, , n]) => sum + n, 0)).toBe(822);
    expect(CELLS.reduce((sum, [, , , events]) => sum + events, 0)).toBe(126);
  });

  it('is fitted by period', () => {
    const { coefficients, deviance } = fitted(byPeriod);
    expect(round(coefficients, 4)).toEqual([-2.3979, -3.1167, -1.7198, -1.2867, -1.1632, -0.7309]);
    expect(deviance).toBeCloseTo(651.96, 2);
  });

  it('is fitted by period and group', () => {
    const { coefficients, standardErrors, deviance } = fitted(byPeriodAndGroup);
    expect(round(coefficients, 4)).toEqual([-2.9943, -3.7001, -2.2811, -1.8226, -1.6542, -1.1791, 0.8736]);
    expect(standardErrors[6]).toBeCloseTo(0.2174, 4);
    expect(deviance).toBeCloseTo(634.66, 2);
  });

  it('gives the fitted hazards and who stays', () => {
    const { coefficients } = fitted(byPeriodAndGroup);
    const hazards = (group: number): number[] =>
      PERIODS.map((period) => 1 / (1 + Math.exp(-dot(coefficients, [...dummies(period), group]))));
    const staying = (group: number): number => hazards(group).reduce((left, h) => left * (1 - h), 1);
    expect(round(hazards(0), 4)).toEqual([0.0477, 0.0241, 0.0927, 0.1391, 0.1605, 0.2352]);
    expect(round(hazards(1), 4)).toEqual([0.1071, 0.0559, 0.1966, 0.2791, 0.3142, 0.4242]);
    expect(round([staying(0), staying(1)], 4)).toEqual([0.466, 0.1928]);
  });

  it('is the same from single rows as from counted ones', () => {
    const single = byPeriod.flatMap(({ x, trials, events }) =>
      Array.from({ length: trials }, (_, i): FitRow => ({ x, trials: 1, events: i < events ? 1 : 0 })),
    );
    expect(fitted(single).deviance).toBeCloseTo(fitted(byPeriod).deviance, 6);
  });
});

describe('separation', () => {
  const separated: FitRow[] = [
    { x: [1, 0], trials: 10, events: 0 },
    { x: [1, 1], trials: 10, events: 4 },
  ];

  it('makes the plain fit run away, and says so', () => {
    expect(fault(separated)).toBe('diverged');
    expect(fault([{ x: [1], trials: 5, events: 5 }])).toBe('diverged');
  });

  it('is tamed by adding a half to each cell', () => {
    const { coefficients } = fitted(separated, { kind: 'firth' });
    expect(coefficients[0]).toBeCloseTo(Math.log(0.5 / 10.5), 6);
    expect(coefficients[0]).toBeCloseTo(-3.0445224, 6);
    expect(coefficients[1]).toBeCloseTo(2.6767977, 6);
  });

  it('is told from columns that say the same', () => {
    expect(
      fault([
        { x: [1, 2], trials: 9, events: 4 },
        { x: [1, 2], trials: 9, events: 3 },
      ]),
    ).toBe('singular');
    expect(fault([])).toBe('no-rows');
  });
});

describe('priors', () => {
  const mean = [-2, 0.5];
  const rows: FitRow[] = [
    { x: [1, 0], trials: 40, events: 9 },
    { x: [1, 1], trials: 30, events: 14 },
  ];
  const held = (precision: readonly number[]): Fit => fitted(rows, { kind: 'gaussian', prior: { mean, precision } });

  it('without any firmness change nothing [P-06]', () =>
    expect(round(held([0, 0]).coefficients, 9)).toEqual(round(fitted(rows).coefficients, 9)));

  it('with infinite firmness are the answer [P-07]', () => {
    expect(held([Infinity, Infinity]).coefficients).toEqual(mean);
    expect(held([Infinity, Infinity]).standardErrors).toEqual([0, 0]);
    expect(held([0, Infinity])).toMatchObject({ coefficients: [expect.any(Number), 0.5] });
    expect(round(held([1e12, 1e12]).coefficients, 6)).toEqual(mean);
  });

  it('draw the answer towards themselves the more, the firmer they are', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.double({ min: 1.01, max: 9, noNaN: true }),
        (k, more) => {
          const away = (precision: number): number => Math.abs((held([0, precision]).coefficients[1] ?? 0) - 0.5);
          expect(away(k * more)).toBeLessThanOrEqual(away(k) + 1e-9);
        },
      ),
    );
  });

  it('tame separation too', () => {
    const prior = { mean: [0, 0], precision: [0.1, 4] };
    const tamed = fitLogistic(
      [
        { x: [1, 0], trials: 9, events: 0 },
        { x: [1, 1], trials: 9, events: 9 },
      ],
      { kind: 'gaussian', prior },
    );
    expect(tamed.ok).toBe(true);
  });
});

describe('one rate', () => {
  const five: FitRow[] = [{ x: [1], trials: 20, events: 5 }];
  const rateOf = ({ coefficients: [b = 0] }: Fit): number => 1 / (1 + Math.exp(-b));

  it('is fitted as it is, with the spread that its size allows', () => {
    const fit = fitted(five);
    expect(fit.coefficients).toEqual([expect.closeTo(Math.log(5 / 15), 9)]);
    expect(fit.standardErrors).toEqual([expect.closeTo(Math.sqrt(1 / 5 + 1 / 15), 9)]);
    expect(fit.deviance).toBeCloseTo(-2 * (5 * Math.log(0.25) + 15 * Math.log(0.75)), 9);
  });

  it('leaves to the fit what is not given already', () => {
    const given = five.map((row) => ({ ...row, offset: -2 }));
    const fit = fitted(given);
    expect(fit.coefficients).toEqual([expect.closeTo(Math.log(5 / 15) + 2, 9)]);
    expect(fit.deviance).toBeCloseTo(fitted(five).deviance, 9);
    const [tamed] = fitted(given, { kind: 'firth' }).coefficients;
    expect(tamed).toBeCloseTo(Math.log(5.5 / 15.5) + 2, 9);
  });

  it('moves by half an event and half a non-event under the penalty of Firth', () => {
    expect(rateOf(fitted(five, { kind: 'firth' }))).toBeCloseTo(5.5 / 21, 9);
    expect(rateOf(fitted([{ x: [1], trials: 20, events: 20 }], { kind: 'firth' }))).toBeCloseTo(20.5 / 21, 9);
  });

  it.each([
    [-1, 4],
    [2, 0.5],
    [0, 100],
  ])('rests where the data and a belief in %d with firmness %d pull alike', (mean, firmness) => {
    const fit = fitted(five, { kind: 'gaussian', prior: { mean: [mean], precision: [firmness] } });
    const [b = 0] = fit.coefficients;
    const rate = rateOf(fit);
    expect(5 - 20 * rate).toBeCloseTo(firmness * (b - mean), 8);
    expect(fit.standardErrors[0]).toBeCloseTo(1 / Math.sqrt(20 * rate * (1 - rate) + firmness), 8);
    // without the penalty
    expect(fit.deviance).toBeCloseTo(-2 * (5 * Math.log(rate) + 15 * Math.log(1 - rate)), 8);
  });

  it('is found from a belief that lies far off', () => {
    const far = fitted(five, { kind: 'gaussian', prior: { mean: [9], precision: [1e-9] } });
    expect(rateOf(far)).toBeCloseTo(0.25, 6);
  });
});

describe('a belief that is certain', () => {
  const rows: FitRow[] = [
    { x: [1, 0, 1], trials: 40, events: 9 },
    { x: [1, 1, 0], trials: 30, events: 14 },
    { x: [1, 1, 1], trials: 20, events: 12 },
  ];

  it('counts as given, wherever it stands among the others', () => {
    const precision = [0, Infinity, 0];
    const held = fitted(rows, { kind: 'gaussian', prior: { mean: [0, 0.7, 0], precision } });
    const given = fitted(rows.map(({ x: [a = 0, b = 0, c = 0], ...row }) => ({ ...row, x: [a, c], offset: 0.7 * b })));
    const [a = 0, c = 0] = given.coefficients;
    expect(held.coefficients).toEqual([expect.closeTo(a, 8), 0.7, expect.closeTo(c, 8)]);
    const [sa = 0, sc = 0] = given.standardErrors;
    expect(held.standardErrors).toEqual([expect.closeTo(sa, 8), 0, expect.closeTo(sc, 8)]);
    expect(held.deviance).toBeCloseTo(given.deviance, 8);
  });

  it('adds to what the rows were given already', () => {
    const prior = { mean: [0, 0.7, 0], precision: [0, Infinity, 0] };
    const shifted = rows.map((row) => ({ ...row, offset: -1 }));
    const held = fitted(shifted, { kind: 'gaussian', prior });
    const plain = fitted(rows, { kind: 'gaussian', prior });
    expect(held.coefficients[0]).toBeCloseTo((plain.coefficients[0] ?? 0) + 1, 8);
    expect(held.coefficients[2]).toBeCloseTo(plain.coefficients[2] ?? 0, 8);
  });

  it('does not hide what cannot be told apart', () => {
    const same = rows.map((row) => ({ ...row, x: [1, 1, 1] }));
    const prior = { mean: [0, 0, 0], precision: [0, 0, Infinity] };
    expect(fitLogistic(same, { kind: 'gaussian', prior })).toEqual({ ok: false, error: 'singular' });
  });
});

describe('rows that no coefficient explains', () => {
  it('are none: a row needs at least an intercept', () =>
    expect(fault([{ x: [], trials: 3, events: 1 }])).toBe('no-rows'));

  it('are found singular, not run away, while every chance is an ordinary one', () => {
    const far = [
      { x: [1, 1], trials: 9, events: 4, offset: 14 },
      { x: [1, 1], trials: 9, events: 4, offset: 0 },
    ];
    expect(fault(far)).toBe('singular');
  });
});

describe('the algebra below', () => {
  const three = [
    [4, 12, -16],
    [12, 37, -43],
    [-16, -43, 98],
  ];

  it('factors, solves and inverts a larger system', () => {
    const lower = cholesky(three) ?? [];
    expect(lower).toEqual([[2], [6, 1], [-8, 5, 3]]);
    expect(round(solveWith(lower, [1, 2, 3]), 6)).toEqual([28.583333, -7.666667, 1.333333]);
    expect(logDeterminant(lower)).toBeCloseTo(Math.log(36), 12);
    expect(round(inverseDiagonal(lower), 6)).toEqual([49.361111, 3.777778, 0.111111]);
  });

  it('takes a pivot that is only rounding error for none', () => {
    const nearly = (more: number) =>
      cholesky([
        [1, 1],
        [1, 1 + more],
      ]);
    expect(nearly(1e-13)).toBeUndefined();
    expect(nearly(1e-9)).toBeDefined();
    expect(cholesky([[-4]])).toBeUndefined();
    expect(cholesky([[0]])).toBeUndefined();
  });

  it('adds a multiple of one vector to another, once unless told otherwise', () => {
    expect(plus([1, 2], [10, 20])).toEqual([11, 22]);
    expect(plus([1, 2], [10, 20], 0.5)).toEqual([6, 12]);
    expect(dot([1, 2, 3], [4, 5, 6])).toBe(32);
  });

  it('solves what it factored', () => {
    const lower = cholesky([
      [4, 2],
      [2, 3],
    ]);
    expect(lower && round(solveWith(lower, [2, 5]), 9)).toEqual([-0.5, 2]);
    expect(lower && logDeterminant(lower)).toBeCloseTo(Math.log(8), 12);
    expect(
      cholesky([
        [1, 2],
        [2, 4],
      ]),
    ).toBeUndefined();
    expect(cholesky([[Number.NaN]])).toBeUndefined();
  });
});
