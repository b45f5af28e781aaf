/** Firth's penalty on sparse designs, held against the closed form and against the equations written out anew. */
import { seededRandom } from './bootstrap.js';
import { fitLogistic, type FitRow } from './logistic-fit.js';

const firth = (rows: readonly FitRow[]): readonly number[] => {
  const outcome = fitLogistic(rows, { kind: 'firth' });
  if (!outcome.ok) throw new Error(`${outcome.error}: ${JSON.stringify(rows)}`);
  return outcome.value.coefficients;
};
const odds = (events: number, others: number): number => Math.log((events + 0.5) / (others + 0.5));
const cell = (exposed: number, trials: number, events: number): FitRow => ({ x: [1, exposed], trials, events });

describe('Firth on a table of two by two adds a half to each cell', () => {
  it.each<[string, FitRow, FitRow]>([
    ['K1: one trial and no event beside 2 of 24', cell(0, 24, 2), cell(1, 1, 0)],
    ['K1: one trial and one event', cell(0, 24, 2), cell(1, 1, 1)],
    ['K1: a single trial on both sides', cell(0, 1, 0), cell(1, 1, 1)],
    ['K1: no event at all', cell(0, 40, 0), cell(1, 3, 0)],
    ['K1: a thousand beside two', cell(0, 1_000, 0), cell(1, 2, 2)],
  ])('%s', (_, unexposed, exposed) => {
    const [intercept = 0, slope = 0] = firth([unexposed, exposed]);
    const below = odds(unexposed.events, unexposed.trials - unexposed.events);
    expect(intercept).toBeCloseTo(below, 8);
    expect(slope).toBeCloseTo(odds(exposed.events, exposed.trials - exposed.events) - below, 8);
  });

  it('K1 to the printed digits', () => {
    const [intercept = 0, slope = 0] = firth([cell(0, 24, 2), cell(1, 1, 0)]);
    expect([intercept.toFixed(4), slope.toFixed(4)]).toEqual(['-2.1972', '1.0986']);
  });
});

it('equals the closed form on 1,000 sparse tables of up to six groups', () => {
  const draw = seededRandom(20_260_302);
  const whole = (most: number): number => Math.floor(draw() * (most + 1));
  for (let n = 0; n < 1_000; n++) {
    const groups = Array.from({ length: 2 + whole(4) }, () => {
      const trials = 1 + whole(draw() < 0.5 ? 2 : 30);
      return { trials, events: draw() < 0.5 ? 0 : whole(trials) };
    });
    const rows = groups.map((group, g) => ({ ...group, x: groups.map((_, i) => (i === 0 || i === g ? 1 : 0)) }));
    const expected = groups.map(({ trials, events }) => odds(events, trials - events));
    const reference = expected[0] ?? 0;
    const found = firth(rows);
    for (const [i, value] of found.entries())
      expect(Math.abs(value - (i === 0 ? reference : (expected[i] ?? 0) - reference))).toBeLessThan(1e-7);
  }
});

type Grid = readonly (readonly number[])[];

const at = (rows: Grid, r: number, c: number): number => rows[r]?.[c] ?? 0;

/** Of the rows that have not been used, the one whose value in a column is farthest from nought. */
function pivotOf(rows: Grid, column: number): number {
  const below = rows.map((_, r) => (r < column ? -1 : Math.abs(at(rows, r, column))));
  return below.indexOf(Math.max(...below));
}

/** By elimination, with the largest pivot first: nothing in common with the factors that the fit uses. */
function inverseOf(matrix: Grid): Grid {
  let rows: Grid = matrix.map((row, i) => [...row, ...matrix.map((_, j) => (i === j ? 1 : 0))]);
  for (const [c] of matrix.entries()) {
    const best = pivotOf(rows, c);
    const chosen = (rows[best] ?? []).map((value) => value / at(rows, best, c));
    const swapped = rows.with(best, rows[c] ?? []).with(c, chosen);
    rows = swapped.map((row, r) => (r === c ? row : row.map((value, k) => value - (row[c] ?? 0) * (chosen[k] ?? 0))));
  }
  return rows.map((row) => row.slice(matrix.length));
}

/** Firth's score equations (Heinze and Schemper 2002, equation 3) at some coefficients. */
function modifiedScore(rows: readonly FitRow[], beta: readonly number[]): readonly number[] {
  const chances = rows.map(({ x }) => 1 / (1 + Math.exp(-x.reduce((sum, v, i) => sum + v * (beta[i] ?? 0), 0))));
  const weights = rows.map(({ trials }, i) => trials * (chances[i] ?? 0) * (1 - (chances[i] ?? 0)));
  const information = beta.map((_, a) =>
    beta.map((__, b) => rows.reduce((sum, { x }, i) => sum + (weights[i] ?? 0) * (x[a] ?? 0) * (x[b] ?? 0), 0)),
  );
  const inverse = inverseOf(information);
  const leverages = rows.map(
    ({ x }, i) =>
      (weights[i] ?? 0) *
      x.reduce((sum, v, a) => sum + v * x.reduce((s, w, b) => s + w * (inverse[a]?.[b] ?? 0), 0), 0),
  );
  return beta.map((_, a) =>
    rows.reduce((sum, { x, trials, events }, i) => {
      const p = chances[i] ?? 0;
      return sum + (x[a] ?? 0) * (events - trials * p + (leverages[i] ?? 0) * (0.5 - p));
    }, 0),
  );
}

it('solves the equations on 1,000 sparse designs of any columns, whatever their units', () => {
  const draw = seededRandom(4_711);
  let solved = 0;
  for (let n = 0; n < 1_000; n++) {
    const width = 2 + Math.floor(draw() * 3);
    const unit = 10 ** (Math.floor(draw() * 5) - 2);
    const rows = Array.from({ length: width + 1 + Math.floor(draw() * 8) }, (): FitRow => {
      const trials = 1 + Math.floor(draw() * 3);
      const x = Array.from({ length: width }, (_, i) => (i === 0 ? 1 : i === 1 ? unit * draw() : Math.round(draw())));
      return { x, trials, events: draw() < 0.7 ? 0 : Math.floor(draw() * (trials + 1)) };
    });
    const outcome = fitLogistic(rows, { kind: 'firth' });
    if (!outcome.ok) {
      expect(outcome.error).toBe('singular');
      continue;
    }
    solved++;
    const scale = (i: number): number => (i === 1 ? unit : 1);
    for (const [i, left] of modifiedScore(rows, outcome.value.coefficients).entries())
      expect(Math.abs(left) / scale(i)).toBeLessThan(1e-6);
  }
  expect(solved).toBeGreaterThan(900);
});
