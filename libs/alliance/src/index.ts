export { type ActEffect, actOf, effectOf, isAct, isMeant } from './alerts/acts.js';
export { claimKey, waitingRecipients } from './alerts/escalate.js';
export { ALERT_RULES, type AlertRuleCode, hasQuota, RUPTURE_OPEN, SAFETY_ANSWER } from './alerts/raise.js';
export type { AsOf } from './dropout/as-of.js';
export { THE_CLIENTS } from './dropout/hazard/calendar-features.js';
export { featuresOf, landmarksOf, type Signals, trainingFeatures } from './dropout/hazard/features.js';
export { absenceDueAt } from './dropout/absence.js';
export { openInterval } from './dropout/open-interval.js';
export { silenceThatStops } from './dropout/stop-definition.js';
export { type Attention, attentionOf, type AttentionReason, type PlainReason } from './episode/attention.js';
export { applyCorrections, correctsThePast } from './episode/corrections.js';
export { alertsOf, continueEpisode, foldEpisode } from './episode/episode.js';
export { isHeld } from './episode/held-forms.js';
export { nextAppointmentOf } from './episode/next-appointment.js';
export { latestAlliance, latestOwnForms } from './episode/own-forms.js';
export { inOrder, reachesBack, type Step } from './episode/steps.js';
export { lookAgainAt } from './episode/timers.js';
export { walkEpisode } from './episode/walk.js';
export { measures } from './ratings/rating-series.js';
export { PROFILES } from './relationship/profiles/roster.js';
export { type Relationship, relationshipOf } from './relationship/relationship.js';
export {
  type Approach,
  type ClinicRules,
  DEFAULT_RULES,
  type Parameters,
  type RuleParameters,
  type Tuning,
} from './rules/clinic-rules.js';
export { policyFaults, SAFETY, type SafetyPolicy } from './rules/safety-policy.js';
export { judgeOccasion, ruptureAfter } from './ruptures/judge.js';
export { markRepaired, REPAIR, repairFraction, type Verdict } from './ruptures/repair.js';
export { type AskingRule, isRuleCode, type RuleCode, RULES } from './ruptures/roster.js';
export type { Occasion, OwnFigures } from './ruptures/rupture-rule.js';
export { type Alert, type AlertStatus, isEndedByPerson, isLive } from './state/alert.js';
export { type CodedSession, kindOf } from './state/coded-session.js';
export { type EpisodeState, type LaterVersion } from './state/episode-state.js';
export type { RuptureTier } from './state/rupture-tier.js';
export { isUnsettled, type Rupture, type RuptureKind, type RuptureState } from './state/rupture.js';
export { isRated, type Rating } from './state/series.js';
export { readState, writeState } from './state/state-text.js';
