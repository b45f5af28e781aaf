export { postponeRepair } from './batches.js';
export { driveRepair } from './drive.js';
export {
  type FilterName,
  type Found,
  type Item,
  type ItemOutcome,
  REPAIR_ACTS,
  REPAIR_KINDS,
  type RepairAct,
  type RepairFilter,
  type RepairKind,
  type RepairKindName,
  type Within,
} from './kind.js';
export { MIGRATIONS } from './migrations.js';
export { listOperations, type LoggedOperation, noteOperation } from './operations.js';
export { pauseQueue, QUEUES, type QueueName, type QueuePause, readPauses, resumeQueue } from './pauses.js';
export { plan } from './plans.js';
export {
  cancelRepair,
  listRepairs,
  readOddItems,
  readRepair,
  readWords,
  type RepairEntry,
  type RepairState,
  runningRepairs,
  startRepair,
} from './repairs.js';
