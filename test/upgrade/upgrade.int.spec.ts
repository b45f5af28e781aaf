/** A database that older code wrote, and today's code on it: it starts, goes on, and says the same. */
import { OPERATOR } from '#lib/identity';
import { randomBytes } from 'node:crypto';
import { HOUR, MINUTE } from '#lib/kernel';
import { FoldAnew, migrateAll, openDatabase, Rebuild, Sweep, Verify } from '#lib/pipeline';
import type { Database } from '#lib/platform';
import { cloudEvent, dyadOf, pulse, type TestSystem } from '#lib/testkit';
import { ask, BATCHED, openApi, type ApiHouse } from '../http/api-system.js';
import { askAgain, isPage, pagesOf } from './answers.js';
import { expectedToday, placeSaid, REWRITTEN_TABLES, saidIn, saidOfAlerts, withoutGains } from './differences.js';
import { keyText, signedBy } from './keys.js';
import { listTables, readAnswers, readRecording, readRows, recordedCommits, type Table } from './recording.js';
import { copy, restore } from './restore.js';
import { suiteServer } from './server.js';

const server = suiteServer();
/** Some seconds on a machine that does nothing else. */
const MANY_REQUESTS_MS = 180_000;

const episodesOn = ({ body }: { readonly body: string }): string[] =>
  (JSON.parse(body) as { items: { episode: string }[] }).items.map(({ episode }) => episode);

describe.each(recordedCommits())('a database that %s wrote', (commit) => {
  const recording = readRecording(commit);
  const name = `upgrade_${commit}_${randomBytes(4).toString('hex')}`;
  let copies = 0;
  /** Today's code on a copy of its own, an hour after everything had stopped. */
  const open = async (at = recording.at + HOUR): Promise<ApiHouse> => {
    const databaseUrl = await copy(server, { from: name, to: `${name}_${++copies}` });
    const api = await openApi({ databaseUrl });
    api.system.clock.holdAt(at);
    return api;
  };
  const on = async <T>(work: (api: ApiHouse) => Promise<T>, at?: number): Promise<T> => {
    const api = await open(at);
    try {
      return await work(api);
    } finally {
      await api.close();
    }
  };
  let schema: readonly Omit<Table, 'rows'>[];
  beforeAll(async () => {
    const url = await restore(server, name, recording);
    schema = await reading(url, listTables);
    await migrateAll(url);
  }, 60_000);

  it('holds rows of every table of its time', () => {
    const empty = recording.tables.filter(({ rows }) => rows.length === 0).map(({ table }) => table);
    expect(empty).toEqual([]);
    expect(recording.tables.length).toBeGreaterThan(20);
  });

  it('has the tables that the migrations of its time still make', () =>
    expect(schema).toEqual(recording.tables.map(({ rows: _, ...head }) => head)));

  it('is as it was after its migrations: nothing was rewritten', async () => {
    const url = await copy(server, { from: name, to: `${name}_read` });
    const kept = recording.tables.filter(({ table }) => table !== 'migrations' && !REWRITTEN_TABLES.has(table));
    const read = await reading(url, async (db) => {
      const rows: (readonly [string, readonly string[]])[] = [];
      for (const table of kept) rows.push([table.table, await readRows(db, table)]);
      return rows;
    });
    expect(read).toEqual(kept.map(({ table, rows }) => [table, rows]));
  });

  it('is folded anew by the start, with progress, and then is what the log gives, says verify', () =>
    on(async ({ system }) => {
      const sent = system.outlet.mails.length + system.outlet.requests.length;
      const seen: number[] = [];
      const anew = await system.commands.execute(new FoldAnew(({ episodes }) => seen.push(episodes)));
      expect(anew?.episodes).toBe(seen.at(-1));
      expect(await system.commands.execute(new FoldAnew())).toBeUndefined();
      expect(system.outlet.mails.length + system.outlet.requests.length).toBe(sent);
      const { episodes, differences, behind } = await system.queries.execute(new Verify(OPERATOR));
      expect(differences).toEqual([]);
      expect({ episodes, behind }).toEqual(await countsOf(system));
    }));

  it(
    'is answered for in the same words, in both languages',
    () =>
      on(async (api) => {
        const answers = readAnswers(commit);
        const today = [];
        for (const answer of answers) today.push(await askAgain(api, answer));
        expect(answers.length).toBeGreaterThan(400);
        expect(today.map(withoutGains)).toEqual(answers.map(expectedToday).map(withoutGains));
      }, recording.at),
    MANY_REQUESTS_MS,
  );

  it('is listed on today’s pages of the caseload, each episode once, in whatever order', () =>
    on(async (api) => {
      await api.system.commands.execute(new FoldAnew());
      for (const as of ['harbour', 'meadow'] as const) {
        const then = readAnswers(commit).filter(
          (one) => one.as === as && isPage(one.path) && one.headers['accept-language'] === 'en',
        );
        const today = [];
        for (const path of await pagesOf(api, as)) today.push(await askAgain(api, { as, path, headers: {} }));
        expect(then.length).toBeGreaterThan(1);
        expect(today.flatMap(episodesOn).sort()).toEqual(then.flatMap(episodesOn).sort());
      }
    }, recording.at));

  it('is folded from nothing to states and alerts that say the same, at the same places in the caseload', () =>
    on(async ({ system }) => {
      const { db } = system.parts;
      await forgetWhatIsNotInForce(system);
      const standing = await textsOf(system, ALERTS);
      const old = await textsOf(system, STATES);
      const places = await textsOf(system, PLACES);
      const { build } = await system.commands.execute(new Rebuild(OPERATOR));
      expect((await activeBuilds(system))[0]).toEqual({ id: build });
      expect(old.length).toBeGreaterThan(50);
      expect((await textsOf(system, STATES)).map(saidIn)).toEqual(old.map(saidIn));
      expect((await textsOf(system, PLACES)).map(placeSaid)).toEqual(places.map(placeSaid));
      expect(saidOfAlerts(await textsOf(system, ALERTS))).toEqual(saidOfAlerts(standing));
      expect((await db.query('SELECT FROM checkpoint WHERE build <> $1', [build])).rows).toEqual([]);
    }));

  describe('is gone on with', () => {
    let api: ApiHouse;
    const sweep = async (): Promise<void> => {
      for (let round = 0; round < ROUNDS; round++) await api.system.commands.execute(new Sweep(0));
    };
    const asHarbour = (headers: object = {}) => ({ ...headers, authorization: `Bearer ${keyText('harbour')}` });
    const read = async <T>(path: string): Promise<T> => {
      const reply = await ask(api, path, { headers: asHarbour() });
      expect({ path, status: reply.statusCode }).toEqual({ path, status: 200 });
      return reply.json<T>();
    };
    const post = async (path: string, payload = '', headers: object = {}): Promise<number> =>
      (await ask(api, path, { method: 'POST', payload, headers: asHarbour(headers) })).statusCode;
    const alertsOf = async (episode: string) =>
      (await read<{ items: Inboxed[] }>('/v1/alerts?show=all&limit=200')).items
        .filter((alert) => alert.episode === episode)
        .map(({ rule, status, clinician }) => `${rule} ${status} ${clinician}`);

    let before: { builds: object[]; states: string[]; needs: unknown };
    beforeAll(async () => {
      api = await open();
      await api.system.commands.execute(new FoldAnew());
      const { attention } = await read<Summed>('/v1/episodes/ep-calm');
      before = { builds: await activeBuilds(api.system), states: await textsOf(api.system, STATES), needs: attention };
      await sweep();
    });
    afterAll(() => api.close());

    it('with what nobody had followed, and with what was due', async () => {
      const { rows } = await api.system.parts.db.query('SELECT FROM dirty_episode');
      expect(rows).toEqual([]);
      expect(await read<Summed>('/v1/episodes/ep-new')).toMatchObject({ status: 'open', client: 'cl-of-ep-new' });
      expect(before.needs).toBe('on-course');
      expect(await read<Summed>('/v1/episodes/ep-calm')).toMatchObject({ attention: 'talk-soon' });
      expect(await alertsOf('ep-calm')).toContain('strain-open open dr-1');
      expect(await alertsOf('ep-safety-late')).toContain('safety-answer open dr-1');
    });

    it('with deliveries that waited or were on their way, so that nothing is owed any more', async () => {
      api.system.clock.advance(HOUR);
      await sweep();
      const { rows } = await api.system.parts.db.query(
        `SELECT id FROM outbox WHERE state IN ('waiting', 'leased') AND next_at <= $1`,
        [new Date(api.system.clock.now())],
      );
      expect(rows).toEqual([]);
      expect(api.system.outlet.mails.length).toBeGreaterThan(0);
      expect(api.system.outlet.requests.length).toBeGreaterThan(0);
    });

    it('with a new event: state, caseload and alert follow it', async () => {
      const who = dyadOf('ep-repaired');
      expect(await read<Summed>('/v1/episodes/ep-repaired')).toMatchObject({ rupture: { state: 'repaired' } });
      const at = api.system.clock.now() - MINUTE;
      const body = JSON.stringify([cloudEvent(pulse(who, at, { form: 'after', level: 3, feltOff: 2 }))]);
      const signed = signedBy('harbour', { body, at: api.system.clock.now() });
      const headers = { 'content-type': BATCHED, ...signed };
      expect(await post('/v1/events', body, headers)).toBe(202);
      await sweep();
      expect(await read<Summed>('/v1/episodes/ep-repaired')).toMatchObject({
        attention: 'talk-soon',
        rupture: { state: 'open' },
        asOf: at,
      });
      expect(await alertsOf('ep-repaired')).toContain('strain-open open dr-1');
    });

    it('with an episode that was set aside: the new fold tries it again by itself', async () =>
      expect(await alertsOf('ep-aside')).toContain('strain-open open dr-1'));

    it('without another rebuild, and without touching an episode that nothing happened to', async () => {
      expect(await activeBuilds(api.system)).toEqual(before.builds);
      const after = new Set(await textsOf(api.system, STATES));
      expect(before.states.filter((state) => after.has(state)).length).toBeGreaterThan(before.states.length - TOUCHED);
      const { differences, behind } = await api.system.queries.execute(new Verify(OPERATOR));
      expect({ differences, behind }).toEqual({ differences: [], behind: 0 });
    });
  });
});

interface Inboxed {
  readonly episode: string;
  readonly rule: string;
  readonly status: string;
  readonly clinician: string;
}
interface Summed {
  readonly status: string;
  readonly attention: string;
}

const ROUNDS = 4;
/** Episodes that were sent something or came due: many have a booked start that has gone by. */
const TOUCHED = 50;

const ACTIVE = `(SELECT id FROM build WHERE state = 'active')`;
const STATES = `SELECT concat_ws(' ', tenant, stream, version, state) AS text FROM checkpoint WHERE build = ${ACTIVE} ORDER BY 1`;
const PLACES = `SELECT concat_ws(' ', tenant, stream, client, clinician, status, need, next_at) AS text FROM caseload WHERE build = ${ACTIVE} ORDER BY 1`;
const ALERTS = `SELECT concat_ws(' ', id, key, clinician, tier, status, superseded_at, alert) AS text FROM alert ORDER BY 1`;

async function reading<T>(url: string, read: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url, poolSize: 1, name: 'rapport-test' });
  try {
    return await read(db);
  } finally {
    await db.close();
  }
}

async function textsOf({ parts }: TestSystem, question: string): Promise<string[]> {
  return (await parts.db.query<{ text: string }>(question)).rows.map(({ text }) => text);
}

async function activeBuilds({ parts }: TestSystem): Promise<object[]> {
  return (await parts.db.query(`SELECT id FROM build WHERE state = 'active'`)).rows;
}

/** Episodes in the log, and those of which events wait for a follower or a release. */
async function countsOf({ parts }: TestSystem) {
  const { rows } = await parts.db.query<{ episodes: number; behind: number }>(
    `SELECT count(*)::int AS episodes, count(*) FILTER (WHERE s.head <> coalesce(c.version, 0))::int AS behind
     FROM stream s LEFT JOIN checkpoint c ON c.build = ${ACTIVE} AND c.tenant = s.tenant AND c.stream = s.stream
     WHERE s.stream LIKE 'episode/%'`,
  );
  return rows[0];
}

/** A rebuild takes each clinic's newest revision; here it is to fold under the same rules as the recorded build. */
async function forgetWhatIsNotInForce({ parts: { db } }: TestSystem): Promise<void> {
  await db.query('ALTER TABLE clinic_rules DISABLE TRIGGER USER');
  await db.query(`DELETE FROM clinic_rules c WHERE revision > coalesce(
    (SELECT r.revision FROM build_rules r WHERE r.build = ${ACTIVE} AND r.tenant = c.tenant), 0)`);
}
