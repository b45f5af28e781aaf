import { schema, type Violation } from '#lib/kernel';
import {
  auc,
  baseRate,
  brier,
  brierSkill,
  logLoss,
  type NetBenefit,
  netBenefit,
  type Prediction,
  recalibrate,
  type Recalibration,
} from '#lib/statistics';
import { refusal, type OpError } from './op-answer.js';

const { bool, list, number, object, oneOf, optional } = schema;

const MOST = 20_000;
const MOST_THRESHOLDS = 100;

const INPUT = object({
  op: oneOf('accuracy'),
  predictions: list(object({ p: number(0, 1), happened: bool() }), MOST, 1),
  thresholds: optional(list(number(0, 1), MOST_THRESHOLDS)),
});

/** Null is what these predictions cannot tell. */
interface Answer {
  readonly baseRate: number;
  readonly auc: number | null;
  readonly brier: number;
  readonly skill: number | null;
  readonly logLoss: number;
  readonly calibration: Recalibration | null;
  readonly netBenefit: readonly NetBenefit[];
}

/**
 * `{"op":"accuracy","predictions":[{"p":0.3,"happened":true},...],"thresholds":[0.05,0.2]}` to how well the chances rank
 * (`auc`), how close they are (`brier`, `skill`, `logLoss`), how they would have to be shifted and stretched
 * (`calibration`), and what acting from each threshold on is worth (`netBenefit`).
 */
export function accuracyOp(input: unknown): Answer | OpError {
  if (!INPUT.accepts(input)) return refusal(INPUT.explain(input, ''));
  const { thresholds = [] } = input;
  const faults = thresholds.flatMap(thresholdFaults);
  if (faults.length > 0) return refusal(faults);
  const predictions = input.predictions.map(({ p, happened }): Prediction => ({ p, y: happened ? 1 : 0 }));
  return {
    baseRate: baseRate(predictions),
    auc: auc(predictions) ?? null,
    brier: brier(predictions),
    skill: brierSkill(predictions) ?? null,
    logLoss: logLoss(predictions),
    calibration: calibrationOf(predictions),
    netBenefit: thresholds.map((threshold) => netBenefit(predictions, threshold)),
  };
}

/** A chance of 0 or 1 has no log-odds to shift. */
function calibrationOf(predictions: readonly Prediction[]): Recalibration | null {
  if (predictions.some(({ p }) => p <= 0 || p >= 1)) return null;
  const fitted = recalibrate(predictions);
  return fitted.ok ? fitted.value : null;
}

function thresholdFaults(threshold: number, i: number): Violation[] {
  if (threshold > 0 && threshold < 1) return [];
  return [{ pointer: `/thresholds/${i}`, code: 'number_range', detail: 'must be above 0 and below 1' }];
}
