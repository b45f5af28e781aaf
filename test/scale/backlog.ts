/** Events that nobody has followed yet: taken by the APIs, marked dirty, and waiting. */
import { Clinic as Talk } from '../bench/clinic.js';
import type { SentEvent } from '../faults/load/events.js';
import type { Load } from '../faults/load/load.js';

export interface BacklogOptions {
  readonly seed: number;
  /** Begins the names of its episodes. */
  readonly prefix: string;
  readonly events: number;
  readonly episodes: number;
}

const BATCH = 100;
const LANES = 8;

/** The same options give the same events: an opening of every episode, then what happens to some by chance. */
export function backlogOf({ seed, prefix, events, episodes }: BacklogOptions): SentEvent[] {
  const talk = new Talk({ seed, episodes, prefix, now: Date.now() });
  return [...talk.openings(), ...talk.events(events - episodes)] as unknown as SentEvent[];
}

/** Sends in batches over several connections, through the ledger; answers events per second. @throws at a refusal. */
export async function fill(load: Load, events: readonly SentEvent[]): Promise<number> {
  const batches = Array.from({ length: Math.ceil(events.length / BATCH) }, (_, i) =>
    events.slice(i * BATCH, (i + 1) * BATCH),
  );
  const began = performance.now();
  const lane = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const { status, trouble } = await load.send('fresh', batch);
      if (status < 200 || status > 299) throw new Error(`a batch was answered ${status} ${trouble ?? ''}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return (events.length / (performance.now() - began)) * 1_000;
}
