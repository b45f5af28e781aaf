import type { Database } from './database.js';

const LOCK = 7_240_026;

/** Names of the migrations that a database has; none before the first. */
export async function appliedMigrations(db: Database): Promise<string[]> {
  const { rows: found } = await db.query<{ there: boolean }>(`SELECT to_regclass('migrations') IS NOT NULL AS there`);
  if (!found[0]?.there) return [];
  const { rows } = await db.query<{ name: string }>('SELECT name FROM migrations');
  return rows.map(({ name }) => name);
}

/** Applies what is missing, one starter at a time; others wait and then find nothing to do. Returns what was applied. */
export async function runMigrations(database: Database): Promise<string[]> {
  const runner = database.dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query("SET lock_timeout = '60s'");
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const applied = await database.dataSource.runMigrations({ transaction: 'each' });
    return applied.map((m) => m.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    await runner.query('RESET lock_timeout');
    await runner.release();
  }
}
