/** Rebuild: silent, the same to the byte, safe beside live work; and verify, which finds what is not so. */
import { OPERATOR } from '#lib/identity';
import { DAY } from '#lib/kernel';
import {
  cloudEvent,
  dyadOf,
  openTestSystem,
  opened,
  pulse,
  readBack,
  readFold,
  send,
  sendAndProject,
  type TestSystem,
} from '#lib/testkit';
import { REBUILD_LOCK, Rebuild, RebuildCancelled, RebuildRunning, type RebuildProgress } from './rebuild.js';
import { Verify } from './verify.js';

const EPISODES = 230;
const NOW = Date.UTC(2026, 9, 1);
const names = Array.from({ length: EPISODES }, (_, i) => `ep-${String(i).padStart(3, '0')}`);
const [first = '', second = ''] = names;
const last = names.at(-1) ?? '';

describe('rebuild', () => {
  let system: TestSystem;
  const db = () => system.parts.db;
  const query = async (sql: string): Promise<Record<string, unknown>[]> => (await db().query(sql)).rows;
  const rebuild = (onProgress?: (p: RebuildProgress) => void, cancelled?: () => boolean) =>
    system.commands.execute(new Rebuild(OPERATOR, onProgress, cancelled));
  const verify = () => system.queries.execute(new Verify(OPERATOR));
  const checkpoints = () =>
    query(
      `SELECT c.tenant, c.stream, c.version, c.state FROM checkpoint c JOIN build b ON b.id = c.build WHERE b.state = 'active' ORDER BY 1, 2`,
    );
  const caseload = () =>
    query(
      `SELECT c.tenant, c.stream, c.client, c.clinician, c.status, c.need, c.next_at FROM caseload c JOIN build b ON b.id = c.build WHERE b.state = 'active' ORDER BY 1, 2`,
    );
  const told = async () => [
    await query('SELECT * FROM alert ORDER BY id'),
    await query('SELECT * FROM outbox ORDER BY id'),
  ];
  const alertsOf = async (episode: string) => (await readBack(system, episode)).alerts.length;
  const outboxSize = async () => (await query('SELECT id FROM outbox')).length;
  const rupture = (episode: string, form: string) => pulse(dyadOf(episode), NOW, { form, level: 4, feltOff: 2 });
  const openBuilds = () => query(`SELECT id FROM build WHERE state = 'building'`);

  beforeAll(async () => {
    system = await openTestSystem();
    await send(
      system,
      names.map((name) => cloudEvent(opened(dyadOf(name), NOW - 30 * DAY))),
    );
    await system.followAll();
    await sendAndProject(
      system,
      names.slice(0, 20).map((name) => pulse(dyadOf(name), NOW - 7 * DAY, { form: 'f1' })),
    );
    await sendAndProject(
      system,
      names.slice(0, 5).map((name) => rupture(name, 'f2')),
    );
  });
  afterAll(() => system.close());
  afterEach(async () => {
    await system.followAll();
    expect((await verify()).differences).toEqual([]);
    expect(await openBuilds()).toEqual([]);
  });

  it('gives what was there, byte for byte, and tells nobody', async () => {
    const before = [await checkpoints(), await caseload(), await told()];
    const progress: RebuildProgress[] = [];
    const result = await rebuild((p) => progress.push(p));
    expect(result).toMatchObject({ episodes: EPISODES, events: EPISODES + 25 });
    expect([await checkpoints(), await caseload(), await told()]).toEqual(before);
    expect(await query('SELECT 1 FROM dirty_episode')).toEqual([]);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toMatchObject({ episodes: EPISODES, totalEpisodes: EPISODES, secondsLeft: 0 });
    expect([system.outlet.requests, system.outlet.mails]).toEqual([[], []]);
  });

  it('ends where the followers are when episodes move behind and before it', async () => {
    const work: Promise<void>[] = [];
    await rebuild(({ episodes }) => {
      if (episodes < EPISODES)
        work.push(
          sendAndProject(system, [
            rupture(names[10] ?? '', 'live'),
            rupture(last, 'live'),
            opened(dyadOf('ep-new'), NOW),
          ]),
        );
    });
    await Promise.all(work);
    await system.followAll();
    expect(work).toHaveLength(1);
    expect([await alertsOf(names[10] ?? ''), await alertsOf(last)]).toEqual([1, 1]);
    expect((await readBack(system, 'ep-new')).version).toBe(1);
  });

  it('leaves it to the followers to tell of events that it read before they did', async () => {
    const owed = await outboxSize();
    const [waiting = '', unknown] = [names[30] ?? '', 'ep-unknown'];
    await send(
      system,
      [rupture(waiting, 'unfollowed'), opened(dyadOf(unknown), NOW - DAY), rupture(unknown, 'unfollowed')].map(
        cloudEvent,
      ),
    );
    await rebuild();
    expect(await outboxSize()).toBe(owed);
    expect([(await readBack(system, waiting)).version, (await readBack(system, unknown)).version]).toEqual([
      1,
      undefined,
    ]);
    await system.followAll();
    expect([await alertsOf(waiting), await alertsOf(unknown)]).toEqual([1, 1]);
    expect(await outboxSize()).toBe(owed + 6);
  });

  it('leaves everything as it was when it is cancelled, and may be repeated', async () => {
    const before = [await query("SELECT id FROM build WHERE state = 'active'"), await checkpoints()];
    let pages = 0;
    await expect(
      rebuild(
        () => void pages++,
        () => pages > 0,
      ),
    ).rejects.toBeInstanceOf(RebuildCancelled);
    expect([await query("SELECT id FROM build WHERE state = 'active'"), await checkpoints()]).toEqual(before);
    expect(await query(`SELECT 1 FROM checkpoint c JOIN build b ON b.id = c.build WHERE b.state <> 'active'`)).toEqual(
      [],
    );
    expect((await rebuild()).episodes).toBeGreaterThanOrEqual(EPISODES);
  });

  it('is refused while another one runs', async () => {
    const another = await db().dedicated('another rebuild');
    await another.query('SELECT pg_advisory_lock($1)', [REBUILD_LOCK]);
    await expect(rebuild()).rejects.toBeInstanceOf(RebuildRunning);
    await another.end();
  });

  it('shows readers one whole build at every moment', async () => {
    let done = false;
    const rebuilding = rebuild().then(() => (done = true));
    const sizes = new Set<unknown>();
    while (!done)
      sizes.add(
        (
          await query(
            `SELECT count(*)::int AS n FROM caseload WHERE build = (SELECT id FROM build WHERE state = 'active')`,
          )
        )[0]?.n,
      );
    await rebuilding;
    expect(sizes.size).toBe(1);
  });

  it('keeps the new build when only the clearing away of the old one fails', async () => {
    await db()
      .query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$;
      CREATE TRIGGER refuse BEFORE DELETE ON caseload FOR EACH STATEMENT EXECUTE FUNCTION refuse()`);
    const { build } = await rebuild();
    await db().query('DROP TRIGGER refuse ON caseload');
    expect(await query(`SELECT id FROM build WHERE state = 'active'`)).toEqual([{ id: build }]);
    expect((await readBack(system, first)).version).toBe(3);
    await rebuild();
    expect(await query('SELECT DISTINCT build FROM caseload')).toHaveLength(1);
  });

  describe('verify', () => {
    const held = () => readFold(system, first);
    const planted: readonly (readonly [what: string, plant: string, mend: string])[] = [
      ['checkpoint', 'UPDATE checkpoint SET state = state || $1', 'UPDATE checkpoint SET state = left(state, -1)'],
      ['caseload', 'UPDATE caseload SET client = client || $1', 'UPDATE caseload SET client = left(client, -1)'],
      ['alerts', 'UPDATE alert SET alert = alert || $1', 'UPDATE alert SET alert = left(alert, -1)'],
    ];

    it.each(planted)('finds a planted difference in the %s of one episode', async (what, plant, mend) => {
      const before = await held();
      const where = `WHERE stream = 'episode/${first}'`;
      await db().query(`${plant} ${where}`, [' ']);
      expect((await verify()).differences).toMatchObject([{ tenant: system.tenant.id, episode: first, what }]);
      await db().query(`${mend} ${where}`);
      expect(await held()).toEqual(before);
    });

    it('finds an alert that is missing, and counts an episode that is behind instead of comparing it', async () => {
      await db().query(`UPDATE alert SET superseded_at = now() WHERE stream = 'episode/${first}'`);
      await send(system, [cloudEvent(pulse(dyadOf(second), NOW, { form: 'behind' }))]);
      expect(await verify()).toMatchObject({ behind: 1, differences: [{ episode: first, what: 'alerts' }] });
      await db().query(`UPDATE alert SET superseded_at = NULL WHERE stream = 'episode/${first}'`);
    });
  });
});
