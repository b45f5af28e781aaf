/**
 * The one file that knows which store carries the wake-ups. BullMQ speaks to Redis or to PostgreSQL through the same
 * queue and worker; the third choice is to have no queue at all and let the sweeper find the work.
 */
import {
  Queue,
  Worker,
  createPostgresBackend,
  runMigrations,
  type ConnectionOptions,
  type Processor,
  type WorkerOptions,
} from 'bullmq';
import type { RedisOptions } from 'ioredis';
import pg from 'pg';
import { redisPrefix, type JobName } from './catalogue.js';

export type QueueBackend =
  | { readonly kind: 'postgres'; readonly url: string }
  | {
      readonly kind: 'redis';
      readonly url: string;
      /** Keeps installations on one Redis apart. */ readonly prefix?: string;
    }
  | { readonly kind: 'none' };

type Purpose = 'produce' | 'consume';

/** Creates or updates BullMQ's own schema. It takes a lock of its own, so starters may do this at the same time. */
export async function migrateQueues(backend: QueueBackend): Promise<void> {
  if (backend.kind !== 'postgres') return;
  const client = new pg.Client({ connectionString: backend.url });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}

/** A producer must fail fast, because a request waits for it; a consumer must wait for ever, because nobody does. */
function redisConnection(url: string, purpose: Purpose): ConnectionOptions {
  const patience: RedisOptions =
    purpose === 'produce' ? { maxRetriesPerRequest: 1, commandTimeout: 1_000 } : { maxRetriesPerRequest: null };
  return {
    ...redisAddress(url),
    connectTimeout: 2_000,
    // closing while Redis is away waits this long for a socket that is closed already, and keeps the process alive meanwhile
    disconnectTimeout: 200,
    retryStrategy: (times: number) => Math.min(200 * times, 2_000),
    // after a failover the old primary refuses writes: reconnect, so that the new one is found
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
    ...patience,
  } as ConnectionOptions;
}

/** redis://host:port/db, rediss://..., or unix:///path/to/socket for a private server. */
function redisAddress(text: string): RedisOptions {
  if (/^(?:unix|redis\+unix):\/\//.test(text)) return { path: text.replace(/^[a-z+]+:\/\//, '') };
  const url = new URL(text);
  return {
    host: url.hostname,
    port: Number(url.port || 6379),
    db: Number(url.pathname.slice(1) || 0),
    ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

const postgresConnection = (url: string, max: number): unknown => ({
  connectionString: url,
  max,
  application_name: 'rapport-queue',
  keepAlive: true,
});

/** Waits for its store: a queue that gave up at the first refusal would stay useless after the store has come. */
export function openQueue(backend: Exclude<QueueBackend, { kind: 'none' }>, name: JobName): Queue {
  if (backend.kind === 'redis') {
    const connection = redisConnection(backend.url, 'produce');
    return new Queue(name, { connection, prefix: redisPrefix(backend.prefix ?? 'rapport', name) });
  }
  const connection = postgresConnection(backend.url, 3) as never;
  return new Queue(name, { connection }, createPostgresBackend) as unknown as Queue;
}

export interface Consumption {
  readonly name: JobName;
  readonly processor: Processor;
  readonly concurrency: number;
}

/** Locks are short and stalls are looked for often: what a killed worker held is taken up again within seconds. */
const CONSUMER: Omit<WorkerOptions, 'connection'> = {
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 3,
  drainDelay: 5,
};

export function openWorker(
  backend: Exclude<QueueBackend, { kind: 'none' }>,
  { name, processor, concurrency }: Consumption,
): Worker {
  if (backend.kind === 'redis') {
    const connection = redisConnection(backend.url, 'consume');
    return new Worker(name, processor, {
      ...CONSUMER,
      connection,
      concurrency,
      prefix: redisPrefix(backend.prefix ?? 'rapport', name),
    });
  }
  const connection = postgresConnection(backend.url, 2 + Math.min(concurrency, 4)) as never;
  return new Worker(
    name,
    processor,
    { ...CONSUMER, connection, concurrency },
    createPostgresBackend,
  ) as unknown as Worker;
}
