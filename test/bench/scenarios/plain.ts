/** What a team would write first, tuned: the same requests, the same judgement, one job and one transaction per event. */
import path from 'node:path';
import { generateWebhookSecret } from '#lib/platform';
import type { DataSource } from 'typeorm';
import { freePort, peakMemoryOf, until } from '../children.js';
import { Clinic, type WireEvent } from '../clinic.js';
import { openTables } from '../plain/settings.js';
import { prepareQueue } from '../queue.js';
import { CONNECTIONS, ready } from '../rapport.js';
import type { Bench, Scenario } from '../scenario.js';
import { Sender, batches, type Target } from '../sender.js';
import type { Venue } from '../stage.js';
import { onVenue } from './pipeline.js';

const BATCH = 100;
const PLAIN = path.join(__dirname, '..', 'plain');

export const plainBuild: Scenario = {
  name: 'plain',
  needs: ['pipeline'],
  async measure(bench) {
    for (const backend of bench.backends) await onVenue(bench, backend, (venue) => measureOn(bench, venue));
  },
};

async function measureOn({ stage, book, sizes, seed }: Bench, venue: Venue): Promise<void> {
  const tables = await openTables(venue.databaseUrl, 2);
  const closed = stage.cleanup.add(() => tables.destroy());
  await tables.synchronize();
  await prepareQueue(venue);
  const target: Target = {
    port: await freePort(),
    apiKey: 'none',
    secret: generateWebhookSecret(),
    connections: CONNECTIONS,
  };
  const env = {
    DATABASE_URL: venue.databaseUrl,
    REDIS_URL: venue.redisUrl,
    PORT: String(target.port),
    PLAIN_SECRET: target.secret,
  };
  const [api, worker] = ['api.js', 'worker.js'].map((file) =>
    stage.start(process.execPath, { args: [path.join(PLAIN, file)], env }),
  );
  await ready(target.port, stage.signal);
  const clinic = new Clinic({ seed, episodes: sizes.episodes, now: Date.now() });
  const passage = { target, tables, signal: stage.signal };
  await through(clinic.openings(), sizes.episodes, passage);
  const ms = await through(clinic.events(sizes.plainEvents), sizes.episodes + sizes.plainEvents, passage);
  book.note(`plain.${venue.backend}`, (sizes.plainEvents / ms) * 1_000, 'events/s');
  for (const [name, child] of Object.entries({ api, worker })) {
    const peak = child && peakMemoryOf(child);
    if (peak !== undefined) book.note(`memory.plain.${venue.backend}.${name}`, peak, 'MB at most');
  }
  await Promise.all([api?.stop(), worker?.stop(), closed()]);
}

interface Passage {
  readonly target: Target;
  readonly tables: DataSource;
  readonly signal: AbortSignal;
}

/** Sends, and waits until the episodes have seen `total` events. */
async function through(
  events: readonly WireEvent[],
  total: number,
  { target, tables, signal }: Passage,
): Promise<number> {
  const sender = new Sender(target);
  const started = performance.now();
  try {
    await sender.sendAll(batches(events, BATCH), signal);
    const isDone = async (): Promise<boolean> => {
      const [row] = await tables.query<{ seen: number }[]>('SELECT sum(version)::int AS seen FROM plain_episode');
      return row?.seen === total;
    };
    await until('the plain build has seen every event', isDone, { signal, everyMs: 50 });
    return performance.now() - started;
  } finally {
    sender.close();
  }
}
