/** A Redis that a test may kill: on a socket in a folder of its own, so that it meets nobody. */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Redis from 'ioredis';
import { eventually } from '../../../libs/testkit/src/eventually.js';

export interface PrivateRedis {
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  remove(): Promise<void>;
}

const PROGRAMS = ['redis-server', 'valkey-server'];

export function privateRedis(): PrivateRedis {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-redis-'));
  const socket = path.join(folder, 's');
  let server: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server?.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
    fs.rmSync(socket, { force: true });
  };
  process.once('exit', () => server?.kill('SIGKILL'));
  return {
    url: `unix://${socket}`,
    kill,
    start: async () => {
      const settings = [
        '--port',
        '0',
        '--unixsocket',
        socket,
        '--save',
        '',
        '--appendonly',
        'no',
        '--maxmemory-policy',
        'noeviction',
        '--dir',
        folder,
      ];
      server = spawn(program(), settings, { stdio: 'ignore' });
      await eventually('Redis to answer', () => answers(socket));
    },
    remove: async () => {
      await kill();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function program(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = PROGRAMS.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) =>
    fs.existsSync(file),
  );
  if (!found) throw new Error(`this test needs ${PROGRAMS.join(' or ')} on the PATH`);
  return found;
}

async function answers(socket: string): Promise<true | undefined> {
  const redis = new Redis({ path: socket, lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG' ? true : undefined;
  } catch {
    return undefined;
  } finally {
    redis.disconnect();
  }
}
