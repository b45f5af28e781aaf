export { grantsOf, lockWeek, saveGrants, type BudgetWeek } from './alert-grants.js';
export {
  alertId,
  isTold,
  readAlert,
  readInbox,
  saveAlerts,
  standingKeys,
  supersedeAlerts,
  type AlertEntry,
  type AlertRow,
  type InboxQuery,
} from './alert-inbox.view.js';
export {
  placeOf,
  readCaseload,
  readClient,
  readPlaces,
  readSummary,
  saveCaseload,
  type CaseloadEntry,
  type CaseloadQuery,
  type CaseloadRow,
  type Place,
} from './caseload.view.js';
export { type Page } from './cursor.js';
export { readTimeline, type EpisodeTimeline } from './episode-timeline.view.js';
export { AlertGrants1764000006000 } from './migrations/1764000006000-alert-grants.js';
export { CaseloadPlaces1764000008000 } from './migrations/1764000008000-caseload-places.js';
export { ReadModels1764000003000 } from './migrations/1764000003000-read-models.js';
export { readHealth, readStages, type PipelineHealth, type Stage } from './pipeline-health.view.js';
export { revive } from './revive.js';
export { readUnacknowledged, type Unacknowledged } from './unacknowledged-safety.view.js';
