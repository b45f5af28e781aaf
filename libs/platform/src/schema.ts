/**
 * Do the tables fit this version? What the database has is compared with what this version knows.
 *
 *   pending   this version needs tables or columns that are not there yet
 *   unknown   a later version has been here, and nobody knows whether this one still reads what it finds
 *
 * A later version that only adds says so by a migration whose name begins with `Expand`: the version before it goes on
 * beside it, and starts again, for as long as an upgrade rolls. What takes away comes in a migration of any other name,
 * one release later, when nothing needs it any more.
 */
import { ConfigError } from './config.js';
import type { Database, Queryable } from './database.js';

export interface SchemaGap {
  readonly pending: readonly string[];
  readonly unknown: readonly string[];
}

const ONLY_ADDS = /^Expand/;

/** Names of the migrations that a database has; none before the first. */
export async function appliedMigrations(db: Queryable): Promise<string[]> {
  const { rows: found } = await db.query<{ there: boolean }>(`SELECT to_regclass('migrations') IS NOT NULL AS there`);
  if (!found[0]?.there) return [];
  const { rows } = await db.query<{ name: string }>('SELECT name FROM migrations');
  return rows.map(({ name }) => name);
}

/** What this version brings along. */
export const knownMigrations = ({ dataSource }: Database): string[] =>
  dataSource.migrations.map((m) => m.name ?? m.constructor.name);

export function schemaGap(known: readonly string[], applied: readonly string[]): SchemaGap {
  return {
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name) && !ONLY_ADDS.test(name)),
  };
}

const MIGRATE = 'apply them, then start again:  npm run -s rapport -- migrate';
const NEWER = 'start the version that was used last, or a later one; or restore the back-up from before the upgrade';

const some = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;
const SHOWN = 3;

/** Refuses a start on tables that do not fit, with the next step. */
export class SchemaMismatch extends Error {
  readonly next: string;

  constructor({ pending, unknown }: SchemaGap) {
    super(
      unknown.length > 0
        ? `the tables of the database are of a later version: this one does not know ${some(unknown)}`
        : `the tables of the database are not up to date: ${some(pending)} still to be applied`,
    );
    this.next = unknown.length > 0 ? NEWER : MIGRATE;
  }
}

export async function refuseOtherSchema(db: Database): Promise<void> {
  const gap = schemaGap(knownMigrations(db), await appliedMigrations(db));
  if (gap.pending.length + gap.unknown.length > 0) throw new SchemaMismatch(gap);
}

/** A standby answers like the primary and takes no writes; nor does a database that somebody has closed for them. */
export async function takesNoWrites(db: Queryable): Promise<'standby' | 'read-only' | undefined> {
  const { rows } = await db.query<{ standby: boolean; closed: boolean }>(
    `SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS closed`,
  );
  if (rows[0]?.standby) return 'standby';
  return rows[0]?.closed ? 'read-only' : undefined;
}

const STANDBY = 'DATABASE_URL leads to a standby, which takes no writes: give the address of the primary';

/** May pass, as where a disk is full for a while or a server fails over: its code is that of a write refused. */
class TakesNoWrites extends Error {
  readonly code = '25006';

  constructor() {
    super('DATABASE_URL leads to a database that takes no writes');
  }
}

/** A standby stays one: that is a fault of the configuration. A database that is closed for writes is waited for. */
export async function refuseStandby(db: Queryable): Promise<void> {
  const why = await takesNoWrites(db);
  if (why === 'standby') throw new ConfigError([STANDBY]);
  if (why === 'read-only') throw new TakesNoWrites();
}
