/** One process of the product: started from dist, heard on both streams, and never left behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { eventually } from '../../../libs/testkit/src/eventually.js';

export type App = 'api' | 'worker' | 'rapport' | 'cli';
export type Environment = Readonly<Record<string, string>>;

const ROOT = path.join(__dirname, '..', '..', '..');
/** Longer than the grace that the product gives itself, so that its own end is what a test sees. */
const POLITE_MS = 32_000;
const running = new Set<Child>();

export class Child {
  out = '';
  err = '';
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  constructor(readonly process: ChildProcess) {
    process.stdout?.on('data', (part: Buffer) => (this.out += part.toString()));
    process.stderr?.on('data', (part: Buffer) => (this.err += part.toString()));
    this.ended = new Promise((resolve) => {
      process.once('close', (code, signal) => {
        running.delete(this);
        resolve({ code, signal });
      });
    });
    running.add(this);
  }

  get alive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** Waits until `look` finds something in what was printed; says what was printed when the process ends before. */
  async says<T>(what: string, look: (child: Child) => T | undefined, withinMs = 40_000): Promise<T> {
    return eventually(
      what,
      () => {
        const found = look(this);
        if (found === undefined && !this.alive) throw new Error(`ended before "${what}":\n${this.out}\n${this.err}`);
        return found;
      },
      withinMs,
    );
  }

  /** Asks to stop; a process that does not is killed. Answers the exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.alive) this.kill(signal);
    const hard = setTimeout(() => this.kill('SIGKILL'), POLITE_MS);
    const { code } = await this.ended;
    clearTimeout(hard);
    return code;
  }
}

/** The settings of the machine that runs the tests stay outside: a child sees what its test gives it. */
export function startApp(app: App, env: Environment, args: readonly string[] = []): Child {
  const file = path.join(ROOT, 'dist', 'apps', app, 'src', 'main.js');
  const basis = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NO_COLOR: '1' };
  return new Child(
    spawn(process.execPath, [file, ...args], {
      cwd: ROOT,
      env: { ...basis, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** Runs to its end, however it ends. */
export async function runApp(
  app: App,
  env: Environment,
  args: readonly string[] = [],
): Promise<{ code: number | null; out: string; err: string }> {
  const child = startApp(app, env, args);
  const { code } = await child.ended;
  return { code, out: child.out, err: child.err };
}

/** The address in the API's "listening" line. */
export async function startApi(env: Environment): Promise<{ child: Child; url: string }> {
  const child = startApp('api', { RAPPORT_PORT: '0', ...env });
  const url = await child.says('listening', ({ err }) => /"url":"([^"]+)"[^\n]*"listening"/.exec(err)?.[1]);
  return { child, url };
}

export async function startWorker(env: Environment): Promise<Child> {
  const child = startApp('worker', env);
  await child.says('working', ({ err }) => (err.includes('"msg":"working"') ? true : undefined));
  return child;
}

export async function stopChildren(): Promise<void> {
  await Promise.all([...running].map((child) => child.stop()));
}

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
