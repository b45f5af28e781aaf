export {
  CATALOGUE,
  EVENT_TYPES,
  WIRE_NAMES,
  clinicalOrder,
  isOwnType,
  streamOf,
  typeOfWireName,
  wireName,
  type ClinicEvent,
  type Envelope,
  type EventData,
  type EventType,
} from './events/catalogue.js';
export { INSTRUMENTS, instrumentOf, LIBRARY } from './instruments/roster.js';
export { type Basis } from './instruments/basis.js';
export { type Cutoff } from './instruments/cutoff.js';
export { INSTRUMENT_SCHEMA, readInstrument } from './instruments/clinic-instrument.js';
export { itemFaults, optionFaults } from './instruments/form-faults.js';
export { scoreForm, type FormOptions, type ScoredForm } from './instruments/score-form.js';
export { WITHOUT_KEY, type WithoutKey } from './instruments/without-key.js';
export {
  score,
  type Answer,
  type Band,
  type Instrument,
  type Item,
  type Norm,
  type Reliability,
  type ReliableChange,
  type Respondent,
  type Safety,
  type SafetyItem,
  type Scale,
  type Score,
} from './instruments/instrument.js';
export { RULES } from './ruptures/roster.js';
export {
  type Detector,
  type Finding,
  type Occasion,
  type Parameters,
  type RuptureRule,
} from './ruptures/rupture-rule.js';
export { FACETS, type Facet } from './instruments/facet.js';
export { type FacetValues, type LatestForm } from './relationship/facets.js';
export { type OwnReliability } from './relationship/own-part.js';
export { relationshipOf, type Discrepancy, type Relationship, type View } from './relationship/relationship.js';
export { type Member, type Split as MemberSplit } from './relationship/split.js';
export { PROFILES, profileOf } from './profiles/roster.js';
export { compositeOf, type Profile } from './profiles/profile.js';
export { REPAIR } from './ruptures/repair.js';
export { type MarkedHour } from './ruptures/marked-hour.js';
export { type Rating, type Series } from './ruptures/series.js';
export { type RepairAttempt, type Rupture, type RuptureKind, type RuptureState } from './ruptures/rupture.js';
export { type StrainTier } from './ruptures/tier.js';
export { choiceChanges, type ChoiceChange } from './clinic/choice-changes.js';
export { guardFaults, HOUSE_CHOICE, readChoice, rulesOf, type ClinicChoice } from './clinic/clinic-choice.js';
export { type SafetyPolicy } from './clinic/safety-policy.js';
export { type Calibration, type Reference, type Stopping } from './clinic/stopping-rules.js';
export { HOUSE_RULES, type Approach, type ClinicRules, type RuleParameters } from './clinic/clinic-rules.js';
export { readState, writeState } from './state-text.js';
export { type EpisodeState, type EpisodeStatus } from './state.js';
export { alertsOf, continueEpisode, foldEpisode } from './episode.js';
export { lookAgainAt, type LookAgain } from './silence.js';
export { isAway } from './absence.js';
export { claimKey, waitingHearers } from './alerts/escalate.js';
export { type Alert, type AlertFacts, type AlertStatus, type AlertTier } from './alerts/alert.js';
export { wordsFor, type AlertWords } from './words/alert-words.js';
export { HOUSE_LANGUAGE, LANGUAGES, languageAsked, type Language } from './words/language.js';
export {
  HOUSE_PACKS,
  HOUSE_WORDING,
  HOUSE_WORDINGS,
  wordingsOf,
  type Wording,
  type Wordings,
} from './words/wording.js';
export { PACK_SCHEMA, readPack } from './suggestions/read-pack.js';
export { KINDS as SUGGESTION_KINDS, type SuggestionPack } from './suggestions/suggestion-pack.js';
export { lintWording, type Surface } from './wording/wording-lint.js';
export { summarise, type Attention, type EpisodeSummary } from './summary.js';
export { narrate, type Lane, type TimelineEntry } from './timeline.js';
export { examine, type Examination } from './examine.js';
export { classify, type ChangeClass, type Direction } from './change/classify.js';
export { cutoffsOf, groupOf, type Group } from './change/cutoffs.js';
export { EXPECTED_COURSES, standingOn, type ExpectedCourse } from './change/expected-course.js';
export { goalChange, type GoalChange } from './change/goal-change.js';
export { changeOn } from './change/instrument-change.js';
export { errorOf, reliableChange, Z_90, Z_95, type Change, type Figures } from './change/reliable-change.js';
export { talkingTherapies, type Composite } from './change/talking-therapies.js';
export { changeOp } from './clinical-ops/change-op.js';
export { type OpError } from './clinical-ops/op-answer.js';
export { scoreOp } from './clinical-ops/score-op.js';
export { answerLine } from './clinical-ops/answer-line.js';
export { detectOp } from './clinical-ops/detect-op.js';
export { hazardOp } from './clinical-ops/hazard-op.js';
export { labelOp, type DatedLabel } from './clinical-ops/label-op.js';
export { snapshotAt, type Snapshot } from './dropout/snapshot.js';
export {
  ENDINGS,
  HAPPENINGS,
  type Course,
  type CourseFact,
  type Ending,
  type Happening,
} from './dropout/labels/course.js';
export { courseOf } from './dropout/labels/course-of-episode.js';
export { dbtCounters, type DbtCounters, type DbtWeeks } from './dropout/labels/dbt.js';
export {
  DEFINITIONS,
  labelOf,
  type Definition,
  type Label,
  type LabelledCourse,
} from './dropout/labels/definitions.js';
export { isFollowedUp, riskIntervals, rowOf, type RiskInterval } from './dropout/labels/intervals.js';
export { unilateralStop, type Stop } from './dropout/labels/unilateral-stop.js';
export {
  bandOfChance,
  chanceInWords,
  tellChance,
  type Chance,
  type ChanceBand,
  type ToldReason,
} from './dropout/hazard/chance-words.js';
export { COEFFICIENTS_V1, priorSpread } from './dropout/hazard/coefficients.v1.js';
export { featuresOf, landmarksOf, trainingFeatures, type Signals } from './dropout/hazard/features.js';
export { calibrated, modelFor, MODELS } from './dropout/hazard/clinic-model.js';
export { chanceNow } from './dropout/chance-now.js';
export { attendedHours, cadenceOf, type Sight } from './dropout/sight.js';
export { cumulativeHazard, hazardOf, type Hazard, type Reason, type Situation } from './dropout/hazard/hazard.js';
export {
  FEATURES,
  SITES,
  USUAL_SITE,
  type FeatureName,
  type Features,
  type HazardModel,
} from './dropout/hazard/hazard-model.js';
export { auc, baseRate, brier, brierSkill, logLoss, type Prediction } from './evaluation/accuracy.js';
export { heuristicShrinkage, likelihoodRatio } from './evaluation/deviance.js';
export { BASELINES, learnBaseline, type Baseline, type BaselineRow } from './evaluation/dumb-baselines.js';
export { benefitOf, differenceOfCorrelation, type Benefit } from './evaluation/effect-sizes.js';
export { chanceAt, isotonic, type Step } from './evaluation/isotonic.js';
export { ladderStep, type LadderAdvice, type LadderStep } from './evaluation/ladder.js';
export { kaplanMeier, lifeTable, periodsOf, stepAt, type CurveStep, type LifeRow } from './evaluation/life-table.js';
export {
  fitLogistic,
  type Fit,
  type FitFault,
  type FitRow,
  type Penalty,
  type Prior,
} from './evaluation/logistic-fit.js';
export { recalibrate, recalibrated, recalibrateIntercept, type Recalibration } from './evaluation/recalibration.js';
export { timeSplit, type Split, type SplitPlan, type TimedRow } from './evaluation/time-split.js';
export { workloadOf, type Flagging, type Workload } from './evaluation/workload.js';
export { bootstrap, dice, type Interval95 } from './evaluation/bootstrap.js';
export {
  evaluateStopping,
  type Decile,
  type EvaluationPlan,
  type PredictedRow,
  type StoppingEvaluation,
  type Told,
} from './evaluation/evaluate-stopping.js';
export { ALERT_RULES, SAFETY_ANSWER, type AlertRule } from './alerts/raise.js';
export {
  evaluateStrain,
  matchPrompts,
  type HeldHour,
  type RepairFigures,
  type StrainFigures,
  type StrainGround,
  type TrueStrain,
} from './evaluation/evaluate-strain.js';
export {
  compareReplays,
  type Changed,
  type Comparison,
  type ShadowFigures,
  type ToldFigures,
} from './evaluation/compare-replays.js';
export { replay, type Replay, type ReplayedAlert, type ReplayPlan } from './evaluation/replay.js';
export { strainsIn, type SeenStrain } from './evaluation/strain-history.js';
export { granted, PER_WEEK, weekOf, type Candidate } from './dropout/budget.js';
export {
  boundaryOf,
  plainRow,
  predict,
  proposeStopping,
  splitRows,
  type Proposal,
  type ProposalFault,
  type ProposalPlan,
} from './dropout/training/propose-stopping.js';
export {
  recalibrateModel,
  type Fitting,
  type FittingRow,
  type Recalibrated,
} from './dropout/training/recalibrate-model.js';
export { referencesOf } from './dropout/training/references.js';
export { stoppingRows, type Span, type StoppingRow } from './dropout/training/stopping-rows.js';
