/** What readers beside writers may rely on: the feed is in commit order, and no mark is lost between two hands. */
import { Database, systemClock } from '#lib/platform';
import { cloneDatabase, eventually, logEvent } from '#lib/testkit';
import { appendNew, type NewEvent } from './append.js';
import { Appender } from './appender.js';
import { activeBuild } from './builds.js';
import { ConcurrencyError, countAttempt, readCheckpoints, releaseQuarantine, saveCheckpoints } from './checkpoints.js';
import { clearMarks, markAgain, readMarks, staleShards } from './dirty.js';
import { headPosition, readFeed } from './read-feed.js';
import { beginDrain, endDrain } from './shard-runs.js';
import { shardOf } from './shards.js';

const STREAM = 'episode/ep-1';
const blocked = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;

describe('beside the writers', () => {
  let db: Database;
  let tenant = 0;
  let shard = 0;
  const event = (externalId: string, rest: Partial<NewEvent> = {}): NewEvent =>
    logEvent({ tenant, externalId, ...rest });
  const isBlocked = () =>
    eventually('a session waits for a lock', async () => (await db.query<{ n: number }>(blocked)).rows[0]?.n === 1);

  beforeAll(async () => (db = await Database.open({ url: await cloneDatabase(), poolSize: 12, name: 'test' })));
  beforeEach(async () => {
    await db.query('DELETE FROM dirty_episode');
    tenant++;
    shard = shardOf(tenant, STREAM, 'live');
  });
  afterAll(() => db.close());

  it('shows a tail reader every event once and in order while eight writers append', async () => {
    const each = 40;
    const write = async (writer: number): Promise<void> => {
      const appender = new Appender(db, systemClock);
      for (let i = 0; i < each; i++) {
        const mine = event(`${writer}-${i}`, { stream: `episode/${(writer + i) % 5}` });
        await appender.append(i % 3 === 0 ? [mine, event(`${writer}-${i}-twin`)] : [mine], { atomic: true });
      }
    };
    const total = 8 * (each + Math.ceil(each / 3));
    const seen: number[] = [];
    const read = async (): Promise<void> => {
      while (seen.length < total)
        seen.push(...(await readFeed(db, tenant, { after: seen.at(-1) ?? 0, limit: 50 })).map((e) => e.position));
    };
    await Promise.all([read(), ...Array.from({ length: 8 }, (_, writer) => write(writer))]);
    expect(seen).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  });

  it('shows no later event before an append that is slow to commit', async () => {
    const written: Promise<unknown>[] = [];
    await db.transact(async (slow) => {
      await appendNew(slow, [event('slow', { stream: 'episode/slow' })], 0);
      written.push(new Appender(db, systemClock).append([event('quick')], { atomic: true }));
      await isBlocked();
      expect(await readFeed(db, tenant, { after: 0, limit: 10 })).toEqual([]);
    });
    await Promise.all(written);
    expect((await readFeed(db, tenant, { after: 0, limit: 10 })).map((e) => e.externalId)).toEqual(['slow', 'quick']);
  });

  it('leaves no hole in the positions when an append is rolled back', async () => {
    const undone = db.transact(async (tx) => {
      await appendNew(tx, [event('undone')], 0);
      throw new Error('the process ended');
    });
    await expect(undone).rejects.toThrow('the process ended');
    await appendNew(db, [event('kept')], 0);
    expect((await readFeed(db, tenant, { after: 0, limit: 10 })).map((e) => [e.position, e.version])).toEqual([[1, 1]]);
    expect(await headPosition(db, tenant)).toBe(1);
  });

  it('keeps the mark of an append that committed after the follower read the marks', async () => {
    await appendNew(db, [event('seen')], 0);
    await db.transact(async (follower) => {
      const marks = await readMarks(follower, shard, 10);
      await appendNew(db, [event('unseen')], 0);
      await clearMarks(follower, marks, 0);
    });
    expect(await readMarks(db, shard, 10)).toEqual([{ tenant, stream: STREAM, head: 2 }]);
  });

  it('D3: lets what came while an episode was read wait since then, and not since the first mark', async () => {
    const now = tenant * 1_000_000;
    const isOld = async (ms: number) => (await staleShards(db, ms, now)).includes(shard);
    await appendNew(db, [event('read')], now - 60_000);
    const marks = await readMarks(db, shard, 10);
    await appendNew(db, [event('came meanwhile')], now - 4_000);
    expect(await isOld(60_000)).toBe(true);
    await clearMarks(db, marks, now - 5_000);
    expect([await isOld(5_000), await isOld(5_001)]).toEqual([true, false]);
    await clearMarks(db, marks, now - 50_000);
    expect(await isOld(5_001)).toBe(false);
  });

  it('neither waits for an append that is under way while it clears the marks, nor loses its mark', async () => {
    await appendNew(db, [event('seen')], 0);
    const marks = await readMarks(db, shard, 10);
    await db.transact(async (writer) => {
      await appendNew(writer, [event('unseen')], 0);
      await db.transact((follower) => clearMarks(follower, marks, 0));
    });
    expect(await readMarks(db, shard, 10)).toEqual([{ tenant, stream: STREAM, head: 2 }]);
  });

  it('marks anew when the follower commits its clearing before an append that waited for it', async () => {
    await appendNew(db, [event('seen')], 0);
    let appended: Promise<unknown> = Promise.resolve();
    await db.transact(async (follower) => {
      await clearMarks(follower, await readMarks(follower, shard, 10), 0);
      appended = appendNew(db, [event('unseen')], 0);
      await isBlocked();
    });
    await appended;
    expect(await readMarks(db, shard, 10)).toEqual([{ tenant, stream: STREAM, head: 2 }]);
  });

  it('moves an episode that is dirty for two reasons to the more urgent shard, and not back', async () => {
    const bulk = shardOf(tenant, STREAM, 'bulk');
    await appendNew(db, [event('history', { shard: bulk })], 0);
    await appendNew(db, [event('live')], 0);
    await appendNew(db, [event('more history', { shard: bulk })], 0);
    expect(await readMarks(db, bulk, 10)).toEqual([]);
    expect(await readMarks(db, shard, 10)).toEqual([{ tenant, stream: STREAM, head: 3 }]);
  });

  it('finds shards whose marks are old, by the first mark and not by the latest', async () => {
    const now = tenant * 1_000_000;
    const mine = async (olderThanMs: number) => (await staleShards(db, olderThanMs, now)).includes(shard);
    await appendNew(db, [event('old')], now - 10_000);
    await appendNew(db, [event('young')], now - 1_000);
    expect([await mine(10_000), await mine(10_001)]).toEqual([true, false]);
  });

  it('writes nothing for a follower whose checkpoint moved under it', async () => {
    const build = await activeBuild(db);
    const save = (version: number, from: number, state: string, stream = STREAM) => ({
      tenant,
      stream,
      from,
      version,
      state,
    });
    await saveCheckpoints(db, build, { checkpoints: [save(3, 0, 'quick')], now: 0 });
    const late = db.transact((tx) =>
      saveCheckpoints(tx, build, { checkpoints: [save(1, 0, 'new', 'episode/ep-2'), save(2, 0, 'slow')], now: 0 }),
    );
    await expect(late).rejects.toBeInstanceOf(ConcurrencyError);
    const found = await readCheckpoints(db, build, [
      { tenant, stream: STREAM },
      { tenant, stream: 'episode/ep-2' },
    ]);
    expect(found.map((c) => [c.version, c.state])).toEqual([
      [3, 'quick'],
      [0, undefined],
    ]);
  });

  it('sets an episode aside on the try after the third, counts anew after a success, and lets it go once', async () => {
    const build = await activeBuild(db);
    const key = { tenant, stream: STREAM };
    const attempt = () => countAttempt(db, build, { key, reason: 'Trouble', now: 5 });
    expect([await attempt(), await attempt()]).toEqual([false, false]);
    await saveCheckpoints(db, build, { checkpoints: [{ ...key, from: 0, version: 1, state: '{}' }], now: 5 });
    expect([await attempt(), await attempt(), await attempt(), await attempt()]).toEqual([false, false, false, true]);
    expect((await readCheckpoints(db, build, [key]))[0]).toMatchObject({ version: 1, state: '{}', quarantined: true });
    expect([await releaseQuarantine(db, build, key), await releaseQuarantine(db, build, key)]).toEqual([true, false]);
    expect(await attempt()).toBe(false);
  });

  it('marks a released episode with the head of its stream, and nothing that has no stream', async () => {
    await appendNew(db, [event('a'), event('b')], 0);
    await db.query('DELETE FROM dirty_episode');
    await markAgain(db, tenant, { stream: STREAM, shard, now: 0 });
    await markAgain(db, tenant, { stream: 'episode/nobody', shard, now: 0 });
    expect(await readMarks(db, shard, 10)).toEqual([{ tenant, stream: STREAM, head: 2 }]);
  });

  it('tells the next drain of a shard that the last one ended without a word, once', async () => {
    const begin = (owner: string) => beginDrain(db, 200 + tenant, { owner, now: 0 });
    expect([await begin('a'), await begin('a'), await begin('b'), await begin('b')]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    await endDrain(db, 200 + tenant, 'b');
    expect(await begin('c')).toBe(false);
  });

  it('does not take the drain of a living process for one that ended, and knows its end when it comes', async () => {
    const begin = (owner: string) => beginDrain(db, 200 + tenant, { owner, now: 0 });
    const living = await db.dedicated('rapport-worker#0a1b2c3d');
    expect(await begin('host-1-0a1b2c3d/7')).toBe(false);
    // the second comes while the first is at work, and ends without a word
    expect([await begin('host-2-99999999/7'), await begin('host-1-0a1b2c3d/7')]).toEqual([false, true]);
    await living.end();
    await eventually('the first to be gone', () => begin('host-3-88888888/7'));
  });
});
