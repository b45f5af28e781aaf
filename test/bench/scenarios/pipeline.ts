/** The whole way of an event: HTTP, signature, durable, followed, judged, alerts and debts written. */
import { peakMemoryOf, processorTimeOf } from '../children.js';
import { Clinic } from '../clinic.js';
import { startRapport, tallyOf, through, warmUp, type Rapport } from '../rapport.js';
import type { Bench, Scenario } from '../scenario.js';
import { batches, single } from '../sender.js';
import type { Backend, Venue } from '../stage.js';

const BATCH = 100;
const SINGLE_CONNECTIONS = 32;

export const pipeline: Scenario = {
  name: 'pipeline',
  needs: ['noop'],
  async measure(bench) {
    for (const backend of bench.backends) {
      await onVenue(bench, backend, async (venue) => {
        const rapport = await startRapport(bench.stage, venue);
        const clinic = await measureBatches(bench, rapport, { ...bench.sizes, name: `pipeline.${backend}` });
        await measureSingles(bench, rapport, { clinic, name: `singles.${backend}` });
        noteMemory(bench, rapport, venue);
        await rapport.stop();
      });
    }
  },
};

export const pipelineOfMany: Scenario = {
  name: 'pipeline-100k',
  needs: ['noop'],
  async measure(bench) {
    const { manyEpisodes: episodes, manyEvents: events } = bench.sizes;
    for (const backend of bench.backends) {
      await onVenue(bench, backend, async (venue) => {
        const rapport = await startRapport(bench.stage, venue);
        await measureBatches(bench, rapport, { episodes, events, name: `pipeline-100k.${backend}` });
        await rapport.stop();
      });
    }
  },
};

export async function onVenue(bench: Bench, backend: Backend, work: (venue: Venue) => Promise<void>): Promise<void> {
  const venue = await bench.stage.venue(backend);
  await work(venue);
  await venue.end();
}

export interface Load {
  readonly name: string;
  readonly episodes: number;
  readonly events: number;
}

/** Opens every episode unmeasured, then measures what comes after. */
export async function measureBatches(
  bench: Bench,
  rapport: Rapport,
  { name, episodes, events }: Load,
): Promise<Clinic> {
  const { stage, book, seed } = bench;
  const clinic = new Clinic({ seed, episodes, now: Date.now() });
  await warmUp(rapport, clinic.openings(), stage.signal);
  const before = await tallyOf(rapport.db);
  const busy = [processorTimeOf(rapport.api), processorTimeOf(rapport.worker)];
  const messages = batches(clinic.events(events), BATCH);
  const time = await through(rapport, messages, { signal: stage.signal });
  book.note(`${name}.whole`, (events / time.followed) * 1_000, 'events/s');
  book.note(`${name}.accepted`, (events / time.accepted) * 1_000, 'events/s');
  [rapport.api, rapport.worker].forEach((child, i) => {
    const used = (processorTimeOf(child) ?? NaN) - (busy[i] ?? NaN);
    if (!Number.isNaN(used))
      book.note(`${name}.${i === 0 ? 'api' : 'worker'}-cpu`, (used / events) * 1_000, 'us/event');
  });
  book.note(`${name}.bytes`, messages.reduce((sum, { body }) => sum + body.length, 0) / events, 'bytes/event');
  const after = await tallyOf(rapport.db);
  refuseLoss(after, before.events + events);
  book.note(`${name}.alerts`, ((after.owed - before.owed) / events) * 100, '% of events');
  return clinic;
}

async function measureSingles(
  bench: Bench,
  rapport: Rapport,
  { clinic, name }: { clinic: Clinic; name: string },
): Promise<void> {
  const { stage, book, sizes } = bench;
  const messages = clinic.events(sizes.singles).map(single);
  const time = await through(rapport, messages, { signal: stage.signal, connections: SINGLE_CONNECTIONS });
  book.note(`${name}.whole`, (sizes.singles / time.followed) * 1_000, 'events/s');
}

/** A figure of work that was not done is no figure. */
function refuseLoss(tally: Awaited<ReturnType<typeof tallyOf>>, sent: number): void {
  if (tally.events === sent && tally.folded === sent && tally.setAside === 0) return;
  throw new Error(`${sent} events were sent, but the log and the read models say ${JSON.stringify(tally)}`);
}

function noteMemory({ book }: Bench, { api, worker }: Rapport, { backend, redis }: Venue): void {
  for (const [name, child] of Object.entries({ api, worker, redis })) {
    const peak = child && peakMemoryOf(child);
    if (peak !== undefined) book.note(`memory.${backend}.${name}`, peak, 'MB at most');
  }
}
