export {
  type AlertEntry,
  alertId,
  type AlertRow,
  type InboxQuery,
  isTold,
  readAlert,
  readInbox,
  readTriggered,
  saveAlerts,
  standingKeys,
  supersedeAlerts,
} from './alert-inbox.view.js';
export { decodeCursor, encodeCursor, type Page } from './cursor.js';
export { MIGRATIONS } from './migrations.js';
export { type PipelineHealth, readHealth, readStages } from './pipeline-health.view.js';
export { discardRows, findRowDifferences, forgetRows, saveChangedRows, saveNewRows } from './read-models.js';
export * from './roster.js';
export { readUnacknowledged } from './unacknowledged-safety.view.js';
