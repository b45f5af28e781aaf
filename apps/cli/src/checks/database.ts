/** The one store that holds facts: is it there, is it new enough, and does it keep what it says it keeps? */
import { appliedMigrations, type Database } from '#lib/platform';
import { PROGRAM } from '../line/verb.js';
import { failed, ok, warning, type Check } from './check.js';

export interface DatabaseFacts {
  /** `server_version_num`: 150004 is 15.4. */
  readonly version: number;
  readonly standby: boolean;
  readonly fsync: string;
  readonly fullPageWrites: string;
  readonly synchronousCommit: string;
}
const OLDEST = 150_000;
const CLOCK_MS = 2_000;

export async function checkDatabase(db: Database, embedded: boolean, now: () => number): Promise<Check[]> {
  const { rows } = await db.query<DatabaseFacts & Record<string, unknown>>(
    `SELECT current_setting('server_version_num')::int AS version, pg_is_in_recovery() AS standby,
            current_setting('fsync') AS fsync, current_setting('full_page_writes') AS "fullPageWrites",
            current_setting('synchronous_commit') AS "synchronousCommit"`,
  );
  return [
    ...judgeServer(rows[0] as DatabaseFacts, embedded),
    await checkMigrations(db, embedded),
    await checkClock(db, now),
  ];
}

export function judgeServer(facts: DatabaseFacts, embedded: boolean): Check[] {
  const { version, standby, fsync, fullPageWrites, synchronousCommit } = facts;
  const name = `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}${embedded ? ', embedded' : ''}`;
  const off = Object.entries({ fsync, full_page_writes: fullPageWrites, synchronous_commit: synchronousCommit }).filter(
    ([, value]) => value === 'off',
  );
  return [
    version >= OLDEST ? ok('database', name) : failed('database', `${name} is too old`, 'use PostgreSQL 15 or later'),
    standby
      ? failed('primary', 'this is a standby: nothing can be written', 'point DATABASE_URL to the primary')
      : ok('primary', 'accepts writes'),
    off.length === 0
      ? ok('durability', 'what is committed survives a crash')
      : failed(
          'durability',
          `${off.map(([setting]) => setting).join(', ')} off: an accepted event can be lost`,
          `switch on: ${off.map(([setting]) => setting).join(', ')}`,
        ),
  ];
}

/** The one-process app applies them when it starts; a deployment with a database of its own has to. */
async function checkMigrations(db: Database, embedded: boolean): Promise<Check> {
  const done = await appliedMigrations(db);
  const pending = db.dataSource.migrations
    .map((m) => m.name ?? m.constructor.name)
    .filter((name) => !done.includes(name));
  if (pending.length === 0) return ok('migrations', `${done.length} applied, none pending`);
  const state = embedded ? warning : failed;
  return state(
    'migrations',
    `${pending.length} pending: ${pending.join(', ')}`,
    `apply them:  ${PROGRAM} migrate   (npm start does so too)`,
  );
}

async function checkClock(db: Database, now: () => number): Promise<Check> {
  const before = now();
  const { rows } = await db.query<{ ms: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms');
  return judgeClock((rows[0]?.ms ?? 0) - (before + now()) / 2);
}

export function judgeClock(aheadMs: number): Check {
  const detail = `${Math.abs(Math.round(aheadMs))} ms ${aheadMs < 0 ? 'behind' : 'ahead of'} this machine`;
  return Math.abs(aheadMs) <= CLOCK_MS
    ? ok('database clock', detail)
    : warning('database clock', detail, 'synchronise both clocks with NTP');
}

export const noDatabase = (message: string, embedded: boolean): Check =>
  failed(
    'database',
    message,
    embedded
      ? 'see the message; or set DATABASE_URL to your own server'
      : 'check that the server runs, and DATABASE_URL',
  );
