/** The database of the one-process app: the one that DATABASE_URL names, or an embedded one in the data folder. */
import path from 'node:path';
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
  await server.ensure(NAME);
  const words = `embedded PostgreSQL in ${server.dataDir}${server.adopted ? ' (was running already)' : ''}`;
  return { url: server.url(NAME), words, stop: server.stop };
}
