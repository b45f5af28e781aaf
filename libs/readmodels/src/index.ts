export {
  type AlertEntry,
  alertId,
  type AlertRow,
  alertsOfClinician,
  type InboxQuery,
  isTold,
  readAlert,
  readInbox,
  readTriggered,
  saveAlerts,
  standingKeys,
  supersedeAlerts,
  type TriggeredAlert,
} from './alert-inbox.view.js';
export { type AlertStanding, readStandings } from './alert-standing.view.js';
export { decodeCursor, encodeCursor, type Page } from './cursor.js';
export { MIGRATIONS } from './migrations.js';
export { mutedEpisodes } from './muted-episodes.js';
export { type PipelineFacts, readPipeline, readStages, type Stage } from './pipeline-health.view.js';
export { discardRows, findRowDifferences, forgetRows, saveChangedRows, saveNewRows } from './read-models.js';
export * from './roster.js';
export { readUntaken, type Untaken } from './untaken-alerts.view.js';
export { readUnacknowledged } from './unacknowledged-safety.view.js';
