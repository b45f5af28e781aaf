/** The plain build's working process: one transaction for each job, many at once. */
import 'reflect-metadata';
import { openWorker } from '../queue.js';
import type { CloudEventDto } from './cloud-event.dto.js';
import { EventProcessor } from './event.processor.js';
import { CONCURRENCY, QUEUE_NAME, openTables, queueStore } from './settings.js';

async function main(): Promise<void> {
  const store = queueStore();
  const tables = await openTables(store.databaseUrl, CONCURRENCY);
  const events = new EventProcessor(tables);
  const work = { name: QUEUE_NAME, concurrency: CONCURRENCY };
  const worker = openWorker<CloudEventDto>(store, { ...work, processor: ({ data }) => events.process(data) });
  const stop = (): Promise<void> => worker.close().then(() => tables.destroy());
  process.once('SIGTERM', () => void stop().finally(() => process.exit(0)));
}

void main();
