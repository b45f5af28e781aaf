/** The bare queue: what BullMQ carries when a job does nothing. One process adds, another one works. */
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Queue } from 'bullmq';
import { openQueue, prepareQueue } from '../queue.js';
import type { Bench, Scenario } from '../scenario.js';
import type { Venue } from '../stage.js';
import { onVenue } from './pipeline.js';

const BULK = 500;
const JOB = { removeOnComplete: true };

export const noop: Scenario = {
  name: 'noop',
  needs: [],
  async measure(bench) {
    for (const backend of bench.backends) await onVenue(bench, backend, (venue) => measureOn(bench, venue));
  },
};

async function measureOn({ stage, book, sizes }: Bench, venue: Venue): Promise<void> {
  await prepareQueue(venue);
  const args = [path.join(__dirname, '..', 'noop-worker.js')];
  const env = { DATABASE_URL: venue.databaseUrl, REDIS_URL: venue.redisUrl };
  const worker = stage.start(process.execPath, { args, env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const { queue, close } = openQueue(venue, 'noop');
  const closed = stage.cleanup.add(close);
  const carry = async (jobs: number): Promise<number> => {
    const started = performance.now();
    await Promise.all([addAll(queue, jobs), completions(worker.process, jobs, stage.signal)]);
    return performance.now() - started;
  };
  const jobs = sizes.noopJobs[venue.backend];
  await carry(Math.ceil(jobs / 10));
  book.note(`noop.${venue.backend}`, (jobs / (await carry(jobs))) * 1_000, 'jobs/s');
  await closed();
  await worker.stop();
}

async function addAll(queue: Queue, jobs: number): Promise<void> {
  for (let i = 0; i < jobs; i += BULK) {
    await queue.addBulk(
      Array.from({ length: Math.min(BULK, jobs - i) }, () => ({ name: 'noop', data: {}, opts: JOB })),
    );
  }
}

/** Tells the worker how many to count; resolves when it has. */
function completions(worker: ChildProcess, jobs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.send(jobs);
  });
}
