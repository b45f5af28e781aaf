/** Makes a database as the older code left it: exactly the migrations that had run, then every row and sequence. */
import pg from 'pg';
import { openDatabase } from '#lib/pipeline';
import { runMigrations, type Database, type Queryable } from '#lib/platform';
import type { Recording, Table } from './recording.js';

/** TypeORM's own list of what has run. */
const MIGRATIONS = 'migrations';
const AT_ONCE = 200;

export interface Server {
  /** Of a database on it. */
  url(database: string): string;
}

export async function restore(server: Server, name: string, recording: Recording): Promise<string> {
  const admin = new pg.Client(server.url('postgres'));
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE "${name}"`);
    await admin.query(`ALTER DATABASE "${name}" SET timezone TO 'UTC'`);
  } finally {
    await admin.end();
  }
  const db = await openDatabase({ url: server.url(name), poolSize: 2, name: 'rapport-restore' });
  try {
    onlyRecorded(db, recording);
    await runMigrations(db);
    await db.transact((tx) => load(tx, recording));
  } finally {
    await db.close();
  }
  return server.url(name);
}

/** A copy of a database to which nobody is connected. */
export async function copy(server: Server, { from, to }: { from: string; to: string }): Promise<string> {
  const admin = new pg.Client(server.url('postgres'));
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE "${to}" TEMPLATE "${from}" STRATEGY FILE_COPY`);
    await admin.query(`ALTER DATABASE "${to}" SET timezone TO 'UTC'`);
  } finally {
    await admin.end();
  }
  return server.url(to);
}

/** Leaves the data source no migration but those that had run when the database was recorded. */
function onlyRecorded({ dataSource }: Database, { tables }: Recording): void {
  const ran = tables.find(({ table }) => table === MIGRATIONS)?.rows ?? [];
  const names = ran.map((row) => (JSON.parse(row) as { name: string }).name);
  const known = new Map(dataSource.migrations.map((migration) => [migration.name, migration]));
  const kept = names.map((name) => {
    const migration = known.get(name);
    if (!migration) throw new Error(`the migration ${name} is gone: those that have been released stay in the code`);
    return migration;
  });
  dataSource.migrations.splice(0, Infinity, ...kept);
}

async function load(tx: Queryable, { tables, sequences }: Recording): Promise<void> {
  for (const table of tables) if (table.table !== MIGRATIONS) await fill(tx, table);
  for (const [name, last] of Object.entries(sequences)) {
    if (last !== null) await tx.query(`SELECT setval('"${name}"', $1::bigint)`, [last]);
  }
}

async function fill(tx: Queryable, { table, columns, rows }: Table): Promise<void> {
  const { rows: made } = await tx.query(`SELECT 1 FROM "${table}" LIMIT 1`);
  if (made.length > 0) await tx.query(`DELETE FROM "${table}"`);
  const list = columns.map((column) => `"${column}"`).join(', ');
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await tx.query(
      `INSERT INTO "${table}" (${list}) OVERRIDING SYSTEM VALUE
       SELECT ${list} FROM json_populate_recordset(NULL::"${table}", $1::json)`,
      [`[${rows.slice(at, at + AT_ONCE).join(',')}]`],
    );
  }
}
