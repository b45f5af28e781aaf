/**
 * PostgreSQL without installing it. The server outlives a killed Node process: the next start finds its socket and
 * adopts it. It listens on a Unix socket in a private folder only, with a random password.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pause } from '#lib/platform';
import { binariesFor, placeFor, serverAccount, tagOf, type Account } from './binaries.js';
import { answers, dropStalePidFile, run } from './process.js';

export interface LocalPostgresOptions {
  readonly dataDir: string;
  /** Given to the server as `-c name=value`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** No durability at all: for tests. */
  readonly ephemeral?: boolean;
}
export interface LocalPostgres {
  readonly dataDir: string;
  /** It was running already and has been taken over. */
  readonly adopted: boolean;
  url(database: string): string;
  /** Makes the database when it is not there yet. */
  ensure(database: string): Promise<void>;
  /** Starts the server again when it no longer answers. */
  revive(): Promise<void>;
  /** Stops it; one that is gone already needs no ending. */
  stop(): Promise<void>;
}

interface Site {
  readonly as: Account;
  readonly bin: (program: string) => string;
  readonly dataDir: string;
  readonly socketDir: string;
}

const EPHEMERAL = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
};
const PORT = 5432;
const START_WITHIN_MS = 20_000;

export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const site = prepare(path.resolve(options.dataDir));
  const fresh = !fs.existsSync(path.join(site.dataDir, 'PG_VERSION'));
  if (fresh) await initialise(site, options.ephemeral ?? false);
  else refuseOtherMajor(site);
  const adopted = await start(site, options);
  const password = fs.readFileSync(secretFile(site), 'utf8');
  const host = encodeURIComponent(site.socketDir);
  const url = (database: string): string =>
    `postgresql://rapport:${encodeURIComponent(password)}@/${database}?host=${host}&port=${PORT}`;
  return {
    dataDir: site.dataDir,
    adopted,
    url,
    ensure: (database) => ensureDatabase(url('postgres'), database),
    revive: async () => void (await start(site, options)),
    stop: () => stop(site),
  };
}

async function stop(site: Site): Promise<void> {
  if (await answers(socketOf(site))) {
    await run(site.bin('pg_ctl'), ['-D', site.dataDir, '-w', '-m', 'fast', 'stop'], {
      as: site.as,
      cwd: site.socketDir,
    });
  }
  fs.rmSync(site.socketDir, { recursive: true, force: true });
}

const socketOf = ({ socketDir }: Site): string => path.join(socketDir, `.s.PGSQL.${PORT}`);

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

const secretFile = (site: Site): string => path.join(site.dataDir, 'rapport.secret');

/** Parents are made open first: a recursive private mkdir would lock the server's account out of its own path. */
function prepare(wanted: string): Site {
  const as = serverAccount();
  const native = binariesFor(as);
  const dataDir = placeFor(wanted, as);
  fs.mkdirSync(path.dirname(dataDir), { recursive: true, mode: 0o755 });
  ownFolder(dataDir, as);
  const socketDir = path.join(os.tmpdir(), `rapport-pg-${tagOf(`${dataDir} ${process.getuid?.() ?? ''}`)}`);
  refuseStrangers(socketDir, as);
  ownFolder(socketDir, as);
  return { as, dataDir, socketDir, bin: (program) => path.join(native, 'bin', program) };
}

/** The temp folder is everybody's: what lies there under our name must be a folder, and ours. */
function refuseStrangers(folder: string, { uid }: Account): void {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return;
  const ours = [process.getuid?.(), uid].includes(found.uid);
  if (found.isDirectory() && (ours || process.platform === 'win32')) return;
  throw new Error(`${folder} belongs to somebody else: remove it, or choose another RAPPORT_DATA`);
}

function ownFolder(folder: string, as: Account): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  own(folder, as);
  fs.chmodSync(folder, 0o700);
}

function own(place: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) fs.chownSync(place, uid, gid);
}

async function initialise(site: Site, ephemeral: boolean): Promise<void> {
  const password = randomBytes(18).toString('base64url');
  const passwordFile = path.join(site.socketDir, `.password-${process.pid}`);
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  own(passwordFile, site.as);
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const quick = ephemeral ? ['--no-sync', '--no-data-checksums'] : [];
  try {
    const args = [
      '-D',
      site.dataDir,
      '-U',
      'rapport',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      ...locale,
      ...quick,
    ];
    await run(site.bin('initdb'), args, { as: site.as, cwd: site.socketDir });
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.writeFileSync(secretFile(site), password, { mode: 0o600 });
}

function refuseOtherMajor(site: Site): void {
  const found = fs.readFileSync(path.join(site.dataDir, 'PG_VERSION'), 'utf8').trim();
  if (found === '18') return;
  throw new Error(
    `${site.dataDir} was written by PostgreSQL ${found}, this is 18: move the folder away, or set DATABASE_URL`,
  );
}

async function start(site: Site, options: LocalPostgresOptions): Promise<boolean> {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: site.socketDir,
    max_connections: '100',
    shared_buffers: '128MB',
    logging_collector: 'off',
    ...(options.ephemeral ? EPHEMERAL : {}),
    ...options.settings,
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  const log = path.join(site.socketDir, 'server.log');
  const args = ['-D', site.dataDir, '-w', '-t', '60', '-l', log, '-o', flags.join(' '), 'start'];
  for (const deadline = Date.now() + START_WITHIN_MS; ; await pause(150)) {
    if (await answers(socketOf(site))) return true;
    dropStalePidFile(path.join(site.dataDir, 'postmaster.pid'));
    try {
      await run(site.bin('pg_ctl'), args, { as: site.as, cwd: site.socketDir });
      return false;
    } catch (cause) {
      if (Date.now() < deadline) continue;
      const tail = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').slice(-1_000) : 'no log was written';
      throw new Error(`the embedded PostgreSQL did not start\n${tail}`, { cause });
    }
  }
}
