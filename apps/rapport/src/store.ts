/** The database of the one-process app: the one that DATABASE_URL names, or an embedded one in the data folder. */
import path from 'node:path';
import { Loop } from '#lib/platform';
import { startLocalPostgres, type LocalPostgres } from '#lib/embedded';

export interface Store {
  readonly url: string;
  readonly words: string;
  /** The folder that holds the data; undefined when it is somebody else's server. */
  readonly folder: string | undefined;
  stop(): Promise<void>;
}
const NAME = 'rapport';
const LOOK_AFTER_MS = 3_000;

export async function openStore(databaseUrl: string, folder: string): Promise<Store> {
  if (databaseUrl)
    return { url: databaseUrl, words: 'PostgreSQL of DATABASE_URL', folder: undefined, stop: async () => undefined };
  const server = await startLocalPostgres({ dataDir: path.join(folder, 'postgres') });
  const atTheLatest = (): void => server.abandon();
  process.once('exit', atTheLatest);
  return server
    .ensure(NAME)
    .then(() => lookAfter(server, atTheLatest))
    .catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
}

/** Nobody else looks after an embedded server: one that was killed is started again, and recovers by itself. */
function lookAfter(server: LocalPostgres, atTheLatest: () => void): Store {
  const watch = new Loop({ pauseMs: LOOK_AFTER_MS, step: () => server.revive(), onError: () => undefined }).start();
  return {
    url: server.url(NAME),
    words: `embedded PostgreSQL in ${server.dataDir}${server.adopted ? ' (was running already)' : ''}`,
    folder: server.dataDir,
    stop: async () => {
      await watch.stop();
      await server.stop();
      process.off('exit', atTheLatest);
    },
  };
}
