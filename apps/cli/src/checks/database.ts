/** The one store that holds facts: is it there, is it new enough, and does it keep what it says it keeps? */
import {
  SAME_TIME_MS,
  SchemaMismatch,
  appliedMigrations,
  databaseAhead,
  knownMigrations,
  schemaGap,
  type Database,
} from '#lib/platform';
import { pause } from '../line/pause.js';
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

export async function checkDatabase(db: Database, embedded: boolean, now: () => number): Promise<Check[]> {
  const { rows } = await db.query<DatabaseFacts & Record<string, unknown>>(
    `SELECT current_setting('server_version_num')::int AS version, pg_is_in_recovery() AS standby,
            current_setting('fsync') AS fsync, current_setting('full_page_writes') AS "fullPageWrites",
            current_setting('synchronous_commit') AS "synchronousCommit"`,
  );
  return [
    ...judgeServer(rows[0] as DatabaseFacts, embedded),
    ...(embedded ? [] : [wayCheck(db.way)]),
    await checkMigrations(db, embedded),
    judgeClock(await databaseAhead(db, now)),
    await checkNotices(db),
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

/** A pooler that nobody named is refused when the database is opened. */
export const wayCheck = (way: Database['way']): Check => {
  switch (way) {
    case 'plain':
      return ok('pooler', 'none: DATABASE_URL leads to PostgreSQL itself');
    case 'pooled':
      return ok('pooler', 'DATABASE_URL leads through one, and DATABASE_DIRECT_URL to PostgreSQL itself');
    case 'as-told':
      return ok('pooler', 'both addresses are the same: a pooler in between must pool whole sessions');
  }
};

/** The one-process app applies what is pending when it starts; a deployment with a database of its own has to. */
async function checkMigrations(db: Database, embedded: boolean): Promise<Check> {
  const done = await appliedMigrations(db);
  const gap = schemaGap(knownMigrations(db), done);
  const { message, next } = new SchemaMismatch(gap);
  if (gap.unknown.length > 0) return failed('migrations', message, next);
  if (gap.pending.length === 0) return ok('migrations', `${done.length} applied, none pending`);
  const state = embedded ? warning : failed;
  return state('migrations', message, embedded ? `${next}   (npm start does so too)` : next);
}

export function judgeClock(aheadMs: number | undefined): Check {
  if (aheadMs === undefined) return warning('database clock', 'the answer took too long to tell', 'try again');
  const detail = `${Math.abs(Math.round(aheadMs))} ms ${aheadMs < 0 ? 'behind' : 'ahead of'} this machine`;
  return Math.abs(aheadMs) <= SAME_TIME_MS
    ? ok('database clock', detail)
    : warning('database clock', detail, 'synchronise both clocks with NTP');
}

/** Live screens are told by LISTEN, which a pooler in transaction mode swallows without a word. */
async function checkNotices(db: Database): Promise<Check> {
  const client = await db.dedicated('rapport-doctor');
  try {
    const heard = new Promise<boolean>((resolve) => client.once('notification', () => resolve(true)));
    await client.query('LISTEN rapport_doctor');
    await db.query("SELECT pg_notify('rapport_doctor', '')");
    const patience = new AbortController();
    const came = await Promise.race([heard, pause(NOTICE_MS, patience.signal).then(() => false)]);
    patience.abort();
    return judgeNotices(came);
  } finally {
    await client.end();
  }
}

const NOTICE_MS = 2_000;

export const judgeNotices = (came: boolean): Check =>
  came
    ? ok('notifications', 'arrive')
    : warning(
        'notifications',
        'do not arrive: a pooler in transaction mode is in front of the database, and live screens stand still',
        'set DATABASE_DIRECT_URL to the address of PostgreSQL itself',
      );

export const noDatabase = (message: string, embedded: boolean): Check =>
  failed(
    'database',
    message,
    embedded
      ? 'see the message; or set DATABASE_URL to your own server'
      : 'check that the server runs, and DATABASE_URL',
  );
