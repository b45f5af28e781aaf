export { ActOnAlert, type ActResult, type AlertAction } from './alerts/act-on-alert.js';
export {
  type ApprovalFault,
  approveModel,
  proposeModel,
  showProposal,
  switchStopping,
} from './clinic/dropout-model.js';
export { backtest, shadowReport, type ShadowReport } from './clinic/try-rules.js';
export { backendOf, compose, type Composition } from './composition/compose.js';
export { armFailpoint } from './composition/failpoint.js';
export { migrateAll, openDatabase } from './composition/migrate.js';
export { type AppContext, ProcessSettings } from './composition/app-context.js';
export { Deliver } from './deliver/deliver.js';
export type { LiveChange } from './follow/live.js';
export { ProjectShard } from './follow/project-shard.js';
export { type AppendAnswer, AppendEvents } from './ingest/append-events.js';
export type { Receipt } from './ingest/receipt.js';
export { ReleaseEpisode } from './operations/release-episode.js';
export { Sweep } from './operations/sweep.js';
export { type EventTrace, TraceEvent, type TraceStep } from './operations/trace-event.js';
export { PipelineModule } from './pipeline.module.js';
export { type AlertAnswer, GetAlert } from './queries/get-alert.js';
export { type CaseloadEntry, GetCaseload } from './queries/get-caseload.js';
export { GetEpisode } from './queries/get-episode.js';
export { GetHealth } from './queries/get-health.js';
export { type EpisodeTimeline, GetTimeline } from './queries/get-timeline.js';
export { ListAlerts } from './queries/list-alerts.js';
export { applyImmediately } from './rebuild/apply-rules-revisions.js';
export { Rebuild, RebuildCancelled, type RebuildProgress, RebuildRunning } from './rebuild/rebuild.js';
export { Verify, type VerifyResult } from './rebuild/verify.js';
