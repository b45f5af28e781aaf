/**
 * Every use case of the house, one line each: the line that makes a command or a query known to its bus. A use case of
 * which the line is missing fails a test that prints it.
 */
export { ActOnAlertHandler } from './alerts/act-on-alert.js';
export { UndoActHandler } from './alerts/undo-act.js';
export { ActivateInstrumentHandler } from './clinic/activate-instrument.js';
export { AddInstrumentHandler } from './clinic/add-instrument.js';
export { ApproveModelHandler } from './clinic/approve-model.js';
export { BacktestHandler } from './clinic/backtest.js';
export { ApproveThresholdHandler } from './clinic/approve-threshold.js';
export { ProposeThresholdHandler } from './clinic/propose-threshold.js';
export { GetShadowReportHandler } from './clinic/get-shadow-report.js';
export { ProposeModelHandler } from './clinic/propose-model.js';
export { RetireInstrumentHandler } from './clinic/retire-instrument.js';
export { SetChannelHandler } from './clinic/set-channel.js';
export { SetClinicChoiceHandler } from './clinic/set-clinic-choice.js';
export { SwitchDropoutModelHandler } from './clinic/switch-dropout-model.js';
export { DeliverHandler } from './deliver/deliver.js';
export { FireDueTimersHandler } from './follow/fire-due-timers.js';
export { ProjectShardHandler } from './follow/project-shard.js';
export { AppendEventsHandler } from './ingest/append-events.js';
export { CreateKeyHandler } from './operations/create-key.js';
export { CreateTenantHandler } from './operations/create-tenant.js';
export { ReleaseEpisodeHandler } from './operations/release-episode.js';
export { RevokeKeyHandler } from './operations/revoke-key.js';
export { SweepHandler } from './operations/sweep.js';
export { TraceEventHandler } from './operations/trace-event.js';
export { GetAlertHandler } from './queries/get-alert.js';
export { GetCaseloadHandler } from './queries/get-caseload.js';
export { GetClinicChoiceHandler } from './queries/get-clinic-choice.js';
export { GetEpisodeHandler } from './queries/get-episode.js';
export { GetHealthHandler } from './queries/get-health.js';
export { GetProposalHandler } from './queries/get-proposal.js';
export { GetSafetyCoverageHandler } from './queries/get-safety-coverage.js';
export { GetTimelineHandler } from './queries/get-timeline.js';
export { ListAlertsHandler } from './queries/list-alerts.js';
export { ListChannelsHandler } from './queries/list-channels.js';
export { ListKeysHandler } from './queries/list-keys.js';
export { ListSetAsideHandler } from './queries/list-set-aside.js';
export { ListRevisionsHandler } from './queries/list-revisions.js';
export { ListTenantsHandler } from './queries/list-tenants.js';
export { ReadLogHandler } from './queries/read-log.js';
export { FoldAnewHandler } from './rebuild/fold-anew.js';
export { RebuildHandler } from './rebuild/rebuild.js';
export { VerifyHandler } from './rebuild/verify.js';
export { PlanReadingHandler } from './reread/plan-reading.js';
export { ReadAgainHandler, ReadAgainWhereDueHandler } from './reread/read-again-where-due.js';
