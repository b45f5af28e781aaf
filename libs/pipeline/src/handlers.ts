/**
 * Every use case of the house, one line each: the line that makes a command or a query known to its bus. A use case of
 * which the line is missing fails a test that prints it.
 */
export { ActOnAlertHandler } from './alerts/act-on-alert.js';
export { DeliverHandler } from './deliver/deliver.js';
export { FireDueTimersHandler } from './follow/fire-due-timers.js';
export { ProjectShardHandler } from './follow/project-shard.js';
export { AppendEventsHandler } from './ingest/append-events.js';
export { ReleaseEpisodeHandler } from './operations/release-episode.js';
export { SweepHandler } from './operations/sweep.js';
export { TraceEventHandler } from './operations/trace-event.js';
export { GetAlertHandler } from './queries/get-alert.js';
export { GetCaseloadHandler } from './queries/get-caseload.js';
export { GetEpisodeHandler } from './queries/get-episode.js';
export { GetHealthHandler } from './queries/get-health.js';
export { GetTimelineHandler } from './queries/get-timeline.js';
export { ListAlertsHandler } from './queries/list-alerts.js';
export { RebuildHandler } from './rebuild/rebuild.js';
export { VerifyHandler } from './rebuild/verify.js';
