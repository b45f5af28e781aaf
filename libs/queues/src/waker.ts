/**
 * Wakes followers and deliverers, best effort. A caller never waits longer than a quarter of a second and never learns
 * of a failure: the debt is in PostgreSQL, and the sweeper finds what no wake-up reached.
 *
 * Per shard at most one wake-up is on its way; a wake that comes meanwhile is sent once more afterwards. Without that
 * second one, an event that commits while the first wake is being answered could wait for the sweeper.
 */
import type { Queue } from 'bullmq';
import { throttledLog, type Clock, type Logger, type Metrics } from '#lib/platform';
import { openQueue, type QueueBackend } from './backend.js';
import { JOB_NAMES, type JobName } from './catalogue.js';
import { withTimeout } from './with-timeout.js';

const PATIENCE_MS = 250;
/** Sends that may be waiting for a store that is away; beyond that the sweeper finds the work anyway. */
const MOST_UNANSWERED = 200;
const FAILED_JOBS_KEPT_SECONDS = 7 * 86_400;
/** What the operators' board shows of the last minutes. */
const DONE_JOBS_KEPT = { age: 600, count: 50 };
const OPTIONS = { removeOnComplete: DONE_JOBS_KEPT, removeOnFail: { age: FAILED_JOBS_KEPT_SECONDS, count: 5_000 } };

export interface WakerParts {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

export class Waker {
  private readonly queues = new Map<JobName, Queue>();
  private readonly onTheirWay = new Map<number, { again: boolean }>();
  private readonly say: ReturnType<typeof throttledLog>;
  private unanswered = 0;

  constructor(
    backend: QueueBackend,
    private readonly parts: WakerParts,
  ) {
    this.say = throttledLog(10_000, parts.clock);
    if (backend.kind === 'none') return;
    for (const name of JOB_NAMES) {
      const queue = openQueue(backend, name);
      queue.on('error', (error) => this.complain('queue-error', error));
      this.queues.set(name, queue);
    }
  }

  /** Wakes each shard once. Returns at once. */
  wakeShards(shards: Iterable<number>): void {
    for (const shard of shards) {
      const flight = this.onTheirWay.get(shard);
      if (flight) flight.again = true;
      else void this.wakeShard(shard);
    }
  }

  wakeDeliveries(ids: readonly string[]): void {
    for (const delivery of ids)
      void this.send('deliver', { delivery }, { deduplication: { id: delivery, ttl: 5_000 } });
  }

  /** The queues, for operators' screens and metrics. */
  all(): Queue[] {
    return [...this.queues.values()];
  }

  private async wakeShard(shard: number): Promise<void> {
    const flight = { again: false };
    this.onTheirWay.set(shard, flight);
    do {
      flight.again = false;
      await this.send('follow-shard', { shard }, { deduplication: { id: `shard-${shard}`, keepLastIfActive: true } });
    } while (flight.again);
    this.onTheirWay.delete(shard);
  }

  private async send(name: JobName, payload: object, options: object): Promise<void> {
    const queue = this.queues.get(name);
    if (!queue || this.unanswered >= MOST_UNANSWERED) return;
    this.unanswered++;
    const timeout = deferredTimeout(PATIENCE_MS);
    try {
      const added = queue.add(name, payload, { ...OPTIONS, ...options });
      const settled = (): void => void this.unanswered--;
      added.then(settled, settled); // it may settle, or fail, long after nobody waits for it any more
      const outcome = await Promise.race([added.then(() => 'sent' as const), timeout.promise]);
      this.parts.metrics.wakes.inc({ outcome });
    } catch (error) {
      this.parts.metrics.wakes.inc({ outcome: 'failed' });
      this.complain('wake-failed', error);
    } finally {
      timeout.cancel();
    }
  }

  private complain(what: string, error: unknown): void {
    this.say(what, (suppressed) =>
      this.parts.logger.warn(
        { what, error: String(error), suppressed },
        'a wake-up was not sent; the sweeper will find the work',
      ),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((q) => withTimeout(q.close())));
  }
}

function deferredTimeout(ms: number): { promise: Promise<'slow'>; cancel: () => void } {
  let timer: NodeJS.Timeout;
  const promise = new Promise<'slow'>((resolve) => (timer = setTimeout(() => resolve('slow'), ms)));
  return { promise, cancel: () => clearTimeout(timer) };
}
