/** Code and tables of different versions meet: nothing starts on tables that do not fit, and what runs says so. */
import pg from 'pg';
import { ConfigError, SchemaMismatch, createLogger, readConfig, systemClock, type Database } from '#lib/platform';
import type { Waker } from '#lib/queues';
import { cloneDatabase } from '#lib/testkit';
import { Readiness } from '../operations/readiness.js';
import { compose, type ComposeOptions } from './compose.js';
import { migrateAll, openDatabase } from './migrate.js';

const EMPTY = 'DROP SCHEMA public CASCADE; CREATE SCHEMA public';
const FORGOTTEN = 'DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)';
const ONE_OF_THE_FIRST = 'DELETE FROM migrations WHERE id = (SELECT min(id) FROM migrations)';
const NO_TABLE = 'DROP TABLE migrations';
const later = (name: string): string => `INSERT INTO migrations (timestamp, name) VALUES (99, '${name}')`;
const FUTURE = later('DropOldNames9999999999999');
const BOTH = `${FORGOTTEN}; ${FUTURE}`;

const logger = createLogger('silent', 'test');

async function databaseAfter(sql: string): Promise<string> {
  const url = await cloneDatabase();
  await change(url, sql);
  return url;
}

async function change(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function start(databaseUrl: string, more: Partial<ComposeOptions> = {}): Promise<void> {
  const config = readConfig({ DATABASE_URL: databaseUrl, RAPPORT_QUEUE_BACKEND: 'none' });
  const composed = await compose({ config, logger, name: 'versions', databaseUrl, ...more });
  await composed.close();
}

const refusalOf = (work: Promise<unknown>): Promise<SchemaMismatch> =>
  work.then(
    () => {
      throw new Error('it started');
    },
    (error: unknown) => error as SchemaMismatch,
  );

describe('a start on tables of another version (N4)', () => {
  it.each([
    ['an empty database', EMPTY],
    ['new code on tables of the release before', FORGOTTEN],
    ['tables that were restored without one of the first changes', ONE_OF_THE_FIRST],
    ['tables without a record of what was applied', NO_TABLE],
  ])('N4: refuses %s, and says how to bring it up to date', async (_what, sql) => {
    const refused = await refusalOf(start(await databaseAfter(sql)));
    expect(refused).toBeInstanceOf(SchemaMismatch);
    expect([refused.message, refused.next]).toEqual([
      expect.stringMatching(/not up to date/),
      expect.stringContaining('migrate'),
    ]);
  });

  it.each([
    ['a migration from the future', FUTURE],
    ['one that is missing and one from the future', BOTH],
  ])('N4: refuses older code on %s, and names it', async (_what, sql) => {
    const refused = await refusalOf(start(await databaseAfter(sql)));
    expect(refused).toBeInstanceOf(SchemaMismatch);
    expect(refused.message).toContain('DropOldNames9999999999999');
    expect(refused.next).not.toContain('migrate');
  });

  it('N4: does not migrate what a later version has changed', async () => {
    const url = await databaseAfter(BOTH);
    expect(await refusalOf(migrateAll(url, { kind: 'none' }))).toBeInstanceOf(SchemaMismatch);
  });

  it('N4: runs beside a later version that only added', async () => {
    const url = await databaseAfter(later('ExpandByAColumn9999999999999'));
    await expect(start(url)).resolves.toBeUndefined();
  });
});

const READ_ONLY = `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$`;

const TAKES_WRITES = READ_ONLY.replace('= on', '= off');

it('N12: a database that takes no writes is refused, with the reason, and not as a fault of the configuration', async () => {
  const refused = await start(await databaseAfter(READ_ONLY)).catch((error: unknown) => error as Error);
  expect(refused).not.toBeInstanceOf(ConfigError);
  expect((refused as Error).message).toContain('a database that takes no writes');
});

it('N12: a database that takes no writes for a while is waited for', async () => {
  const url = await databaseAfter(READ_ONLY);
  const waits: string[] = [];
  const warn = ({ error }: { error: string }): void => {
    waits.push(error);
    void change(url, `BEGIN READ WRITE; ${TAKES_WRITES}; COMMIT`);
  };
  const patient = { ...logger, warn } as unknown as typeof logger;
  await expect(start(url, { logger: patient, patienceMs: 20_000 })).resolves.toBeUndefined();
  expect(waits).toEqual([expect.stringContaining('a database that takes no writes')]);
});

describe('readiness of a process that runs (N4, N12)', () => {
  let url: string;
  let db: Database;
  let now: number;
  let readiness: Readiness;

  beforeEach(async () => {
    url = await cloneDatabase();
    db = await openDatabase({ url, poolSize: 2, name: 'versions' });
    now = 0;
    const waker = { all: () => [] } as unknown as Waker;
    readiness = new Readiness(db, waker, { now: () => (now += 2_000) }, logger);
  });
  afterEach(async () => {
    readiness.beforeApplicationShutdown();
    await db.close();
  });

  it.each([
    ['a later version has changed the tables', FUTURE, 'migrations_unknown'],
    ['an older back-up was restored', FORGOTTEN, 'migrations_pending'],
    ['the tables are gone', EMPTY, 'migrations_pending'],
  ])('N4: is not ready any more when %s', async (_what, sql, reason) => {
    expect(await readiness.look()).toEqual({ status: 'ready' });
    await change(url, sql);
    expect(await readiness.look()).toEqual({ status: 'unavailable', reason });
  });

  it('N4: goes on while a later version that only adds is rolled out', async () => {
    await change(url, later('ExpandByAColumn9999999999999'));
    expect(await readiness.look()).toEqual({ status: 'ready' });
  });

  it('N12: is not ready on a database that takes no writes any more, as after a failover to a copy', async () => {
    expect(await readiness.look()).toEqual({ status: 'ready' });
    await change(url, READ_ONLY);
    readiness.beforeApplicationShutdown();
    expect(await readiness.look()).toEqual({ status: 'unavailable', reason: 'database_read_only' });
  });

  it('N12: is ready while every connection of the pool waits for a lock', async () => {
    const holder = new pg.Client(url);
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE event');
    const waiting = [1, 2].map(() => db.query('SELECT 1 FROM event').catch(() => undefined));
    expect(await readiness.look()).toEqual({ status: 'ready' });
    await holder.query('ROLLBACK');
    await Promise.all([...waiting, holder.end()]);
  });

  it('N12: comes back when its own connection was ended', async () => {
    await readiness.look();
    await change(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rapport-health' AND datname = current_database()`,
    );
    const seen = [await readiness.look(), await readiness.look()];
    expect(seen.at(-1)).toEqual({ status: 'ready' });
  });

  it('N12: asks the stores once a second, however often it is asked', async () => {
    const once = new Readiness(db, { all: () => [] } as unknown as Waker, systemClock, logger);
    const first = once.look();
    expect(once.look()).toBe(first);
    await first;
    once.beforeApplicationShutdown();
  });
});
