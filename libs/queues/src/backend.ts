/**
 * The one file that knows which store carries the wake-ups. BullMQ speaks to Redis or to PostgreSQL through the same
 * queue and worker; the third choice is to have no queue at all and let the sweeper find the work.
 */
import {
  Queue,
  RedisConnection,
  Worker,
  createIORedisClient,
  createPostgresBackend,
  runMigrations,
  type ConnectionOptions,
  type Processor,
  type WorkerOptions,
} from 'bullmq';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import pg from 'pg';
import { redisPrefix, type JobName } from './catalogue.js';

export type QueueBackend =
  | { readonly kind: 'postgres'; readonly url: string }
  | {
      readonly kind: 'redis';
      /** One server, or several nodes of one Redis Cluster with commas between them. */
      readonly url: string;
      /** Keeps installations on one Redis apart. */ readonly prefix?: string;
    }
  | { readonly kind: 'none' };

type Purpose = 'produce' | 'consume' | 'count';

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

/** Where Redis is and how it is spoken to; `nodes` only when it is a cluster. */
interface RedisPlace extends Omit<RedisOptions, 'replyMapping'> {
  readonly nodes?: readonly RedisPlace[];
}

/** A producer must fail fast, because a request waits for it; a consumer must wait without limit, because nobody waits for it. */
function redisConnection(text: string, purpose: Purpose): ConnectionOptions {
  return redisOptions(text, purpose) as ConnectionOptions;
}

const PATIENCE: Readonly<Record<Purpose, RedisPlace>> = {
  produce: { maxRetriesPerRequest: 1, commandTimeout: 1_000 },
  consume: { maxRetriesPerRequest: null },
  // every request asks: while Redis is away it has to hear so at once
  count: { maxRetriesPerRequest: 0, commandTimeout: 250, enableOfflineQueue: false },
};

function redisOptions(text: string, purpose: Purpose): RedisPlace {
  return {
    ...redisPlace(text),
    connectTimeout: 2_000,
    // closing while Redis is away waits this long for a socket that is closed already, and keeps the process alive meanwhile
    disconnectTimeout: 200,
    retryStrategy: (times: number) => Math.min(200 * times, 2_000),
    // after a failover the old primary refuses writes: reconnect, so that the new one is found
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
    ...PATIENCE[purpose],
  };
}

/** A comma parts two nodes only where another address begins: a password may hold one too. */
function redisPlace(text: string): RedisPlace {
  const nodes = text.split(/\s*,\s*(?=rediss?:\/\/)/).map(redisAddress);
  return nodes.length > 1 ? { ...nodes[0], nodes } : (nodes[0] as RedisPlace);
}

/** redis://host:port/db, rediss://..., or unix:///path/to/socket for a private server. */
function redisAddress(text: string): RedisPlace {
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

/** Hops through a cluster before a command is given up; a dead master costs two, and a tenth of a second. */
const HOPS = { producer: 4, consumer: 16 } as const;

/**
 * A cluster has one database and its nodes share one login, the first one's. A node that is gone is not waited for: the
 * client asks the others who has its slots now.
 */
function openRedis({ nodes, ...options }: RedisPlace): Redis | Cluster {
  if (!nodes) return new Redis(options);
  const { retryStrategy, db: _database, host: _host, port: _port, ...redisOptions } = options;
  return new Cluster(
    nodes.map(({ host, port }) => ({ host, port })),
    {
      redisOptions,
      // a busy machine answers late; giving up early would drop nodes that live
      slotsRefreshTimeout: 5_000,
      clusterRetryStrategy: retryStrategy,
      enableOfflineQueue: options.enableOfflineQueue ?? true,
      maxRedirections: options.maxRetriesPerRequest === null ? HOPS.consumer : HOPS.producer,
    },
  );
}

// BullMQ closes only what it has opened itself, so it is told how to open a cluster rather than handed one.
RedisConnection.clientFactory = (options) => createIORedisClient(openRedis(options as RedisPlace));

/** A connection of its own for what is counted while a request waits. */
export const openCountingRedis = (url: string): Redis | Cluster => openRedis(redisOptions(url, 'count'));

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
  // a cluster answers for a dead master with an error: ask again soon
  runRetryDelay: 2_000,
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

/**
 * On a cluster BullMQ heals a blocking connection by a disconnect and a connect of its own. Where those meet a connect of
 * ioredis, as they do while no master answers, the worker may wait for an event that never comes, without a word, and
 * indefinitely. So a worker of a cluster that reported an error is replaced.
 */
export const needsReplacing = (backend: QueueBackend): boolean =>
  backend.kind === 'redis' && redisPlace(backend.url).nodes !== undefined;

/** Gives up a worker that may never end by itself: its timers, then its connections. Waits for nothing. */
export function forceClose(worker: Worker): void {
  const { lockManager, backend } = worker as unknown as Record<'lockManager' | 'backend', Closeable>;
  const ignore = (): void => undefined;
  worker.close(true).catch(ignore);
  lockManager.close().catch(ignore);
  backend.close(true).catch(ignore);
}

interface Closeable {
  close(force?: boolean): Promise<void>;
}
