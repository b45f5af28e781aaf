import type { Database } from './database.js';
import { SchemaMismatch, appliedMigrations, knownMigrations, schemaGap } from './schema.js';

const LOCK = 7_240_026;

/**
 * Applies what is missing, one starter at a time; others wait and then find nothing to do. Returns what was applied.
 * A database that a later version has changed is left alone.
 */
export async function runMigrations(database: Database): Promise<string[]> {
  const runner = database.dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query("SET lock_timeout = '60s'");
    await runner.query("SET statement_timeout = '0'");
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { unknown } = schemaGap(knownMigrations(database), await appliedMigrations(database));
    if (unknown.length > 0) throw new SchemaMismatch({ pending: [], unknown });
    const applied = await database.dataSource.runMigrations({ transaction: 'each' });
    return applied.map((m) => m.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    await runner.query('RESET lock_timeout');
    await runner.query('RESET statement_timeout');
    await runner.release();
  }
}
