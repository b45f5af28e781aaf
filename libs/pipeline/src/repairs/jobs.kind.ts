/**
 * Wake-ups that failed. What they were to wake is owed in PostgreSQL and found by the sweeper anyway; a failed job is a
 * trace of what went wrong. Jobs belong to the house: a clinic sees those of its own messages, and those of shards.
 */
import { findDeliveries } from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import type { Database } from '#lib/platform';
import { FAILED_JOB_PATTERN, failedJobs, repairJob, type FailedJob, type Waker } from '#lib/queues';
import type { Found, Item, ItemOutcome, RepairFilter, RepairKind } from '#lib/repairs';
import type { FailedItem } from './failed-item.js';

interface Parts {
  readonly db: Database;
  readonly waker: Waker;
}

export const jobsKind = ({ db, waker }: Parts): RepairKind<FailedItem> => ({
  kind: 'jobs',
  filters: ['ids', 'state', 'queue', 'reason', 'since', 'until'],
  id: FAILED_JOB_PATTERN,
  states: ['failed'],
  async find(tenant, filter, { after = '0', limit }) {
    const from = Number(after);
    const jobs = await failedJobs(waker.all(), from, limit);
    const mine = await ofTenant(db, tenant, jobs);
    return {
      found: mine.filter((job) => isAsked(job, filter)).map(foundOf),
      next: jobs.length === limit ? String(from + limit) : undefined,
    };
  },
  deeds: {
    retry: { how: 'apart', act: (items) => inTurn(items, (item) => repairJob(waker.all(), item, 'retry')) },
    discard: { how: 'apart', act: (items) => inTurn(items, (item) => repairJob(waker.all(), item, 'remove')) },
  },
});

async function ofTenant(db: Database, tenant: number, jobs: readonly FailedJob[]): Promise<readonly FailedJob[]> {
  const named = jobs.flatMap(({ delivery }) => delivery ?? []);
  const mine = new Set((await findDeliveries(db, tenant, named)).map(({ id }) => id));
  return jobs.filter(({ delivery }) => delivery === undefined || mine.has(delivery));
}

function isAsked(job: FailedJob, filter: RepairFilter): boolean {
  const { ids = [job.ref], queue = job.queue, reason = '' } = filter;
  return ids.includes(job.ref) && job.queue === queue && job.error.includes(reason) && isWithin(job.createdAt, filter);
}
const isWithin = (at: number, { since = 0, until = Infinity }: RepairFilter): boolean => at >= since && at < until;

const foundOf = ({ ref, mark, queue, error, attempts, createdAt, failedAt, shard, delivery }: FailedJob) =>
  ({
    ref,
    mark,
    since: createdAt,
    group: queue,
    isExpected: true,
    isGrave: false,
    shown: {
      kind: 'jobs',
      id: ref,
      state: 'failed',
      since: toIso(createdAt),
      failedAt: toIso(failedAt),
      reason: error,
      attempts,
      ...(shard === undefined ? {} : { shard }),
      ...(delivery === undefined ? {} : { delivery }),
    },
  }) satisfies Found<FailedItem>;

async function inTurn(items: readonly Item[], act: (item: Item) => Promise<boolean>): Promise<readonly ItemOutcome[]> {
  const outcomes: ItemOutcome[] = [];
  for (const item of items) {
    const did = await act(item).catch((error: unknown) => {
      // what was done so far is written down; the next batch begins here
      if (outcomes.length === 0) throw error;
      return undefined;
    });
    if (did === undefined) break;
    outcomes.push({ nth: item.nth, outcome: did ? 'done' : 'changed' });
  }
  return outcomes;
}
