/**
 * A pooler in transaction mode gives each transaction another session: what belongs to a session (notifications, locks
 * that outlive a transaction, prepared statements, settings) is lost there, most of it without a word. So it has to be
 * said where PostgreSQL itself is, and a pooler that nobody named is found before anything begins.
 */
import type { Client, ClientBase } from 'pg';
import { ConfigError } from './config.js';

/** A pooler speaks for a server process that is not the one which answers. */
async function isAnsweredByAnother(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid !== (client as ClientBase & { processID?: number }).processID;
}

/** Databases of one name on two servers started at two moments. */
const IDENTITY = `SELECT current_database() AS name, pg_postmaster_start_time()::text AS started`;

const UNNAMED =
  'DATABASE_URL leads to a pooler: also set DATABASE_DIRECT_URL to the address of PostgreSQL itself, for notifications, locks and migrations';

/** PgBouncer says so itself when it is not told to ignore what it does not know. */
export const asPoolerFault = (error: unknown): unknown =>
  error instanceof Error && error.message.includes('unsupported startup parameter')
    ? new ConfigError([UNNAMED])
    : error;

/** What is asked of a database. */
interface Reached {
  readonly way: 'plain' | 'pooled' | 'as-told';
  dedicated(name: string): Promise<Client>;
  query(text: string): Promise<{ readonly rows: readonly object[] }>;
}

/** Throws a `ConfigError` where the addresses lead elsewhere than they say. Nothing but a look. */
export async function refuseWrongWay(db: Reached): Promise<void> {
  if (db.way === 'as-told') return;
  const direct = await db.dedicated('rapport-way');
  try {
    const isPooler = await isAnsweredByAnother(direct);
    if (db.way === 'plain' && isPooler) throw new ConfigError([UNNAMED]);
    if (db.way === 'plain') return;
    if (isPooler)
      throw new ConfigError(['DATABASE_DIRECT_URL leads to a pooler too: it must lead to PostgreSQL itself']);
    const [there, here] = [(await direct.query(IDENTITY)).rows[0] as object, (await db.query(IDENTITY)).rows[0]];
    if (JSON.stringify(there) !== JSON.stringify(here))
      throw new ConfigError(['DATABASE_DIRECT_URL and DATABASE_URL lead to two different databases']);
  } finally {
    await direct.end();
  }
}
