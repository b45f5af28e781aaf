/**
 * The last step before a new build takes over: it stands, for every episode, where the followers stand. Where they went
 * on meanwhile, it goes on; where it read further than they, it steps back and the episode stays marked. A follower tells
 * people what is new to it, so an event that only the rebuild had folded would be told to nobody.
 */
import { foldEpisode, writeState } from '#lib/alliance';
import {
  findApart,
  forgetCheckpoints,
  markAgain,
  readStreams,
  saveCheckpoints,
  shardOf,
  streamKey,
  toClinicEvent,
  type Apart,
} from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import { forgetRows, saveNewRows } from '#lib/readmodels';
import type { RulesOf } from '#lib/clinic-settings';

export interface NewBuild {
  readonly build: number;
  readonly rulesOf: RulesOf;
}

/** Every shard must be locked by this transaction. */
export async function catchUp(tx: Queryable, { build, rulesOf }: NewBuild, now: number): Promise<void> {
  const apart = await findApart(tx, build);
  await forgetUnfollowed(
    tx,
    build,
    apart.filter((a) => a.reached === 0),
  );
  await foldUpTo(tx, { build, rulesOf }, { apart: apart.filter((a) => a.reached > 0), now });
  for (const { tenant, stream } of apart.filter((a) => a.rebuilt > a.reached)) {
    await markAgain(tx, tenant, { stream, shard: shardOf(tenant, stream, 'bulk'), now });
  }
}

/** Folds some episodes of a build from nothing, as far as the followers are, and writes their rows. */
export async function foldUpTo(
  tx: Queryable,
  { build, rulesOf }: NewBuild,
  { apart, now }: { apart: readonly Apart[]; now: number },
): Promise<void> {
  if (apart.length === 0) return;
  const streams = await readStreams(
    tx,
    apart.map((a) => ({ ...a, version: 0 })),
  );
  const met = apart.map(({ tenant, stream, reached, rebuilt }) => {
    const events = (streams.get(streamKey({ tenant, stream })) ?? []).filter((e) => e.version <= reached);
    const rules = rulesOf(tenant);
    const state = foldEpisode(events.map(toClinicEvent), rules);
    return { tenant, stream, from: rebuilt, version: reached, state, rules };
  });
  await saveCheckpoints(tx, build, { checkpoints: met.map((m) => ({ ...m, state: writeState(m.state) })), now });
  await forgetRows(tx, build, met);
  await saveNewRows(tx, build, met);
}

async function forgetUnfollowed(tx: Queryable, build: number, apart: readonly Apart[]): Promise<void> {
  if (apart.length === 0) return;
  await forgetCheckpoints(tx, build, apart);
  await forgetRows(tx, build, apart);
}
