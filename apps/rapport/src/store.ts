/** The database of the one-process app: the one that DATABASE_URL names, or an embedded one in the data folder. */
import path from 'node:path';
import pg from 'pg';
import { isUnavailable, startLocalPostgres, type LocalPostgres } from '#lib/platform';

export interface Store {
  readonly url: string;
  readonly words: string;
  stop(): Promise<void>;
}
const NAME = 'rapport';

export async function openStore(databaseUrl: string, folder: string): Promise<Store> {
  if (databaseUrl) return { url: databaseUrl, words: 'PostgreSQL of DATABASE_URL', stop: async () => undefined };
  const server = await startLocalPostgres({ dataDir: path.join(folder, 'postgres') });
  await server.ensure(NAME);
  const words = `embedded PostgreSQL in ${server.dataDir}${server.adopted ? ' (was running already)' : ''}`;
  return { url: server.url(NAME), words, stop: () => stopUnlessGone(server) };
}

/** A server that somebody else has ended needs no ending; the stop goes on with what is left. */
async function stopUnlessGone(server: LocalPostgres): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    if (isUnavailable(error)) return;
  }
  await server.stop();
}
