import fc from 'fast-check';
import { cholesky, dot, logDeterminant, solveWith } from './linear-algebra.js';
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
  it('has the published person-period rows', () => {
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

  it('without any firmness change nothing', () =>
    expect(round(held([0, 0]).coefficients, 9)).toEqual(round(fitted(rows).coefficients, 9)));

  it('with infinite firmness are the answer', () => {
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

describe('the algebra below', () => {
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
