export { migrateQueues, type QueueBackend } from './backend.js';
export { JOB_NAMES } from './catalogue.js';
export { FAILED_JOB_PATTERN, type FailedJob, failedJobs, findJobs, type FoundJob, repairJob } from './failed-jobs.js';
export { queueMetrics, queuesAnswer } from './metrics.js';
export { openSharedCounters, type SharedCounters } from './shared-counters.js';
export { Waker } from './waker.js';
export { type JobHandler, Workers } from './workers.js';
