/** Another commit of this house, in a clone of its own: packages of its lock file, its sources and its bench compiled. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Cleanup } from './cleanup.js';

export interface Side {
  readonly name: 'mine' | 'theirs';
  readonly folder: string;
  /** Its commit, with a `+` where files have been changed since. */
  readonly commit: string;
}

export interface Running {
  readonly cleanup: Cleanup;
  readonly signal: AbortSignal;
  say(line: string): void;
}

/** A folder that goes when the run ends, for both sides. */
export function temporaryFolder({ cleanup }: Running): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-against-'));
  cleanup.add(async () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What is compiled here is copied: this folder may be worked in, and compiled anew, while the bench runs. */
export async function mySide(temporary: string, running: Running): Promise<Side> {
  const here = { folder: process.cwd(), running };
  const head = await output('git', ['rev-parse', '--short', 'HEAD'], here);
  const changes = await output('git', ['status', '--porcelain'], here);
  const folder = path.join(temporary, 'mine');
  for (const name of ['package.json', 'package-lock.json', 'dist'])
    fs.cpSync(name, path.join(folder, name), { recursive: true });
  linkPackages(here.folder, folder);
  return { name: 'mine', folder, commit: head + (changes === '' ? '' : '+') };
}

/** @throws when the commit is unknown, its packages cannot be had or its sources do not compile. */
export async function otherSide(commit: string, temporary: string, running: Running): Promise<Side> {
  const here = { folder: process.cwd(), running };
  const hash = await output('git', ['rev-parse', '--verify', '--quiet', `${commit}^{commit}`], here);
  const folder = path.join(temporary, 'theirs');
  running.say(`making ${hash.slice(0, 7)} in ${folder}`);
  await output('git', ['clone', '--quiet', '--shared', '--no-checkout', here.folder, folder], here);
  await output('git', ['checkout', '--quiet', '--detach', hash], { folder, running });
  await bringPackages(here.folder, folder, running);
  for (const project of ['tsconfig.json', 'test/tsconfig.tools.json']) {
    const tsc = path.join('node_modules', 'typescript7', 'bin', 'tsc');
    await output(process.execPath, [tsc, '-p', project], { folder, running });
  }
  return { name: 'theirs', folder, commit: hash.slice(0, 7) };
}

const linkPackages = (from: string, to: string): void =>
  fs.symlinkSync(path.join(from, 'node_modules'), path.join(to, 'node_modules'), 'junction');

/** The same lock file: the same packages. Another one: its own, without install scripts, which none of it needs. */
async function bringPackages(here: string, folder: string, running: Running): Promise<void> {
  const lockOf = (side: string): string => fs.readFileSync(path.join(side, 'package-lock.json'), 'utf8');
  if (lockOf(here) === lockOf(folder)) return linkPackages(here, folder);
  running.say('its lock file is another one: installing its packages');
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await output(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { folder, running });
}

interface Place {
  readonly folder: string;
  readonly running: Running;
}

/** What a program printed; what it says meanwhile goes to standard error. @throws when it fails or the run is over. */
export function output(program: string, args: readonly string[], { folder, running }: Place): Promise<string> {
  running.signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const shell = program.endsWith('.cmd');
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'], shell });
    const gone = new Promise<void>((ended) => child.once('close', () => ended()));
    // A bench that gets a signal ends its servers first: cleaning up waits for that.
    const stop = running.cleanup.add(async () => {
      child.kill('SIGTERM');
      await gone;
    });
    let out = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => {
      void stop();
      if (code === 0) resolve(out.trim());
      else reject(new Error(`${out}${path.basename(program)} ${args.join(' ')}: ended with ${String(code)}`));
    });
  });
}
