/** Does nothing with every job, 32 at a time; says so when it has done as many as it was told to wait for. */
import { openWorker } from './queue.js';

let expected = 0;
let done = 0;

const store = { databaseUrl: process.env['DATABASE_URL'] ?? '', redisUrl: process.env['REDIS_URL'] ?? '' };
const worker = openWorker(store, { name: 'noop', concurrency: 32, processor: async () => tick() });

process.on('message', (jobs: number) => (expected += jobs));
process.once('SIGTERM', () => void worker.close().finally(() => process.exit(0)));
// without its parent nobody counts
process.once('disconnect', () => process.exit(0));

function tick(): void {
  if (++done === expected) process.send?.('done');
}
