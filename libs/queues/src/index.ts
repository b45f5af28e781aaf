export { migrateQueues, type QueueBackend } from './backend.js';
export { queueMetrics, queuesAnswer } from './metrics.js';
export { openSharedCounters, type SharedCounters } from './shared-counters.js';
export { Waker } from './waker.js';
export { type JobHandler, Workers } from './workers.js';
