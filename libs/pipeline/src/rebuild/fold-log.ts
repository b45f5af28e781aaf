/** Walks over every episode of the log and folds it from nothing: what rebuild and verify have in common. */
import { foldEpisode, type ClinicRules, type EpisodeState } from '#lib/alliance';
import { readHeads, readStreams, streamKey, toClinicEvent } from '#lib/eventlog';
import type { Database } from '#lib/platform';
import type { RulesOf } from '#lib/clinic-settings';

export interface FoldedEpisode {
  readonly tenant: number;
  readonly stream: string;
  readonly version: number;
  readonly state: EpisodeState;
  /** What it was folded under. */
  readonly rules: ClinicRules;
  readonly events: number;
}

/** What the names of episodes' streams begin with. */
export const EPISODES = 'episode/';

const PAGE = 200;

/** Episodes in key order, a page at a time. */
export async function* foldLog(db: Database, rulesOf: RulesOf): AsyncGenerator<FoldedEpisode[]> {
  let after = { tenant: 0, stream: '' };
  for (;;) {
    const heads = await readHeads(db, EPISODES, { after, limit: PAGE });
    const last = heads.at(-1);
    if (!last) return;
    const streams = await readStreams(
      db,
      heads.map((h) => ({ ...h, version: 0 })),
    );
    yield heads.flatMap(({ tenant, stream }) => {
      const events = streams.get(streamKey({ tenant, stream })) ?? [];
      const version = events.at(-1)?.version;
      if (version === undefined) return [];
      const rules = rulesOf(tenant);
      const state = foldEpisode(events.map(toClinicEvent), rules);
      return [{ tenant, stream, version, state, rules, events: events.length }];
    });
    after = last;
  }
}
