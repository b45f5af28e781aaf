/** How long `GET /v1/find` takes on a log that is long already, for each kind of thing that somebody may have in hand. */
import { Clinic } from '../clinic.js';
import { quantile } from '../notebook.js';
import { fillLog } from '../past.js';
import { startRapport, warmUp, type Rapport } from '../rapport.js';
import type { Bench, Scenario } from '../scenario.js';
import { onVenue } from './pipeline.js';

const ASKED = 100;
const TRACED = 500;

export const find: Scenario = {
  name: 'find',
  needs: [],
  async measure(bench) {
    const { stage, sizes, seed } = bench;
    await onVenue(bench, 'postgres', async (venue) => {
      const past = { url: venue.databaseUrl, episodes: sizes.oldEpisodes, seed };
      const rapport = await startRapport(stage, venue, (tenant) => fillLog({ ...past, tenant }));
      await warmUp(rapport, tracedEvents(seed), stage.signal);
      for (const [what, nameOf] of Object.entries(namesIn(sizes.oldEpisodes)))
        await measureOne(bench, rapport, { what, nameOf });
      await rapport.stop();
    });
  },
};

const traceOf = (nth: number): string => (nth + 1).toString(16).padStart(32, 'f');

const tracedEvents = (seed: number) =>
  new Clinic({ seed, episodes: TRACED, now: Date.now() })
    .openings()
    .map((event, nth) => ({ ...event, traceparent: `00-${traceOf(nth)}-b7ad6b7169203331-01` }));

type NameOf = (nth: number) => string;

/** Spread over the whole past, so that no page is asked for twice. */
function namesIn(episodes: number): Readonly<Record<string, NameOf>> {
  const spread = (nth: number): number => 1 + Math.floor((nth * (episodes - 1)) / ASKED);
  const episode: NameOf = (nth) => `past-${String(spread(nth)).padStart(6, '0')}`;
  return {
    event: (nth) => `${episode(nth)}-${nth % 20}`,
    position: (nth) => String(spread(nth) * 20),
    episode,
    trace: (nth) => traceOf(nth),
    nothing: (nth) => `nothing-${nth}`,
  };
}

async function measureOne(
  { book, stage }: Bench,
  { target }: Rapport,
  { what, nameOf }: { readonly what: string; readonly nameOf: NameOf },
): Promise<void> {
  const taken: number[] = [];
  for (let nth = 0; nth < ASKED; nth++) {
    const began = performance.now();
    const response = await fetch(`http://127.0.0.1:${target.port}/v1/find?q=${encodeURIComponent(nameOf(nth))}`, {
      headers: { authorization: `Bearer ${target.apiKey}` },
      signal: stage.signal,
    });
    const { found } = (await response.json()) as { found?: readonly object[] };
    if (!found || found.length > 0 === (what === 'nothing'))
      throw new Error(`find ${what}: ${response.status}, ${found?.length ?? 'no'} found`);
    taken.push(performance.now() - began);
  }
  book.note(`find.${what}.p50`, quantile(taken, 0.5), 'ms');
  book.note(`find.${what}.p99`, quantile(taken, 0.99), 'ms');
}
