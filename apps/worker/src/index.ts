export { WorkerSettings } from './worker-loop.js';
export { WorkerModule } from './worker.module.js';
