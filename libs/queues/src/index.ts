export { migrateQueues, type QueueBackend } from './backend.js';
export { JOB_NAMES, readPayload, type JobName, type JobPayloads } from './catalogue.js';
export { queueMetrics, queuesAnswer } from './metrics.js';
export { Waker } from './waker.js';
export { Workers, auditHandlers, type JobHandler } from './workers.js';
