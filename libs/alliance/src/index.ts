export { claimKey, waitingHearers } from './alerts/escalate.js';
export { ALERT_RULES, SAFETY_ANSWER, STRAIN_OPEN } from './alerts/raise.js';
export { granted, PER_WEEK, weekOf } from './alerts/weekly-budget.js';
export { nextBooked, whenOf } from './attendance/attendance.js';
export { isAway } from './attendance/clinician-absence.js';
export { attendedHours, cadenceOf, type Hour, hoursOf, type Sight } from './dropout/as-of.js';
export { THE_CLIENTS } from './dropout/hazard/calendar-features.js';
export { modelFor, MODELS } from './dropout/hazard/clinic-model.js';
export { COEFFICIENTS_V1, priorSpread } from './dropout/hazard/coefficients.v1.js';
export { featuresOf, landmarksOf, type Signals, trainingFeatures } from './dropout/hazard/features.js';
export {
  baselineAt,
  chanceIn,
  designOf,
  etaOf,
  type Hazard,
  hazardOf,
  ratioIn,
  type Reason,
} from './dropout/hazard/hazard.js';
export { silenceThatStops } from './dropout/stop-definition.js';
export { correctsThePast, settle, type Settled } from './episode/corrections.js';
export { LEAST_RATIO, openInterval } from './episode/dropout-assessment.js';
export { advance, alertsOf, continueEpisode, foldEpisode, inOrder } from './episode/episode.js';
export { isHeld } from './episode/feedback.js';
export { lookAgainAt } from './episode/timers.js';
export { isAtCeiling } from './ratings/ceiling.js';
export { measures } from './ratings/rating-series.js';
export { PROFILES } from './relationship/profiles/roster.js';
export { type Relationship, relationshipOf } from './relationship/relationship.js';
export { splitOf } from './relationship/split.js';
export {
  type Approach,
  type ClinicRules,
  DEFAULT_RULES,
  type Parameters,
  type RuleParameters,
  type Tuning,
} from './rules/clinic-rules.js';
export {
  type FeatureName,
  type Features,
  FEATURES,
  type HazardModel,
  SITES,
  USUAL_SITE,
} from './rules/hazard-model.js';
export { policyFaults, SAFETY, type SafetyPolicy } from './rules/safety-policy.js';
export type { Calibration, Reference, Stopping } from './rules/stopping-rules.js';
export { judgeOccasion, ruptureAfter } from './ruptures/judge.js';
export { markRepaired, REPAIR, repairFraction, type Verdict } from './ruptures/repair.js';
export { RULES } from './ruptures/roster.js';
export type { Detector, Occasion, OwnFigures } from './ruptures/rupture-rule.js';
export { type Alert, type AlertFacts, type AlertStatus, type AlertTier, isLive } from './state/alert.js';
export type { EpisodeStatus } from './state/attendance-state.js';
export { type EpisodeState, UNKNOWN_EPISODE } from './state/episode-state.js';
export { kindOf, type MarkedHour } from './state/marked-hour.js';
export { isUnsettled, type Rupture, type RuptureKind, type RuptureState } from './state/rupture.js';
export { isRated, type Rating, type Series, type Shadowed } from './state/series.js';
export { readState, writeState } from './state/state-text.js';
export type { StrainTier } from './state/tier.js';
export {
  type Attention,
  type AttentionReason,
  attentionOf,
  latestAlliance,
  type PlainReason,
} from './episode/attention.js';
export { type AskingRule, isRuleCode, type RuleCode } from './ruptures/roster.js';
export type { AlertRuleCode } from './alerts/raise.js';
