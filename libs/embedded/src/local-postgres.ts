/**
 * PostgreSQL without installing it. The server outlives a killed Node process: the next start finds it and adopts it. It
 * listens on a Unix socket in a private folder only, with a random password.
 */
import pg from 'pg';
import { pause } from '#lib/platform';
import { initialiseOnce } from './initialise.js';
import { answers } from './process.js';
import { abandon, revive, start, stop, type ServerOptions } from './server.js';
import { PORT, dataPlace, isFinished, makeOwn, makeSocketDir, siteOf, socketOf, type Site } from './site.js';

export interface LocalPostgresOptions extends ServerOptions {
  readonly dataDir: string;
}
/** A server that somebody else may own. */
export interface ServerInUse {
  readonly dataDir: string;
  url(database: string): string;
  /** Makes the database when it is not there yet. */
  ensure(database: string): Promise<void>;
}
export interface LocalPostgres extends ServerInUse {
  /** It was running already and has been taken over. */
  readonly adopted: boolean;
  /** Starts the server again when it no longer answers. */
  revive(): Promise<void>;
  /** Stops it; one that is gone already needs no ending. */
  stop(): Promise<void>;
  /** Ends it without waiting, for a process that cannot. */
  abandon(): void;
}

/** For whoever owns the folder. */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const site = siteOf(options.dataDir);
  makeSocketDir(site);
  if (!(await initialiseOnce(site, options.ephemeral ?? false))) makeOwn(site.dataDir, site.as);
  const adopted = await start(site, options);
  return {
    ...inUse(site),
    adopted,
    revive: () => revive(site, options),
    stop: () => stop(site),
    abandon: () => abandon(site),
  };
}

const LOOK_EVERY_MS = 200;

/** The server of somebody else who has the folder: waits until it answers, and neither starts nor stops it. */
export async function useLocalPostgres(dataDir: string, patienceMs: number): Promise<ServerInUse | undefined> {
  for (const deadline = Date.now() + patienceMs; ; await pause(LOOK_EVERY_MS)) {
    const site = isFinished(dataPlace(dataDir)) ? siteOf(dataDir) : undefined;
    if (site && (await answers(socketOf(site)))) return inUse(site);
    if (Date.now() >= deadline) return undefined;
  }
}

function inUse({ dataDir, socketDir, password }: Site): ServerInUse {
  const host = encodeURIComponent(socketDir);
  const url = (database: string): string =>
    `postgresql://rapport:${encodeURIComponent(password)}@/${database}?host=${host}&port=${PORT}`;
  return { dataDir, url, ensure: (database) => ensureDatabase(url('postgres'), database) };
}

async function ensureDatabase(adminUrl: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount !== 0) return;
    const { rows } = await client.query<{ sql: string }>("SELECT format('CREATE DATABASE %I', $1::text) AS sql", [
      database,
    ]);
    await client.query((rows[0] as { sql: string }).sql);
  } finally {
    await client.end();
  }
}
