/**
 * A place where processes count together, on the Redis that carries the wake-ups. Which library counts there is not
 * known here: it is handed the client.
 */
import { throttledLog, type Clock, type Logger } from '#lib/platform';
import { openCountingRedis, type QueueBackend } from './backend.js';

export interface SharedCounters {
  /** An ioredis client that refuses at once while Redis is away. */
  readonly client: object;
  /** Begins the name of every counter, so that installations on one Redis stay apart. */
  readonly prefix: string;
  close(): void;
}

/** Undefined where no Redis is used: then each process counts for itself. */
export function openSharedCounters(
  backend: QueueBackend,
  { logger, clock }: { readonly logger: Logger; readonly clock: Clock },
): SharedCounters | undefined {
  if (backend.kind !== 'redis') return undefined;
  const client = openCountingRedis(backend.url);
  const say = throttledLog(10_000, clock);
  client.on('error', (error: Error) =>
    say('counters', (suppressed) =>
      logger.warn({ error: error.message, suppressed }, 'the shared counters cannot be reached'),
    ),
  );
  return { client, prefix: `${backend.prefix ?? 'rapport'}-count-`, close: () => client.disconnect() };
}
