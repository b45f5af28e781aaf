/**
 * How long until a screen can show it: single events at a steady rate, each counted from the moment at which it should
 * have been sent, so that a server which slows its sender down does not look quick.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { LiveChange } from '#lib/pipeline';
import { Listener, type Database } from '#lib/platform';
import { until } from '../children.js';
import { Clinic } from '../clinic.js';
import { quantile } from '../notebook.js';
import { startRapport, warmUp, type Rapport } from '../rapport.js';
import type { Bench, Scenario } from '../scenario.js';
import { Sender, single } from '../sender.js';
import type { Venue } from '../stage.js';
import { onVenue } from './pipeline.js';

const RATE = 100;
const WARM_SECONDS = 2;
const CONNECTIONS = 32;
const PATIENCE_MS = 30_000;

export const latency: Scenario = {
  name: 'latency',
  needs: [],
  async measure(bench) {
    for (const backend of bench.backends) await onVenue(bench, backend, (venue) => measureOn(bench, venue));
  },
};

async function measureOn({ stage, book, sizes, seed }: Bench, venue: Venue): Promise<void> {
  // each event goes to an episode of its own, so that a word about the episode is a word about the event
  const episodes = RATE * (sizes.latencySeconds + WARM_SECONDS);
  const clinic = new Clinic({ seed, episodes, now: Date.now() });
  const rapport = await startRapport(stage, venue);
  await warmUp(rapport, clinic.openings(), stage.signal);
  const events = Array.from({ length: episodes }, (_, episode) => clinic.next(episode));
  const watch = await Watch.over(rapport);
  const closed = stage.cleanup.add(() => watch.close());
  const accepted = await sendSteadily(
    rapport,
    events.map((e) => ({ ...single(e), episode: e.data.episode })),
    watch,
  );
  await until('every event is shown', async () => watch.waiting === 0, { signal: stage.signal, withinMs: PATIENCE_MS });
  for (const [name, values] of Object.entries({ accept: accepted, shown: watch.delays })) {
    const measured = values.slice(RATE * WARM_SECONDS);
    for (const [label, share] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const)
      book.note(`latency.${venue.backend}.${name}.${label}`, quantile(measured, share), 'ms');
  }
  await closed();
  await rapport.stop();
}

type Due = ReturnType<typeof single> & { readonly episode: string };

/** Open loop: nobody waits for an answer. Returns how long each acceptance took, in the order of sending. */
async function sendSteadily({ target }: Rapport, events: readonly Due[], watch: Watch): Promise<number[]> {
  const sender = new Sender({ ...target, connections: CONNECTIONS });
  const start = performance.now() + 100;
  const answers: Promise<number>[] = [];
  for (const [i, event] of events.entries()) {
    const intended = start + (i * 1_000) / RATE;
    const early = intended - performance.now();
    if (early > 1) await delay(early);
    watch.expect(event.episode, intended);
    answers.push(sender.send(event).then(() => performance.now() - intended));
  }
  return Promise.all(answers).finally(() => sender.close());
}

/** Hears, at the commit that wrote the read models, which episodes they show anew. */
class Watch {
  readonly delays: number[] = [];
  private readonly due = new Map<string, number>();
  private listener: Listener | undefined;

  private constructor(private readonly db: Database) {}

  static async over({ db }: Rapport): Promise<Watch> {
    const watch = new Watch(db);
    watch.listener = await new Listener(db, (payload) => void watch.hear(JSON.parse(payload) as LiveChange)).open();
    return watch;
  }

  expect(episode: string, intended: number): void {
    this.due.set(episode, intended);
  }

  get waiting(): number {
    return this.due.size;
  }

  private async hear({ episodes }: LiveChange): Promise<void> {
    for (const episode of episodes ?? (await this.readShown())) {
      const intended = this.due.get(episode);
      if (intended !== undefined && this.due.delete(episode)) this.delays.push(performance.now() - intended);
    }
  }

  /** A word about very many episodes names none of them. */
  private async readShown(): Promise<string[]> {
    const { rows } = await this.db.query<{ episode: string }>(
      `SELECT substr(stream, 9) AS episode FROM checkpoint WHERE version > 1 AND stream = ANY($1::text[])`,
      [[...this.due.keys()].map((episode) => `episode/${episode}`)],
    );
    return rows.map(({ episode }) => episode);
  }

  async close(): Promise<void> {
    await this.listener?.close();
  }
}
