export type { BaselineRow } from './baselines.js';
export {
  type Changed,
  compareReplays,
  type Comparison,
  type ShadowFigures,
  type ToldFigures,
} from './compare-replays.js';
export { evaluateStopping, type PredictedRow, type StoppingEvaluation } from './evaluate-stopping.js';
export {
  evaluateStrain,
  type HeldHour,
  type StrainFigures,
  type StrainGround,
  type TrueStrain,
} from './evaluate-strain.js';
export { type Course, type CourseFact, type Happening, HAPPENINGS } from './labels/course.js';
export { dbtCounters, type DbtCounters, WEEKS } from './labels/dbt.js';
export { DEFINITIONS, type Label, type LabelledCourse, labelOf } from './labels/definitions.js';
export type { LadderStep } from './recalibration-ladder.js';
export { replay, type Replay } from './replay.js';
export { snapshotAt } from './snapshot.js';
export { type SeenStrain, strainsIn } from './strain-history.js';
export {
  boundaryOf,
  plainRow,
  predict,
  type Proposal,
  type ProposalFault,
  proposeStopping,
  splitRows,
} from './training/propose-stopping.js';
export { recalibrateModel } from './training/recalibrate-model.js';
export { referencesOf } from './training/references.js';
export { type StoppingRow, stoppingRows } from './training/stopping-rows.js';
