/** Processes of the bench: started by file, watched, and ended by their handle. */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const STOP_WITHIN_MS = 15_000;

export interface Child {
  readonly process: ChildProcess;
  /** Ends it politely, then not; undisturbed when it has ended already. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Called when it ends without having been told to. */
  readonly died: (reason: Error) => void;
  readonly stdio?: StdioOptions;
}

/** Starts with PATH and what is given: settings of the caller's shell must not reach what is measured. */
export function startChild(program: string, { args, env, died, stdio }: ChildOptions): Child {
  const child = spawn(program, args, {
    stdio: stdio ?? ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: process.env['TMPDIR'] ?? '/tmp', NODE_ENV: 'production', ...env },
  });
  let wanted = false;
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => died(error));
    child.once('close', (code, signal) => {
      if (!wanted) died(new Error(`${program} ${args.join(' ')} ended by itself (${signal ?? code})`));
      resolve();
    });
  });
  return {
    process: child,
    stop: async () => {
      wanted = true;
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await gone;
      clearTimeout(hard);
    },
  };
}

/** The most memory that the process has held so far, in MB; undefined where /proc does not tell. */
export function peakMemoryOf({ process: { pid } }: Child): number | undefined {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(procFile(pid, 'status'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
}

/** Processor time used so far, in ms, to 10 ms; undefined where /proc does not tell. */
export function processorTimeOf({ process: { pid } }: Child): number | undefined {
  const fields = procFile(pid, 'stat').split(') ')[1]?.split(' ');
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * 10;
}

function procFile(pid: number | undefined, name: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** A port of the loopback address that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Looks again and again until it is so. @throws when the signal aborts or the time is up. */
export async function until(what: string, look: () => Promise<boolean>, wait: Wait): Promise<void> {
  const deadline = performance.now() + (wait.withinMs ?? 600_000);
  while (!(await look())) {
    wait.signal.throwIfAborted();
    if (performance.now() > deadline) throw new Error(`${what}: still not so`);
    await delay(wait.everyMs ?? 20);
  }
}

export interface Wait {
  readonly signal: AbortSignal;
  readonly everyMs?: number;
  readonly withinMs?: number;
}
