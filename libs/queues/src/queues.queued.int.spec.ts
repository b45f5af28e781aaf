/** Wake-ups on the backend that this run is about: they arrive, they gather, and nobody waits for them. */
import { Metrics, createLogger, systemClock } from '#lib/platform';
import { cloneDatabase, eventually, openQueueStore, suiteBackend } from '#lib/testkit';
import type { QueueBackend } from './backend.js';
import type { JobName, JobPayloads } from './catalogue.js';
import { queueMetrics, queuesAnswer } from './metrics.js';
import { Waker } from './waker.js';
import { Workers, auditHandlers, type JobHandler } from './workers.js';

const logger = createLogger('silent', 'test');
const nothing = (): Promise<void> => Promise.resolve();
const handlers = (
  follow: JobHandler<'follow-shard'>['handle'],
  deliver: JobHandler<'deliver'>['handle'] = nothing,
): JobHandler[] => [
  { job: 'follow-shard', concurrency: 2, handle: follow } as JobHandler,
  { job: 'deliver', concurrency: 2, handle: deliver } as JobHandler,
];

function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open: () => open() };
}

const countOf = async (metrics: Metrics, outcomes: readonly string[]): Promise<number> =>
  (await metrics.wakes.get()).values
    .filter((v) => outcomes.includes(String(v.labels.outcome)))
    .reduce((sum, v) => sum + v.value, 0);

describe(`wake-ups on ${suiteBackend()}`, () => {
  let backend: QueueBackend;
  let metrics: Metrics;
  let waker: Waker;
  let workers: Workers;
  const sent = (): Promise<number> => countOf(metrics, ['sent', 'slow']);
  const queueOf = (name: JobName) => waker.all().find((q) => q.name === name)!;
  const isIdle = (name: JobName) =>
    eventually('the queue is empty', async () => {
      const counts = await queueOf(name).getJobCounts('waiting', 'active', 'delayed', 'prioritized');
      return Object.values(counts).every((n) => n === 0);
    });

  beforeAll(async () => {
    backend = await openQueueStore(await cloneDatabase());
  });
  beforeEach(() => {
    metrics = new Metrics();
    waker = new Waker(backend, { logger, metrics, clock: systemClock });
    workers = new Workers(backend, { logger, clock: systemClock });
  });
  afterEach(async () => {
    await workers.close();
    await waker.close();
  });

  it('lead to a handled job with the ids that were sent, and nothing else', async () => {
    const seen: (JobPayloads['deliver'] | JobPayloads['follow-shard'])[] = [];
    const note = (payload: (typeof seen)[number]): Promise<void> => Promise.resolve(void seen.push(payload));
    workers.start(handlers(note, note));
    waker.wakeShards(new Set([3, 5]));
    waker.wakeDeliveries(['77']);
    await eventually('three jobs are handled', () => seen.length === 3);
    expect(seen).toEqual(expect.arrayContaining([{ shard: 3 }, { shard: 5 }, { delivery: '77' }]));
  });

  it('gather while their shard is being followed, and the last of them is not lost', async () => {
    const first = gate();
    const begun: boolean[] = [];
    let lastIsSent = false;
    workers.start(
      handlers(() => {
        begun.push(lastIsSent);
        return begun.length === 1 ? first.passed : nothing();
      }),
    );
    waker.wakeShards([7]);
    await eventually('the first follow has begun', () => begun.length === 1);
    for (let i = 0; i < 200; i++) {
      const before = i % 20 === 0 ? await sent() : 0;
      waker.wakeShards([7]);
      if (i % 20 === 0) await eventually('one more wake-up is sent', async () => (await sent()) > before);
    }
    const all = await sent();
    lastIsSent = true;
    waker.wakeShards([7]);
    await eventually('the last wake-up is sent', async () => (await sent()) > all);
    first.open();
    await eventually('a follow begins after the last wake-up', () => begun.includes(true));
    await isIdle('follow-shard');
    expect(begun.length).toBeLessThanOrEqual(3);
  });

  it('are for one shard each: a long follow does not hold up another', async () => {
    const long = gate();
    const seen: number[] = [];
    workers.start(handlers(({ shard }) => (seen.push(shard), shard === 1 ? long.passed : nothing())));
    waker.wakeShards([1]);
    await eventually('the long follow has begun', () => seen.includes(1));
    waker.wakeShards([2]);
    await eventually('the other shard is followed', () => seen.includes(2));
    long.open();
    await isIdle('follow-shard');
    expect(seen).toEqual([1, 2]);
  });

  it('reach a shard again after a follow that failed', async () => {
    let tries = 0;
    workers.start(handlers(() => (++tries === 1 ? Promise.reject(new Error('the database is away')) : nothing())));
    waker.wakeShards([4]);
    await eventually('the first try has failed', async () => (await queueOf('follow-shard').getFailedCount()) === 1);
    waker.wakeShards([4]);
    await eventually('the shard is followed', () => tries === 2);
    await isIdle('follow-shard');
    expect(tries).toBe(2);
  });

  it('from strangers and older versions are ignored, counted, and gone', async () => {
    const seen: string[] = [];
    workers.start(handlers(nothing, ({ delivery }) => Promise.resolve(void seen.push(delivery))));
    const queue = queueOf('deliver');
    const failedBefore = await queue.getFailedCount();
    const options = { removeOnComplete: true };
    await queue.add('deliver', { delivery: 'DROP TABLE outbox' }, options);
    await queue.add('deliver', { delivery: 12 }, options);
    await queue.add('deliver', 'x'.repeat(1_000_000), options);
    await queue.add('deliver.v0', { delivery: '12' }, options);
    await queue.add('follow-shard', { shard: 3 }, options);
    waker.wakeDeliveries(['99']);
    await eventually('the good one is handled', () => seen.length === 1);
    await isIdle('deliver');
    expect(seen).toEqual(['99']);
    expect(workers.ignored).toBe(5);
    expect(await queue.getFailedCount()).toBe(failedBefore);
  });

  it('that are being worked on are finished before the workers close', async () => {
    const work = gate();
    const story: string[] = [];
    workers.start(
      handlers(async () => {
        story.push('begun');
        await work.passed;
        story.push('finished');
      }),
    );
    waker.wakeShards([6]);
    await eventually('the job has begun', () => story.length === 1);
    const closed = workers.close().then(() => story.push('closed'));
    await Promise.race([closed, queuesAnswer(waker.all())]);
    work.open();
    await closed;
    expect(story).toEqual(['begun', 'finished', 'closed']);
  });

  it('are visible to operators: whether the store answers, and what waits', async () => {
    expect(await queuesAnswer(waker.all(), 5_000)).toBe(true);
    expect(await queueMetrics(waker.all(), 5_000)).toContain('follow-shard');
  });
});

describe('without queues', () => {
  it('wakes nobody and closes at once', async () => {
    const waker = new Waker({ kind: 'none' }, { logger, metrics: new Metrics(), clock: systemClock });
    waker.wakeShards([1]);
    await waker.close();
    expect(waker.all()).toEqual([]);
  });
});

describe('the start-up audit', () => {
  const [follow, deliver] = handlers(nothing) as [JobHandler, JobHandler];

  it('lets a process start whose jobs and handlers match', () => {
    expect(() => auditHandlers([follow, deliver])).not.toThrow();
  });

  it('names the job without a handler, the one with two, and the handler without a job', () => {
    const stranger = { ...deliver, job: 'clean-up' as JobName };
    expect(() => auditHandlers([follow, follow, stranger])).toThrow(
      [
        'the workers are not wired:',
        `  job "deliver" has no handler: add { job: 'deliver', ... } to the worker's handlers`,
        '  job "follow-shard" has more than one handler: keep one',
        '  handler "clean-up" belongs to no job: add it to queues/catalogue.ts',
      ].join('\n'),
    );
  });
});
