/** Where the wake-ups of one test file go, so that two files that run at once never wake each other's workers. */
import { Redis } from 'ioredis';

export interface QueueStore {
  readonly kind: 'postgres' | 'redis';
  readonly url: string;
}

/** The backend that this run of the suite is about. */
export const suiteBackend = (): QueueStore['kind'] =>
  process.env['RAPPORT_TEST_BACKEND'] === 'redis' ? 'redis' : 'postgres';

/** On PostgreSQL the file's own database; on Redis 13 or 14, one for each Jest worker, emptied first. */
export async function openQueueStore(databaseUrl: string, kind = suiteBackend()): Promise<QueueStore> {
  if (kind === 'postgres') return { kind, url: databaseUrl };
  const url = `${process.env['RAPPORT_TEST_REDIS']}/${13 + (Number(process.env['JEST_WORKER_ID'] ?? 1) % 2)}`;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return { kind, url };
}
