/** The mechanism without any of its kinds: what a batch leaves behind when it ends well, badly, or not at all. */
import { MINUTE, SECOND } from '#lib/kernel';
import { openTestSystem, type TestSystem } from '#lib/testkit';
import { driveRepair } from './drive.js';
import type { Deed, Item, RepairKind } from './kind.js';
import { plan } from './plans.js';
import {
  cancelRepair,
  listRepairs,
  readOddItems,
  readRepair,
  runningRepairs,
  startRepair,
  type RepairEntry,
} from './repairs.js';

const TENANT = 7;
let system: TestSystem;
beforeAll(async () => {
  system = await openTestSystem();
  system.clock.holdAt(Date.now());
});
afterAll(() => system.close());

const db = () => system.parts.db;
const now = () => system.clock.now();

/** So many things that failed, a thousand a page at most. */
function things(count: number, deed: Deed): RepairKind {
  return {
    kind: 'deliveries',
    filters: ['ids'],
    id: /^t/,
    states: ['failed'],
    find: (_tenant, _filter, { after = '0', limit }) => {
      const from = Number(after);
      const nths = Array.from({ length: Math.min(limit, count - from) }, (_, nth) => from + nth);
      const found = nths.map((nth) => ({
        ref: `t${nth}`,
        mark: 'm',
        since: 1_000 + nth,
        group: nth % 3 === 0 ? 'a' : 'b',
        isExpected: nth % 2 === 0,
        isGrave: nth < 5,
        shown: undefined,
      }));
      return Promise.resolve({ found, next: from + limit < count ? String(from + limit) : undefined });
    },
    deeds: { retry: deed, discard: deed },
  };
}

const well = (items: readonly Item[]) => items.map(({ nth }) => ({ nth, outcome: 'done' as const }));
const start = (id: string) => startRepair(db(), { id, by: 'anna', reason: 'because', keyId: 'k', now: now() });
const planned = (kind: RepairKind): Promise<string> =>
  plan(db(), kind, { tenant: TENANT, act: 'retry', filter: {}, now: now() });
const read = async (id: string): Promise<RepairEntry> => {
  const entry = await readRepair(db(), TENANT, id);
  if (!entry) throw new Error('there is no such repair');
  return entry;
};
const drive = async (kind: RepairKind, id: string, owner = 'one'): Promise<number> =>
  driveRepair({ db: db(), clock: system.clock, owner }, kind, await read(id));
const driveAll = async (kind: RepairKind, id: string): Promise<void> => {
  while ((await drive(kind, id)) > 0);
};

describe('a plan', () => {
  it('counts every page by its groups, and says since when the oldest waits', async () => {
    const entry = await read(await planned(things(1_203, { how: 'apart', act: () => Promise.resolve([]) })));
    expect(entry).toMatchObject({
      state: 'planned',
      items: 1_203,
      expected: 602,
      grave: 5,
      oldest: 1_000,
      more: false,
    });
    expect(entry.groups.map(({ what, items }) => [what, items])).toEqual([
      ['b', 802],
      ['a', 401],
    ]);
  });

  it('of too much says that there is more', async () => {
    const entry = await read(await planned(things(50_700, { how: 'apart', act: () => Promise.resolve([]) })));
    expect(entry).toMatchObject({ items: 50_000, more: true });
  }, 30_000);

  it('on which nobody acts is gone after a week, and one that is half made is never started', async () => {
    const deed: Deed = { how: 'apart', act: (items) => Promise.resolve(well(items)) };
    const old = await planned(things(1, deed));
    const broken = things(600, deed);
    const half = {
      ...broken,
      find: (...asked: Parameters<RepairKind['find']>) =>
        asked[2].after ? Promise.reject(new Error('gone')) : broken.find(...asked),
    };
    await expect(planned(half)).rejects.toThrow('gone');
    const { rows } = await db().query<{ id: string }>(`SELECT id FROM repair WHERE state = 'planning'`);
    expect(await start(rows[0]?.id ?? '')).toBe(false);
    expect((await listRepairs(db(), TENANT, { before: now() + 1, limit: 50 })).map(({ id }) => id)).not.toContain(
      rows[0]?.id,
    );
    system.clock.advance(8 * 24 * 60 * MINUTE);
    await planned(things(1, deed));
    expect(await readRepair(db(), TENANT, old)).toBeUndefined();
    expect((await db().query(`SELECT 1 FROM repair WHERE state = 'planning'`)).rows).toEqual([]);
  });
});

describe('a batch', () => {
  it('that fails leaves nothing done and nothing written, and is done the next time', async () => {
    let tries = 0;
    const kind = things(450, {
      how: 'within',
      async act(tx, items) {
        await tx.query(
          `INSERT INTO operation (at, act, subject, by, key_id, reason) VALUES (now(), 'retry', 'spec', '', '', '')`,
        );
        tries += 1;
        if (tries === 2) throw new Error('the process ended here');
        return well(items);
      },
    });
    const id = await planned(kind);
    await start(id);
    expect(await drive(kind, id)).toBe(200);
    await expect(drive(kind, id)).rejects.toThrow('ended here');
    expect(await read(id)).toMatchObject({ state: 'running', done: 200 });
    expect((await runningRepairs(db(), 5)).map((one) => one.id)).toContain(id);
    await driveAll(kind, id);
    expect(await read(id)).toMatchObject({ state: 'done', done: 450, finishedAt: now() });
    expect((await db().query(`SELECT 1 FROM operation WHERE subject = 'spec'`)).rows).toHaveLength(3);
  });

  it('that is done elsewhere is taken by one, also of two in one process, and by another once that one is gone', async () => {
    let release: () => void = () => undefined;
    const seen: string[] = [];
    const kind = things(3, {
      how: 'apart',
      act: async (items) => {
        seen.push(...items.map(({ ref }) => ref));
        if (seen.length === 3) await new Promise<void>((resolve) => (release = resolve));
        return well(items);
      },
    });
    const id = await planned(kind);
    await start(id);
    const first = drive(kind, id, 'one');
    while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect([await drive(kind, id, 'two'), await drive(kind, id, 'one')]).toEqual([0, 0]);
    // by the clock of the database, whatever this process takes the time to be
    system.clock.advance(121 * SECOND);
    expect(await drive(kind, id, 'two')).toBe(0);
    await db().query(`UPDATE repair SET held_until = held_until - interval '121 s' WHERE id = $1`, [id]);
    expect(await drive(kind, id, 'two')).toBe(3);
    release();
    await first;
    expect(seen).toHaveLength(6);
    expect(await read(id)).toMatchObject({ state: 'done', done: 3 });
  });

  it('during which the repair is cancelled is written down, and nothing comes after it', async () => {
    const kind = things(120, {
      how: 'apart',
      act: async (items, { repair }) => {
        await cancelRepair(db(), { id: repair, by: 'ben', now: now() });
        return well(items);
      },
    });
    const id = await planned(kind);
    await start(id);
    expect(await drive(kind, id)).toBe(10);
    expect(await drive(kind, id)).toBe(0);
    expect(await read(id)).toMatchObject({ state: 'cancelled', cancelledBy: 'ben', done: 10 });
  });

  it('says of each item what became of it', async () => {
    const kind = things(3, {
      how: 'within',
      act: (_tx, [first, second, third]) =>
        Promise.resolve([
          { nth: first?.nth ?? 0, outcome: 'done' },
          { nth: second?.nth ?? 0, outcome: 'changed' },
          { nth: third?.nth ?? 0, outcome: 'failed', detail: 'unknown_type' },
        ]),
    });
    const id = await planned(kind);
    await start(id);
    await driveAll(kind, id);
    expect(await read(id)).toMatchObject({ state: 'done', done: 1, changed: 1, failed: 1 });
    expect(await readOddItems(db(), id, 10)).toEqual([
      { ref: 't1', outcome: 'changed', detail: null },
      { ref: 't2', outcome: 'failed', detail: 'unknown_type' },
    ]);
  });

  it('is not begun before somebody starts the repair, and of several who do one is the one that did', async () => {
    const kind = things(2, { how: 'apart', act: (items) => Promise.resolve(well(items)) });
    const id = await planned(kind);
    expect(await drive(kind, id)).toBe(0);
    const starts = await Promise.all([start(id), start(id), start(id)]);
    expect(starts.filter(Boolean)).toHaveLength(1);
  });
});
