/** Episodes that could not be followed and were set aside. Tried again, all of their events are read from where they stopped. */
import { episodeOf, episodeStream } from '#lib/events';
import {
  forgetDiscarded,
  heldSince,
  listHeld,
  noteDiscarded,
  readDiscarded,
  shardOf,
  type HeldEpisode,
} from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import type { Database, Queryable } from '#lib/platform';
import type { Waker } from '#lib/queues';
import type { Found, Item, ItemOutcome, RepairKind, Within } from '#lib/repairs';
import { wordsOn, type FailedItem } from './failed-item.js';
import { lockLanes, releaseStream } from './release-stream.js';

interface Parts {
  readonly db: Database;
  readonly waker: Waker;
}

export const episodesKind = ({ db, waker }: Parts): RepairKind<FailedItem> => ({
  kind: 'episodes',
  filters: ['ids', 'state', 'reason', 'since', 'until'],
  id: /^\S{1,200}$/,
  states: ['failed', 'discarded'],
  async find(tenant, { ids, state, ...asked }, { after = '', limit }) {
    const discarded = state === 'discarded';
    const rows = await listHeld(
      db,
      { ...asked, tenant, discarded, streams: ids?.map(episodeStream) },
      { after, limit },
    );
    const repairs = await readDiscarded(
      db,
      { tenant, kind: 'episode' },
      discarded ? rows.map(({ stream }) => stream) : [],
    );
    const words = await wordsOn(db, repairs);
    const found = rows.map((row) => foundOf(row, repairs.get(row.stream), words.get(row.stream)));
    return { found, next: rows.length === limit ? rows.at(-1)?.stream : undefined };
  },
  deeds: { retry: retrying(waker), discard: DISCARDING },
});

const retrying = (waker: Waker): Within => ({
  how: 'within',
  async act(tx, items, { tenant, now }) {
    const still = await stillHeld(tx, tenant, items);
    for (const { ref } of still) await releaseStream(tx, { tenant, stream: ref }, now);
    await forgetDiscarded(tx, { tenant, kind: 'episode' }, refsOf(still));
    return outcomesOf(items, still);
  },
  afterwards: (done, { tenant }) => waker.wakeShards(new Set(refsOf(done).map((ref) => shardOf(tenant, ref, 'live')))),
});

const DISCARDING: Within = {
  how: 'within',
  async act(tx, items, { repair, tenant, now }) {
    const still = await stillHeld(tx, tenant, items);
    await noteDiscarded(tx, { tenant, kind: 'episode', repair, now }, refsOf(still));
    return outcomesOf(items, still);
  },
};

const refsOf = (items: readonly Item[]): string[] => items.map(({ ref }) => ref);

/** Since when it is set aside, and in which repair it was let be. */
const markOf = (since: number, repair: string | undefined): string => `${since}:${repair ?? ''}`;

function foundOf(row: HeldEpisode, repair: string | undefined, words: object | undefined): Found<FailedItem> {
  const { stream, since, reason, version, head } = row;
  return {
    ref: stream,
    mark: markOf(since, repair),
    since,
    group: reason,
    isExpected: true,
    isGrave: true,
    shown: {
      kind: 'episodes',
      id: episodeOf(stream),
      state: repair === undefined ? 'failed' : 'discarded',
      since: toIso(since),
      reason,
      unread: Math.max(0, head - version),
      ...words,
    },
  };
}

async function stillHeld(tx: Queryable, tenant: number, items: readonly Item[]): Promise<readonly Item[]> {
  const keys = items.map(({ ref }) => ({ tenant, stream: ref }));
  await lockLanes(tx, keys);
  const since = await heldSince(tx, keys);
  const repairs = await readDiscarded(
    tx,
    { tenant, kind: 'episode' },
    items.map(({ ref }) => ref),
  );
  return items.filter(({ ref, mark }) => {
    const held = since.get(ref);
    return held !== undefined && markOf(held, repairs.get(ref)) === mark;
  });
}

function outcomesOf(items: readonly Item[], still: readonly Item[]): ItemOutcome[] {
  const did = new Set(still.map(({ nth }) => nth));
  return items.map(({ nth }) => ({ nth, outcome: did.has(nth) ? 'done' : 'changed' }));
}
