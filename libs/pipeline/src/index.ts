export { ActOnAlert, type ActResult, type AlertAction } from './act-on-alert.js';
export { adoptAtOnce } from './adopt-revisions.js';
export { AppendEvents, type AppendAnswer } from './append-events.js';
export { backendOf, compose, type Composition } from './compose.js';
export { CRASH_POINTS, armCrashPoint } from './crash-point.js';
export { Deliver } from './deliver.js';
export { FollowShard } from './follow-shard.js';
export { rulesInForce } from './known-rules.js';
export { type LiveChange } from './live.js';
export { LookAgain } from './look-again.js';
export { migrateAll, openDatabase } from './migrate.js';
export { Parts } from './parts.js';
export { PipelineModule } from './pipeline.module.js';
export { Rebuild, RebuildCancelled, RebuildRunning, type RebuildProgress, type RebuildResult } from './rebuild.js';
export { type Receipt } from './receipt.js';
export { ReleaseEpisode } from './release-episode.js';
export { newestChoice, reviseRules, rulesHistory, type ReviseRules, type Revision } from './revise-rules.js';
export {
  approveModel,
  proposeModel,
  showProposal,
  UNCALIBRATED,
  switchStopping,
  type ApprovalFault,
} from './stopping-model.js';
export { Sweep } from './sweep.js';
export { backtest, shadowReport, type ShadowReport, type TryRules } from './try-rules.js';
export { TraceEvent, type EventTrace, type TraceStep } from './trace-event.js';
export { Verify, type Difference, type VerifyResult } from './verify.js';
