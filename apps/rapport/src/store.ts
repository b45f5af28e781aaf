/** The database of the one-process app: the one that DATABASE_URL names, or an embedded one in the data folder. */
import path from 'node:path';
import pg from 'pg';
import { startLocalPostgres } from '#lib/platform';

export interface Store {
  readonly url: string;
  readonly words: string;
  stop(): Promise<void>;
}
const NAME = 'rapport';

export async function openStore(databaseUrl: string, folder: string): Promise<Store> {
  if (databaseUrl) return { url: databaseUrl, words: 'PostgreSQL of DATABASE_URL', stop: async () => undefined };
  const server = await startLocalPostgres({ dataDir: path.join(folder, 'postgres') });
  await ensureDatabase(server.url('postgres'));
  const words = `embedded PostgreSQL in ${server.dataDir}${server.adopted ? ' (was running already)' : ''}`;
  return { url: server.url(NAME), words, stop: server.stop };
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${NAME}`);
  } finally {
    await client.end();
  }
}
