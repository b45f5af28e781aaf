export type { BaselineRow } from './baselines.js';
export {
  type AlertFigures,
  type Changed,
  compareReplays,
  type Comparison,
  type ShadowFigures,
} from './compare-replays.js';
export { type DropoutEvaluation, evaluateDropoutRisk, type PredictedRow } from './evaluate-dropout-risk.js';
export {
  evaluateRuptures,
  type HeldSession,
  type HiddenBy,
  type MissedRuptures,
  type RuptureFigures,
  type RuptureGroundTruth,
  type TrueRupture,
} from './evaluate-ruptures.js';
export { type Course, type CourseFact, type Happening, HAPPENINGS } from './labels/course.js';
export { dbtCounters, type DbtCounters, WEEKS } from './labels/dbt.js';
export { DEFINITIONS, type Label, type LabelledCourse, labelOf } from './labels/definitions.js';
export type { RecalibrationMethod } from './recalibration-method.js';
export { replay, type Replay } from './replay.js';
export { rupturesIn, type SeenRupture } from './rupture-history.js';
export { snapshotAt } from './snapshot.js';
export {
  budgetIn,
  proposeThreshold,
  type ThresholdProposal,
  type ThresholdTrial,
  tryThresholds,
} from './strain-threshold.js';
export { type DropoutRow, dropoutRows } from './training/dropout-rows.js';
export {
  boundaryOf,
  plainRow,
  predict,
  type Proposal,
  type ProposalFault,
  proposeDropoutModel,
  splitRows,
} from './training/propose-dropout-model.js';
export { recalibrateModel } from './training/recalibrate-model.js';
export { referencesOf } from './training/references.js';
