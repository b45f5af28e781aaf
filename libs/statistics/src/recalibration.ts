/** Bringing a model's chances to a clinic's own rate: a shift and a stretch of the log-odds. */
import { succeed, type Result } from '#lib/kernel';
import { logit } from './log-odds.js';
import type { Prediction } from './accuracy.js';
import { fitLogistic, type FitFault } from './logistic-fit.js';

export interface Recalibration {
  readonly intercept: number;
  /** 1 leaves distances as they are; below 1 the model was too sure of itself. */
  readonly slope: number;
}

/** Platt's two numbers. */
export function recalibrate(predictions: readonly Prediction[]): Result<Recalibration, FitFault> {
  const fitted = fitLogistic(predictions.map(({ p, y }) => ({ x: [1, logit(p)], trials: 1, events: y })));
  if (!fitted.ok) return fitted;
  const [intercept = 0, slope = 1] = fitted.value.coefficients;
  return succeed({ intercept, slope });
}
