/** Starting and stopping. What runs is what `pg_ctl` says; a socket may be gone, or belong to a server that is. */
import fs from 'node:fs';
import path from 'node:path';
import { pause } from '#lib/platform';
import { ProgramFailed, answers, dropStalePidFile, pidIn, run } from './process.js';
import { makeSocketDir, socketOf, type Site } from './site.js';

export interface ServerOptions {
  /** Given to the server as `-c name=value`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** No durability at all: for tests. */
  readonly ephemeral?: boolean;
}

const EPHEMERAL = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
};
const START_WITHIN_MS = 20_000;
const ANSWERS_WITHIN_MS = 3_000;
const NOT_RUNNING = 3;

const control = (site: Site, ...args: readonly string[]): Promise<string> =>
  run(site.bin('pg_ctl'), ['-D', site.dataDir, ...args], { as: site.as, cwd: site.socketDir });

async function isRunning(site: Site): Promise<boolean> {
  dropStalePidFile(site.dataDir);
  if (pidIn(site.dataDir) === undefined) return false;
  try {
    await control(site, 'status');
    return true;
  } catch (error) {
    if (error instanceof ProgramFailed && error.code === NOT_RUNNING) return false;
    throw error;
  }
}

/** True when it ran already. */
export async function start(site: Site, options: ServerOptions): Promise<boolean> {
  for (const deadline = Date.now() + START_WITHIN_MS; ; await pause(150)) {
    makeSocketDir(site);
    if (await isRunning(site)) {
      if (await answersSoon(site)) return true;
      // its socket was removed, or it is ending: it is ours, and of no use to anybody
      await control(site, '-w', '-m', 'fast', 'stop');
    }
    try {
      await control(site, '-w', '-t', '60', '-l', logOf(site), '-o', flagsFor(site, options), 'start');
      return false;
    } catch (cause) {
      if (Date.now() < deadline) continue;
      throw new Error(`the embedded PostgreSQL did not start\n${whatItSaid(site)}`, { cause });
    }
  }
}

const logOf = ({ socketDir }: Site): string => path.join(socketDir, 'server.log');

/** Only what went wrong, without the times and process ids that nobody needs. */
function whatItSaid(site: Site): string {
  const log = logOf(site);
  if (!fs.existsSync(log)) return 'no log was written';
  const lines = fs.readFileSync(log, 'utf8').split('\n');
  const said = lines.flatMap((line) => /\b(?:FATAL|PANIC|ERROR|HINT|DETAIL): .*/.exec(line)?.[0] ?? []);
  return (said.length > 0 ? said : lines).slice(-4).join('\n');
}

function flagsFor(site: Site, options: ServerOptions): string {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: site.socketDir,
    max_connections: '100',
    shared_buffers: '128MB',
    logging_collector: 'off',
    ...(options.ephemeral ? EPHEMERAL : {}),
    ...options.settings,
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
}

async function answersSoon(site: Site): Promise<boolean> {
  for (const deadline = Date.now() + ANSWERS_WITHIN_MS; ; await pause(100)) {
    if (await answers(socketOf(site))) return true;
    if (Date.now() >= deadline || !fs.existsSync(site.dataDir)) return false;
  }
}

/** One that is gone already needs no ending. */
export async function stop(site: Site): Promise<void> {
  if (fs.existsSync(site.dataDir)) {
    makeSocketDir(site);
    if (await isRunning(site)) await control(site, '-w', '-m', 'fast', 'stop');
  }
  fs.rmSync(site.socketDir, { recursive: true, force: true });
}

/** For a process that ends now and cannot wait: the next start recovers. */
export function abandon({ dataDir }: Site): void {
  dropStalePidFile(dataDir);
  const pid = pidIn(dataDir);
  if (pid !== undefined && pid > 1) process.kill(pid, 'SIGQUIT');
}

/** Starts it again only when it is gone; looked at every few seconds, so without a program where that can be helped. */
export async function revive(site: Site, options: ServerOptions): Promise<void> {
  if (!(await answers(socketOf(site)))) await start(site, options);
}
