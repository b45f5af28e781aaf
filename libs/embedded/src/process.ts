import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Account } from './binaries.js';

export interface Command {
  readonly as: Account;
  readonly cwd: string;
}

export class ProgramFailed extends Error {
  constructor(
    program: string,
    readonly code: number | null,
    output: string,
  ) {
    super(`${program} ended with ${code}: ${output.trim()}`);
  }
}

/**
 * Runs one of the server's programs to its end; rejects with what it printed. In a process group of its own: Ctrl-C in a
 * terminal goes to a whole group, and would end a program half-way that we wait for.
 */
export function run(program: string, args: readonly string[], { as, cwd }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: cwd };
    const detached = process.platform !== 'win32';
    const child = spawn(program, args, { ...as, cwd, stdio: ['ignore', 'pipe', 'pipe'], env, detached });
    let output = '';
    const collect = (part: Buffer): void => void (output += part.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(output);
      else reject(new ProgramFailed(path.basename(program), code, output));
    });
  });
}

/** Somebody listens there; who, `pg_ctl` says. */
export function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = net.connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}

/** The process id in the folder's pid file; undefined when there is no such file. */
export function pidIn(dataDir: string): number | undefined {
  try {
    return Number(fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

/**
 * After kill -9, or in a copy, the pid file says nothing: its process may be gone, a zombie, somebody else's, or the
 * server of another folder. A server works inside its own folder.
 */
export function dropStalePidFile(dataDir: string): void {
  const pid = pidIn(dataDir);
  if (process.platform !== 'linux' || pid === undefined || serves(pid, dataDir)) return;
  fs.rmSync(path.join(dataDir, 'postmaster.pid'), { force: true });
}

function serves(pid: number, dataDir: string): boolean {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const state = stat.slice(stat.lastIndexOf(')') + 2)[0];
    return state !== 'Z' && stat.includes('postgres') && worksIn(pid, fs.realpathSync(dataDir));
  } catch {
    return false;
  }
}

/** A process of another account does not say where it works: then it is left to `pg_ctl`. */
function worksIn(pid: number, folder: string): boolean {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}
