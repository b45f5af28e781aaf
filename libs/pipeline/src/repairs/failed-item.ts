/** What failed, as operations are shown it: ids, times and reasons, and nothing of what an event or an alert says. */
import { toIso } from '#lib/kernel';
import type { Queryable } from '#lib/platform';
import { readWords, type RepairKindName } from '#lib/repairs';

export interface Discarded {
  readonly repair: string;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

export interface FailedItem {
  readonly kind: RepairKindName;
  /** A delivery, a position in the clinic's log, an episode, or a queue and its job. */
  readonly id: string;
  readonly state: string;
  /** Since when it waits. */
  readonly since: string;
  readonly reason: string;
  /** What would make it go on, where that is known. */
  readonly hint?: string;
  readonly attempts?: number;
  /** When it was given up. */
  readonly failedAt?: string;
  /** Of a delivery. */
  readonly alert?: string;
  readonly channel?: string;
  readonly person?: string;
  /** Of an event. */
  readonly type?: string;
  readonly source?: string;
  readonly event?: string;
  /** Of an episode: how many of its events are not read. */
  readonly unread?: number;
  /** Of a job. */
  readonly shard?: number;
  readonly delivery?: string;
  /** Who let it be, when and why. */
  readonly discarded?: Discarded;
}

/** By what was discarded, who did it and why. */
export async function wordsOn(
  db: Queryable,
  repairs: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, { readonly discarded: Discarded }>> {
  if (repairs.size === 0) return new Map();
  const words = await readWords(db, [...new Set(repairs.values())]);
  return new Map(
    [...repairs].flatMap(([ref, repair]) => {
      const said = words.get(repair);
      return said
        ? [[ref, { discarded: { repair, by: said.by, reason: said.reason, at: toIso(said.at) } }] as const]
        : [];
    }),
  );
}
