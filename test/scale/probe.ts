/** The product's own Waker and Workers on queues of their own, so that it can be seen which wake-ups arrive. */
import { Metrics, createLogger, systemClock } from '#lib/platform';
import { Waker, Workers, type JobHandler, type QueueBackend } from '#lib/queues';

export interface Probe {
  readonly waker: Waker;
  readonly shards: readonly number[];
  readonly deliveries: readonly string[];
  close(): Promise<void>;
}

export function openProbe(backend: QueueBackend): Probe {
  const parts = { logger: createLogger('silent', 'scale'), metrics: new Metrics(), clock: systemClock };
  const waker = new Waker(backend, parts);
  const workers = new Workers(backend, parts);
  const shards: number[] = [];
  const deliveries: string[] = [];
  const follow: JobHandler<'follow-shard'> = {
    job: 'follow-shard',
    concurrency: 2,
    handle: ({ shard }) => Promise.resolve(void shards.push(shard)),
  };
  const deliver: JobHandler<'deliver'> = {
    job: 'deliver',
    concurrency: 2,
    handle: ({ delivery }) => Promise.resolve(void deliveries.push(delivery)),
  };
  workers.start([follow as JobHandler, deliver as JobHandler]);
  const close = async (): Promise<void> => {
    await workers.close();
    await waker.close();
  };
  return { waker, shards, deliveries, close };
}
