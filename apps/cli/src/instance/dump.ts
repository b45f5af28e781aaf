/** The server's own programs, for a database that is not ours: found on this machine, and as new as the server. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CliFailure } from '../line/failure.js';

const DEBIAN = '/usr/lib/postgresql';

export interface Programs {
  /** Folders to look in, as in PATH. */
  readonly path: string;
  /** Where a distribution keeps those of each version. */
  readonly versions?: string;
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(program: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { LC_ALL: 'C', ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (out += part.toString()));
    child.stderr.on('data', (part: Buffer) => (err += part.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

function candidates(name: string, { path: folders, versions = DEBIAN }: Programs): string[] {
  const installed = fs.existsSync(versions) ? fs.readdirSync(versions).map((v) => path.join(versions, v, 'bin')) : [];
  return [...folders.split(path.delimiter).filter(Boolean), ...installed]
    .map((folder) => path.join(folder, name))
    .filter((file) => fs.existsSync(file));
}

const majorIn = (text: string): number => Number(/(\d+)(?:\.\d+|devel|beta|rc)/.exec(text)?.[1] ?? 0);

/** A program reads servers of its own version and before. */
export async function findProgram(name: 'pg_dump' | 'pg_restore', least: number, where: Programs): Promise<string> {
  const found: number[] = [];
  for (const file of candidates(name, where)) {
    const major = majorIn((await run(file, ['--version'])).out);
    if (major >= least) return file;
    found.push(major);
  }
  throw new CliFailure(
    found.length > 0
      ? `${name} here is of version ${Math.max(...found)}, the server is of version ${least}`
      : `there is no ${name} on this machine`,
    `install the client programs of PostgreSQL ${least} (postgresql-client-${least}), or run this where the server is`,
  );
}

/** A password on a command line can be read by everybody on the machine: it goes another way. */
export function withoutPassword(url: string): { readonly url: string; readonly env: Readonly<Record<string, string>> } {
  const [, head = '', password, rest = ''] = /^([a-z]+:\/\/[^:@/]*):([^@]*)@(.*)$/s.exec(url) ?? [];
  if (password === undefined) return { url, env: {} };
  return { url: `${head}@${rest}`, env: { PGPASSWORD: decodeURIComponent(password) } };
}

async function must(program: string, args: readonly string[], databaseUrl: string): Promise<void> {
  const { url, env } = withoutPassword(databaseUrl);
  const { code, err } = await run(program, [...args, '--dbname', url], env);
  if (code === 0) return;
  const [said = ''] = err.trim().split('\n').slice(-1);
  throw new CliFailure(`${path.basename(program)} ended with ${code}: ${said}`, 'nothing was changed; see the message');
}

export const dump = (program: string, databaseUrl: string, file: string): Promise<void> =>
  must(program, ['--format=custom', '--no-owner', `--file=${file}`], databaseUrl);

/** All of it, or nothing. */
export const undump = (program: string, databaseUrl: string, file: string): Promise<void> =>
  must(program, ['--no-owner', '--exit-on-error', '--single-transaction', file], databaseUrl);
