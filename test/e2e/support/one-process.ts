/** The one-process app in a folder of its own, and the database server that it brings. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { eventually } from '../../../libs/testkit/src/eventually.js';
import { startApp, type Child, type Environment } from './child.js';
import type { Account } from './practice.js';

/** A first start makes a database and loads nine months of a clinic, beside whatever else a run of all tests does. */
const READY_WITHIN_MS = 100_000;

export interface Home {
  /** RAPPORT_DATA. */
  readonly data: string;
  /** The database server's process, while there is one. */
  postmaster(): number | undefined;
  /** Ends the database server, whoever left it, and removes everything. */
  remove(): Promise<void>;
}

export function openHome(): Home {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-home-'));
  // run by root, PostgreSQL starts as another user, who has to get through this folder
  fs.chmodSync(folder, 0o755);
  const data = path.join(folder, 'data');
  const pidFile = path.join(data, 'postgres', 'postmaster.pid');
  const sockets = new Set<string>();
  const postmaster = (): number | undefined => {
    if (!fs.existsSync(pidFile)) return undefined;
    const lines = fs.readFileSync(pidFile, 'utf8').split('\n');
    if (lines[4]) sockets.add(lines[4]);
    return isServer(Number(lines[0])) ? Number(lines[0]) : undefined;
  };
  return {
    data,
    postmaster,
    remove: async () => {
      const pid = postmaster();
      if (pid !== undefined) {
        process.kill(pid, 'SIGQUIT');
        await eventually('the database server to end', () => !isServer(pid));
      }
      for (const socket of sockets) fs.rmSync(socket, { recursive: true, force: true });
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A process id proves nothing by itself: it may belong to somebody else by now, or to a zombie. */
export function isServer(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.includes('(postgres)') && stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return false;
  }
}

export interface Running extends Account {
  readonly child: Child;
  /** What was printed when it was ready. */
  readonly block: string;
}

/** Starts in a home and waits for the printed block and the ready file. */
export async function startHome({ data, postmaster }: Home, env: Environment): Promise<Running> {
  const child = startApp('rapport', { RAPPORT_DATA: data, RAPPORT_PORT: '0', ...env });
  const isWhole = /Not a crisis service[^\n]*\n─+\n/;
  const block = await child.says('the block', ({ out }) => (isWhole.test(out) ? out : undefined), READY_WITHIN_MS);
  postmaster();
  return { ...readReady(data), child, block };
}

export function readReady(data: string): Account & { readonly pid: number } {
  return JSON.parse(fs.readFileSync(path.join(data, 'ready.json'), 'utf8')) as Account & { pid: number };
}
