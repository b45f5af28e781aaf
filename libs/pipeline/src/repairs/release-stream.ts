/** An episode that was set aside is followed again: in the transaction of whoever says so. */
import { activeBuild, lockShard, markAgain, releaseQuarantine, shardOf, type StreamKey } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';

/** Every way by which an episode may be followed. */
const LANES = ['safety', 'live', 'bulk'] as const;

/** A follower that saw it set aside would clear the new mark with the old one. In the order of the shards. */
export async function lockLanes(tx: Queryable, keys: readonly StreamKey[]): Promise<void> {
  const shards = keys.flatMap(({ tenant, stream }) => LANES.map((lane) => shardOf(tenant, stream, lane)));
  for (const shard of [...new Set(shards)].toSorted((a, b) => a - b)) await lockShard(tx, shard);
}

/** Returns whether it was set aside. Its lanes are locked before. */
export async function releaseStream(tx: Queryable, key: StreamKey, now: number): Promise<boolean> {
  const { tenant, stream } = key;
  const held = await releaseQuarantine(tx, await activeBuild(tx), key);
  if (held) await markAgain(tx, tenant, { stream, shard: shardOf(tenant, stream, 'live'), now });
  return held;
}
