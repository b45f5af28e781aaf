export {
  type AlertEntry,
  alertId,
  type AlertRow,
  type InboxQuery,
  isTold,
  readAlert,
  readInbox,
  saveAlerts,
  standingKeys,
  supersedeAlerts,
} from './alert-inbox.view.js';
export { lockWeek, quotaUseOf, type QuotaWeek, saveQuotaUse } from './alert-quota.js';
export {
  type CaseloadRow,
  type CaseloadSortKey,
  readCaseload,
  readClient,
  readEpisode,
  readSortKeys,
  saveCaseload,
  sortKeyOf,
} from './caseload.view.js';
export type { Page } from './cursor.js';
export { ReadModels1764000003000 } from './migrations/1764000003000-read-models.js';
export { AlertGrants1764000006000 } from './migrations/1764000006000-alert-grants.js';
export { CaseloadPlaces1764000008000 } from './migrations/1764000008000-caseload-places.js';
export { type PipelineHealth, readHealth, readStages } from './pipeline-health.view.js';
export { readUnacknowledged } from './unacknowledged-safety.view.js';
