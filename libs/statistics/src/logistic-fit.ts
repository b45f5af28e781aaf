/**
 * Logistic regression by Newton's method with step halving: plain, with Gaussian priors (MAP), or with Firth's penalty,
 * which stays finite where the plain fit runs away. On rows of one per person and interval it is exactly the
 * discrete-time hazard model (Singer and Willett).
 */
import { fail, succeed, type Result } from '#lib/kernel';
import { chanceOf } from './log-odds.js';
import {
  cholesky,
  dot,
  inverseDiagonal,
  logDeterminant,
  plus,
  solveWith,
  type Matrix,
  type Vector,
} from './linear-algebra.js';

export interface FitRow {
  /** Include a 1 for the intercept. */
  readonly x: Vector;
  readonly trials: number;
  /** From 0 to `trials`. */
  readonly events: number;
  /** A part of the log-odds that is given, not fitted. */
  readonly offset?: number;
}

/** Per coefficient: where it is believed to be and how firmly (1 / variance): 0 not at all, Infinity fixed there. */
export interface Prior {
  readonly mean: Vector;
  readonly precision: Vector;
}

export type Penalty =
  { readonly kind: 'none' } | { readonly kind: 'firth' } | { readonly kind: 'gaussian'; readonly prior: Prior };

export interface Fit {
  readonly coefficients: Vector;
  /** Of a coefficient that a prior fixed: 0. */
  readonly standardErrors: Vector;
  /** Minus twice the log-likelihood of the single yes and no, without any penalty. */
  readonly deviance: number;
}

/** `singular`: some columns cannot be told apart. `diverged`: something separates the events perfectly. */
export type FitFault = 'no-rows' | 'singular' | 'diverged';

const MOST_STEPS = 200;
const MOST_HALVINGS = 30;
const CLOSE = 1e-10;
/** Log-odds of 1 in 3 million: no rate in a clinic is out there. */
const RUNAWAY = 15;
/** In log-odds of a row: no step with Firth's penalty is longer. */
const LONGEST = 5;

const NO_PENALTY: Penalty = { kind: 'none' };

export function fitLogistic(rows: readonly FitRow[], penalty: Penalty = NO_PENALTY): Result<Fit, FitFault> {
  const width = rows[0]?.x.length ?? 0;
  if (width === 0) return fail('no-rows');
  if (penalty.kind !== 'gaussian') return climb({ rows, penalty, start: Array<number>(width).fill(0) });
  return withFixed(rows, penalty.prior);
}

/** What the prior fixes moves into the offset; the rest is fitted. */
function withFixed(rows: readonly FitRow[], prior: Prior): Result<Fit, FitFault> {
  const isFree = prior.precision.map(Number.isFinite);
  const free = (values: Vector): Vector => values.filter((_, i) => isFree[i]);
  const fixed = prior.mean.map((value, i) => (isFree[i] ? 0 : value));
  const reduced = rows.map((row) => ({ ...row, x: free(row.x), offset: (row.offset ?? 0) + dot(row.x, fixed) }));
  const penalty: Penalty = { kind: 'gaussian', prior: { mean: free(prior.mean), precision: free(prior.precision) } };
  const fitted = climb({ rows: reduced, penalty, start: free(prior.mean) });
  if (!fitted.ok) return fitted;
  const spread = (values: Vector, others: Vector): Vector => {
    const left = values.slice();
    return others.map((other, i) => (isFree[i] ? (left.shift() ?? 0) : other));
  };
  const { coefficients, standardErrors, deviance } = fitted.value;
  const none = fixed.map(() => 0);
  return succeed({
    coefficients: spread(coefficients, fixed),
    standardErrors: spread(standardErrors, none),
    deviance,
  });
}

interface Problem {
  readonly rows: readonly FitRow[];
  readonly penalty: Penalty;
}

function climb({ start, ...problem }: Problem & { readonly start: Vector }): Result<Fit, FitFault> {
  let beta = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    const here = stepFrom(problem, beta);
    if (!here) return fail(hasRunAway(problem, beta) ? 'diverged' : 'singular');
    const next = halved(problem, beta, here.move);
    if (reachOf(problem, here.move) < CLOSE) return succeed(fitAt(problem, next, here.lower));
    beta = next;
  }
  return fail('diverged');
}

interface NewtonStep {
  readonly move: Vector;
  /** Of the curvature from which the standard errors come. */
  readonly lower: Matrix;
}

function stepFrom(problem: Problem, beta: Vector): NewtonStep | undefined {
  if (problem.penalty.kind === 'firth') return firthStep(problem.rows, beta);
  const lower = cholesky(curvature(problem, beta));
  return lower && { lower, move: solveWith(lower, gradient(problem, beta)) };
}

/**
 * The step on the rows with what Firth adds to them. Their curvature grows with them: with that of the bare rows the
 * step is up to twice as long as it should be where a row has a single trial, and leaps to and fro for ever.
 */
function firthStep(rows: readonly FitRow[], beta: Vector): NewtonStep | undefined {
  const lower = cholesky(information(rows, beta));
  if (!lower) return undefined;
  const completed = rows.map((row) => withImagined(row, beta, lower));
  const full = cholesky(information(completed, beta));
  if (!full) return undefined;
  const move = solveWith(full, score(completed, beta));
  const reach = reachOf({ rows, penalty: NO_PENALTY }, move);
  return { lower, move: reach > LONGEST ? move.map((value) => (value * LONGEST) / reach) : move };
}

/** Firth adds half a leverage of imaginary events, and as many non-events, to each row. */
function withImagined(row: FitRow, beta: Vector, lower: Matrix): FitRow {
  const leverage = weightOf(row, beta) * dot(row.x, solveWith(lower, row.x));
  return { ...row, trials: row.trials + leverage, events: row.events + leverage / 2 };
}

/** How far a move shifts the log-odds of any row: the units of the columns play no part in it. */
function reachOf({ rows, penalty }: Problem, move: Vector): number {
  const own = penalty.kind === 'gaussian' ? Math.max(0, ...move.map(Math.abs)) : 0;
  return rows.reduce((most, { x, trials }) => Math.max(most, trials > 0 ? Math.abs(dot(x, move)) : 0), own);
}

/** Newton's step, shortened until it no longer leads downhill. */
function halved(problem: Problem, beta: Vector, move: Vector): Vector {
  const before = objective(problem, beta);
  const slack = CLOSE * (1 + Math.abs(before));
  let length = 1;
  for (let i = 0; i < MOST_HALVINGS; i++, length /= 2) {
    const next = plus(beta, move, length);
    if (objective(problem, next) >= before - slack) return next;
  }
  return beta;
}

const fitAt = (problem: Problem, coefficients: Vector, lower: Matrix): Fit => ({
  coefficients,
  standardErrors: inverseDiagonal(lower).map(Math.sqrt),
  deviance: -2 * logLikelihood(problem.rows, coefficients),
});

const etaOf = ({ x, offset = 0 }: FitRow, beta: Vector): number => dot(x, beta) + offset;
const hasRunAway = ({ rows }: Problem, beta: Vector): boolean =>
  rows.some((row) => Math.abs(etaOf(row, beta)) > RUNAWAY);

/** ln(1 + e^x) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

const logLikelihood = (rows: readonly FitRow[], beta: Vector): number =>
  rows.reduce((sum, row) => {
    const eta = etaOf(row, beta);
    return sum + row.events * eta - row.trials * softplus(eta);
  }, 0);

function objective({ rows, penalty }: Problem, beta: Vector): number {
  const likelihood = logLikelihood(rows, beta);
  if (penalty.kind === 'none') return likelihood;
  if (penalty.kind === 'firth') {
    const lower = cholesky(information(rows, beta));
    return lower ? likelihood + logDeterminant(lower) / 2 : -Infinity;
  }
  const { mean, precision } = penalty.prior;
  return likelihood - beta.reduce((sum, b, i) => sum + (precision[i] ?? 0) * (b - (mean[i] ?? 0)) ** 2, 0) / 2;
}

function weightOf(row: FitRow, beta: Vector): number {
  const chance = chanceOf(etaOf(row, beta));
  return row.trials * chance * (1 - chance);
}

function information(rows: readonly FitRow[], beta: Vector): Matrix {
  const sums = beta.map(() => beta.map(() => 0));
  for (const row of rows) {
    const weight = weightOf(row, beta);
    sums.forEach((line, i) => {
      for (let j = 0; j < line.length; j++) line[j] = (line[j] ?? 0) + weight * (row.x[i] ?? 0) * (row.x[j] ?? 0);
    });
  }
  return sums;
}

function curvature({ rows, penalty }: Problem, beta: Vector): Matrix {
  const matrix = information(rows, beta);
  if (penalty.kind !== 'gaussian') return matrix;
  const { precision } = penalty.prior;
  return matrix.map((line, i) => line.map((value, j) => (i === j ? value + (precision[i] ?? 0) : value)));
}

const score = (rows: readonly FitRow[], beta: Vector): Vector =>
  rows.reduce<Vector>(
    (sum, row) => plus(sum, row.x, row.events - row.trials * chanceOf(etaOf(row, beta))),
    beta.map(() => 0),
  );

function gradient({ rows, penalty }: Problem, beta: Vector): Vector {
  const sums = score(rows, beta);
  if (penalty.kind !== 'gaussian') return sums;
  const { mean, precision } = penalty.prior;
  return sums.map((value, i) => value - (precision[i] ?? 0) * ((beta[i] ?? 0) - (mean[i] ?? 0)));
}
