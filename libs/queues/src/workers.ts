/**
 * The workers of one process. Start-up is audited both ways: each job name has exactly one handler, and each handler has
 * a job name. A process that is half wired does not start.
 */
import type { Job, Worker } from 'bullmq';
import { throttledLog, type Clock, type Logger } from '#lib/platform';
import { forceClose, needsReplacing, openWorker, type QueueBackend } from './backend.js';
import { withTimeout } from './with-timeout.js';
import { JOB_NAMES, readPayload, type JobName, type JobPayloads } from './catalogue.js';

export interface JobHandler<N extends JobName = JobName> {
  readonly job: N;
  readonly concurrency: number;
  handle(payload: JobPayloads[N]): Promise<void>;
}

/** Throws with the line that is missing. */
export function auditHandlers(handlers: readonly JobHandler[]): void {
  const counts = new Map<string, number>();
  for (const { job } of handlers) counts.set(job, (counts.get(job) ?? 0) + 1);
  const faults = [
    ...JOB_NAMES.filter((name) => !counts.has(name)).map(
      (name) => `job "${name}" has no handler: add { job: '${name}', ... } to the worker's handlers`,
    ),
    ...[...counts].filter(([, n]) => n > 1).map(([name]) => `job "${name}" has more than one handler: keep one`),
    ...[...counts.keys()]
      .filter((name) => !(JOB_NAMES as readonly string[]).includes(name))
      .map((name) => `handler "${name}" belongs to no job: add it to queues/catalogue.ts`),
  ];
  if (faults.length > 0) throw new Error(`the workers are not wired:\n  ${faults.join('\n  ')}`);
}

/** Longer than any delivery may take, shorter than the patience of whoever stops the process. */
const DONE_WITHIN_MS = 20_000;
const GOODBYE_MS = 1_500;
const REPLACED_AFTER_MS = 5_000;

export class Workers {
  private readonly workers = new Map<JobName, Worker>();
  private readonly replacing = new Map<JobName, NodeJS.Timeout>();
  private closing = false;
  private readonly say: ReturnType<typeof throttledLog>;
  private readonly underWay = new Set<Promise<void>>();
  ignored = 0;

  constructor(
    private readonly backend: QueueBackend,
    private readonly parts: { readonly logger: Logger; readonly clock: Clock },
  ) {
    this.say = throttledLog(10_000, parts.clock);
  }

  start(handlers: readonly JobHandler[]): void {
    auditHandlers(handlers);
    for (const handler of handlers) this.startWorker(handler);
  }

  private startWorker(handler: JobHandler): void {
    const { job: name, concurrency } = handler;
    if (this.backend.kind === 'none') return;
    const processor = (job: Job): Promise<void> => this.track(this.run(handler, job));
    const worker = openWorker(this.backend, { name, concurrency, processor });
    worker.on('error', (error) => {
      this.complain(`${name}-error`, error);
      if (this.workers.get(name) === worker && needsReplacing(this.backend)) this.replaceSoon(handler);
    });
    worker.on('failed', (job, error) => this.complain(`${name}-failed`, error, job?.id));
    this.workers.set(name, worker);
  }

  private replaceSoon(handler: JobHandler): void {
    if (this.closing || this.replacing.has(handler.job)) return;
    const replace = (): void => {
      this.replacing.delete(handler.job);
      const old = this.workers.get(handler.job);
      this.startWorker(handler);
      if (old) forceClose(old);
    };
    this.replacing.set(handler.job, setTimeout(replace, REPLACED_AFTER_MS));
  }

  private track(work: Promise<void>): Promise<void> {
    this.underWay.add(work);
    return work.finally(() => this.underWay.delete(work));
  }

  private async run(handler: JobHandler, job: Job): Promise<void> {
    const payload = job.name === handler.job ? readPayload(handler.job, job.data) : undefined;
    if (payload) return handler.handle(payload as never);
    this.ignored++;
    this.say('ignored', () =>
      this.parts.logger.warn({ job: job.id, queue: handler.job }, 'an unknown job was ignored'),
    );
  }

  private complain(what: string, error: unknown, job?: string): void {
    this.say(what, (suppressed) =>
      this.parts.logger.warn({ what, job, error: String(error), suppressed }, 'a worker reported an error'),
    );
  }

  /**
   * Takes nothing new, waits for what is being done, then says goodbye to the store. A store that is away does not hear
   * it: it is left behind after a moment, and the locks run out by themselves.
   */
  async close(): Promise<void> {
    this.closing = true;
    for (const timer of this.replacing.values()) clearTimeout(timer);
    const workers = [...this.workers.values()];
    const goodbyes = workers.map((worker) => worker.close());
    await withTimeout(Promise.allSettled(this.underWay), DONE_WITHIN_MS);
    await Promise.all(goodbyes.map((goodbye) => withTimeout(goodbye, GOODBYE_MS)));
    workers.forEach(forceClose);
  }
}
