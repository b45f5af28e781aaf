/** BullMQ as one would set it up by hand, on either backend: for the bare queue and for the plain build. */
import { Queue, Worker, createPostgresBackend, runMigrations, type Processor } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

export interface QueueStore {
  readonly databaseUrl: string;
  /** '' puts the queue into PostgreSQL. */
  readonly redisUrl: string;
}

const redis = (url: string): Redis => new Redis(url.replace(/^unix:\/\//, ''), { maxRetriesPerRequest: null });
const pool = (url: string): unknown => ({ connectionString: url, max: 8 });

export async function prepareQueue({ databaseUrl, redisUrl }: QueueStore): Promise<void> {
  if (redisUrl) return;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await runMigrations(client).finally(() => client.end());
}

export function openQueue<T>(store: QueueStore, name: string): { queue: Queue<T>; close(): Promise<void> } {
  if (!store.redisUrl) {
    const queue = new Queue<T>(name, { connection: pool(store.databaseUrl) as never }, createPostgresBackend as never);
    return { queue, close: () => queue.close() };
  }
  const connection = redis(store.redisUrl);
  const queue = new Queue<T>(name, { connection });
  return { queue, close: () => queue.close().finally(() => connection.disconnect()) };
}

export interface Work<T> {
  readonly name: string;
  readonly concurrency: number;
  readonly processor: Processor<T>;
}

export function openWorker<T>(
  store: QueueStore,
  { name, concurrency, processor }: Work<T>,
): { close(): Promise<void> } {
  if (!store.redisUrl) {
    const connection = pool(store.databaseUrl) as never;
    return new Worker<T>(name, processor, { connection, concurrency }, createPostgresBackend as never);
  }
  const connection = redis(store.redisUrl);
  const worker = new Worker<T>(name, processor, { connection, concurrency });
  return { close: () => worker.close().finally(() => connection.disconnect()) };
}
