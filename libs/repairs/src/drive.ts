/**
 * The next batch of a repair. Whatever is done is written down with it or, where it is done elsewhere, right after it: a
 * process may be killed at any moment, and another one goes on where it stopped.
 */
import { randomBytes } from 'node:crypto';
import type { Clock, Database } from '#lib/platform';
import { holdRepair, letGoOfRepair, nextItems, recordOutcomes, takeRepair } from './batches.js';
import type { Acting, Apart, Item, RepairKind, Within } from './kind.js';
import type { RepairEntry } from './repairs.js';

export interface Driver {
  readonly db: Database;
  readonly clock: Clock;
  /** Names the process. */
  readonly owner: string;
}

const TOGETHER = 200;
const APART = 10;
/** Longer than a batch may take, also where each question waits for its answer as long as it may. */
const HELD_MS = 120_000;

/** Returns how many items it dealt with: 0 when none is left, it was cancelled, or another process is at it. */
export async function driveRepair(
  driver: Driver,
  kind: RepairKind,
  { id, act, tenant }: Pick<RepairEntry, 'id' | 'act' | 'tenant'>,
): Promise<number> {
  const acting = { repair: id, tenant, now: driver.clock.now() };
  const deed = kind.deeds[act];
  return deed.how === 'within' ? driveWithin(driver, deed, acting) : driveApart(driver, deed, acting);
}

async function driveWithin({ db }: Driver, deed: Within, acting: Acting): Promise<number> {
  const { items, done } = await db.transact(
    async (tx) => {
      if (!(await holdRepair(tx, acting.repair))) return NOTHING;
      const next = await nextItems(tx, acting.repair, TOGETHER);
      if (next.length === 0) return NOTHING;
      const outcomes = await deed.act(tx, next, acting);
      await recordOutcomes(tx, acting, outcomes);
      const well = new Set(outcomes.filter(({ outcome }) => outcome === 'done').map(({ nth }) => nth));
      return { items: next, done: next.filter(({ nth }) => well.has(nth)) };
    },
    { working: true },
  );
  if (done.length > 0) deed.afterwards?.(done, acting);
  return items.length;
}

const NOTHING: { readonly items: readonly Item[]; readonly done: readonly Item[] } = { items: [], done: [] };

async function driveApart({ db, clock, owner }: Driver, deed: Apart, acting: Acting): Promise<number> {
  // two of one process are two
  const holder = `${owner}/${randomBytes(6).toString('hex')}`;
  const hold = { id: acting.repair, owner: holder, forMs: HELD_MS };
  if (!(await takeRepair(db, hold))) return 0;
  try {
    const next = await nextItems(db, acting.repair, APART);
    if (next.length === 0) return 0;
    const outcomes = await deed.act(next, acting);
    await recordOutcomes(db, { repair: acting.repair, now: clock.now() }, outcomes);
    return outcomes.length;
  } finally {
    await letGoOfRepair(db, acting.repair, holder);
  }
}
