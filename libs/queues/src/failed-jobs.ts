/** Jobs that failed, for a person to look at: ids, times and the name of the error; never its words, which may quote a row. */
import type { Job, Queue } from 'bullmq';
import { RapportError } from '#lib/platform';
import { JOB_NAMES, readPayload, type JobName } from './catalogue.js';

export interface FailedJob {
  /** Its queue and its id there. */
  readonly ref: string;
  /** Changes with each try. */
  readonly mark: string;
  readonly queue: JobName;
  readonly attempts: number;
  readonly createdAt: number;
  readonly failedAt: number;
  readonly error: string;
  readonly shard?: number;
  readonly delivery?: string;
}

export const FAILED_JOB_PATTERN = new RegExp(`^(?:${JOB_NAMES.join('|')}):[A-Za-z0-9._-]{1,100}$`);

const PATIENCE_MS = 3_000;

/** Throws `unavailable` where the queue store does not answer in time. */
async function answered<T>(asking: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), PATIENCE_MS);
  });
  try {
    return await Promise.race([asking, late]);
  } catch (cause) {
    throw new RapportError('unavailable', 'the store of the queues does not answer', { retryAfter: 5, cause });
  } finally {
    clearTimeout(timer);
  }
}

const markOf = ({ attemptsMade, finishedOn = 0 }: Job): string => `${attemptsMade}:${finishedOn}`;

/** Of every queue together, from a place on. */
export async function failedJobs(queues: readonly Queue[], from: number, limit: number): Promise<FailedJob[]> {
  const pages = await answered(
    Promise.all(queues.map((queue) => queue.getJobs(['failed'], 0, from + limit - 1, true))),
  );
  return pages
    .flatMap((jobs, nth) => jobs.flatMap((job) => described(queues[nth]?.name, job)))
    .slice(from, from + limit);
}

export interface FoundJob extends FailedJob {
  /** As BullMQ calls it. */
  readonly state: string;
}

/** Any job by its id, in whichever queue it is. */
export async function findJobs(queues: readonly Queue[], id: string): Promise<FoundJob[]> {
  const jobs = await answered(
    Promise.all(
      queues.map(async (queue) => {
        const job = (await queue.getJob(id)) as Job | undefined;
        return job ? described(queue.name, job).map((one) => ({ ...one, state: '', job })) : [];
      }),
    ),
  );
  return answered(Promise.all(jobs.flat().map(async ({ job, ...one }) => ({ ...one, state: await job.getState() }))));
}

function described(queue: string | undefined, job: Job | undefined): FailedJob[] {
  const name = JOB_NAMES.find((known) => known === queue);
  if (!name || !job) return [];
  const { attemptsMade, timestamp, finishedOn, stacktrace } = job;
  const error = /^[A-Za-z]{1,60}/.exec((stacktrace as readonly string[] | null)?.[0] ?? '')?.[0] ?? 'unknown';
  return [
    {
      ref: `${name}:${job.id}`,
      mark: markOf(job),
      queue: name,
      attempts: attemptsMade,
      createdAt: timestamp,
      failedAt: finishedOn ?? timestamp,
      error,
      ...readPayload(name, job.data),
    },
  ];
}

/** Returns whether it still stood as it was seen; nothing is done otherwise. */
export async function repairJob(
  queues: readonly Queue[],
  { ref, mark }: { readonly ref: string; readonly mark: string },
  deed: 'retry' | 'remove',
): Promise<boolean> {
  const [name, id = ''] = ref.split(':');
  const queue = queues.find((one) => one.name === name);
  if (!queue) throw new RapportError('unavailable', 'this process has no queues');
  const job = (await answered(queue.getJob(id))) as Job | undefined;
  if (!job || markOf(job) !== mark || (await answered(job.getState())) !== 'failed') return false;
  return doThat(job, deed);
}

/** A job that somebody else moved on in between is no outage; one that stands as it was, refused, is one. */
async function doThat(job: Job, deed: 'retry' | 'remove'): Promise<boolean> {
  const act = deed === 'retry' ? job.retry('failed') : job.remove();
  const did = await answered(
    act.then(
      () => true,
      () => false,
    ),
  );
  if (did || (await answered(job.getState())) !== 'failed') return did;
  throw new RapportError('unavailable', 'the store of the queues refused it', { retryAfter: 5 });
}
