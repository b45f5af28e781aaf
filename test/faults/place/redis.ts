/** A Redis of the run's own, on a socket in a folder of its own, with an append-only file that may be tampered with. */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { eventually } from '#lib/testkit';

const PROGRAMS = ['redis-server', 'valkey-server'];

export function redisProgram(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return PROGRAMS.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) =>
    fs.existsSync(file),
  );
}

export class RedisServer {
  private server: ChildProcess | undefined;
  readonly socket: string;
  private readonly aof: string;

  constructor(private readonly folder: string) {
    fs.mkdirSync(folder, { recursive: true });
    this.socket = path.join(folder, 's');
    this.aof = path.join(folder, 'appendonlydir');
  }

  async up(): Promise<void> {
    if (this.alive()) return;
    const program = redisProgram();
    if (!program) throw new Error(`no ${PROGRAMS.join(' or ')} on the PATH`);
    const settings = {
      port: '0',
      unixsocket: this.socket,
      save: '',
      appendonly: 'yes',
      'maxmemory-policy': 'noeviction',
      dir: this.folder,
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    this.server = spawn(program, args, { stdio: 'ignore' });
    await eventually('Redis to answer', async () => (await this.ask('PING')) === 'PONG');
  }

  async down(): Promise<void> {
    if (!this.server || !this.alive()) return;
    const gone = new Promise((resolve) => this.server?.once('exit', resolve));
    this.server.kill('SIGKILL');
    await gone;
    fs.rmSync(this.socket, { force: true });
  }

  abandon(): void {
    this.server?.kill('SIGKILL');
  }

  /** The answer, or undefined when it does not answer. */
  async ask(command: string, ...args: string[]): Promise<unknown> {
    const redis = new Redis({ path: this.socket, lazyConnect: true, retryStrategy: () => null, connectTimeout: 1_000 });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await redis.call(command, ...args);
    } catch {
      return undefined;
    } finally {
      redis.disconnect();
    }
  }

  /** A copy of the append-only file as it is at this moment. */
  copyAof(): () => void {
    const copy = `${this.aof}-copy`;
    fs.rmSync(copy, { recursive: true, force: true });
    fs.cpSync(this.aof, copy, { recursive: true });
    return () => {
      fs.rmSync(this.aof, { recursive: true, force: true });
      fs.renameSync(copy, this.aof);
    };
  }

  /** What a power cut does to the last page: the end of the newest file is gone. */
  chopAof(bytes: number): void {
    for (const name of fs.readdirSync(this.aof).filter((file) => file.endsWith('.incr.aof'))) {
      const file = path.join(this.aof, name);
      fs.truncateSync(file, Math.max(0, fs.statSync(file).size - bytes));
    }
  }

  private alive(): boolean {
    return this.server !== undefined && this.server.exitCode === null && this.server.signalCode === null;
  }
}
