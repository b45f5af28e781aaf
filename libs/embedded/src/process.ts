import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Account } from './binaries.js';

export interface Command {
  readonly as: Account;
  readonly cwd: string;
}

/** Runs one of the server's programs to its end; rejects with what it printed. */
export function run(program: string, args: readonly string[], { as, cwd }: Command): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: cwd };
    const child = spawn(program, args, { ...as, cwd, stdio: ['ignore', 'pipe', 'pipe'], env });
    let output = '';
    const collect = (part: Buffer): void => void (output += part.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${path.basename(program)} ended with ${code}: ${output.trim()}`));
    });
  });
}

/** A server is alive when it answers; a process id proves nothing. */
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

/** After kill -9 the pid file stays: its process may be gone, a zombie, or somebody else's. */
export function dropStalePidFile(file: string): void {
  if (process.platform !== 'linux' || !fs.existsSync(file)) return;
  const pid = fs.readFileSync(file, 'utf8').split('\n')[0];
  let alive = false;
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const state = stat.slice(stat.lastIndexOf(')') + 2)[0];
    alive = state !== 'Z' && stat.includes('postgres');
  } catch {
    alive = false;
  }
  if (!alive) fs.rmSync(file, { force: true });
}
