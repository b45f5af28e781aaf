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

export async function mySide(running: Running): Promise<Side> {
  const folder = process.cwd();
  const [head, changes] = [
    await output('git', ['rev-parse', '--short', 'HEAD'], { folder, running }),
    await output('git', ['status', '--porcelain'], { folder, running }),
  ];
  return { name: 'mine', folder, commit: head + (changes === '' ? '' : '+') };
}

/** @throws when the commit is unknown, its packages cannot be had or its sources do not compile. */
export async function otherSide(commit: string, mine: Side, running: Running): Promise<Side> {
  const here = { folder: mine.folder, running };
  const hash = await output('git', ['rev-parse', '--verify', '--quiet', `${commit}^{commit}`], here);
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-against-'));
  running.cleanup.add(async () => fs.rmSync(temporary, { recursive: true, force: true }));
  const folder = path.join(temporary, 'theirs');
  running.say(`making ${hash.slice(0, 7)} in ${folder}`);
  await output('git', ['clone', '--quiet', '--shared', '--no-checkout', mine.folder, folder], here);
  await output('git', ['checkout', '--quiet', '--detach', hash], { folder, running });
  await bringPackages(mine, folder, running);
  for (const project of ['tsconfig.json', 'test/tsconfig.tools.json']) {
    const tsc = path.join('node_modules', 'typescript7', 'bin', 'tsc');
    await output(process.execPath, [tsc, '-p', project], { folder, running });
  }
  return { name: 'theirs', folder, commit: hash.slice(0, 7) };
}

/** The same lock file: the same packages. Another one: its own, without install scripts, which none of it needs. */
async function bringPackages(mine: Side, folder: string, running: Running): Promise<void> {
  const lockOf = (side: string): string => fs.readFileSync(path.join(side, 'package-lock.json'), 'utf8');
  if (lockOf(mine.folder) === lockOf(folder)) {
    fs.symlinkSync(path.join(mine.folder, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    return;
  }
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
    // A bench that gets a signal ends its servers first: whoever cleans up waits for that.
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
