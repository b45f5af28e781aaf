/**
 * Shards. An episode's events wake its shard; the shard's follower drains every dirty episode in it. A lower number is
 * more urgent, and an episode that is dirty for two reasons keeps the more urgent one: safety answers never wait behind
 * bulk, and neither do live events.
 */
export const SAFETY_SHARD = 0;
export const LIVE_SHARDS = 12;
export const BULK_SHARDS = 4;
export const FIRST_BULK_SHARD = 1 + LIVE_SHARDS;
export const SHARDS = 1 + LIVE_SHARDS + BULK_SHARDS;
export type Lane = 'safety' | 'live' | 'bulk';

/** FNV-1a over tenant and stream: it must never change, because a mark written yesterday is read tomorrow. */
function hash(tenant: number, stream: string): number {
  let h = 0x811c9dc5 ^ tenant;
  for (let i = 0; i < stream.length; i++) h = Math.imul(h ^ stream.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

export function shardOf(tenant: number, stream: string, lane: Lane): number {
  if (lane === 'safety') return SAFETY_SHARD;
  const h = hash(tenant, stream);
  return lane === 'live' ? 1 + (h % LIVE_SHARDS) : FIRST_BULK_SHARD + (h % BULK_SHARDS);
}
