/** A database of its own for each test file, cloned from the migrated template in some 20 ms. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The URL of a fresh, migrated database. Clones are not dropped: the whole cluster goes away with the test run. */
export async function cloneDatabase(): Promise<string> {
  const base = process.env['RAPPORT_TEST_PG'];
  if (!base)
    throw new Error('RAPPORT_TEST_PG is not set: run integration specs through `npm test`, which starts the servers');
  const name = `t_${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(5).toString('hex')}`;
  const admin = new pg.Client(base.replace('__DB__', 'postgres'));
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE tpl STRATEGY FILE_COPY`);
  } finally {
    await admin.end();
  }
  return base.replace('__DB__', name);
}

/** The same database through the pooler of the run, where a run is about that; `RAPPORT_TEST_POOLED` says so. */
export function throughPooler(databaseUrl: string): string | undefined {
  if (process.env['RAPPORT_TEST_POOLED'] !== 'on') return undefined;
  const pooler = process.env['RAPPORT_TEST_POOLER'];
  if (!pooler) throw new Error('there is no pooler: install pgbouncer');
  return pooler.replace('__DB__', new URL(databaseUrl.replace('@/', '@socket/')).pathname.slice(1));
}
