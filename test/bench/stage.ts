/**
 * Where the contestants meet: one PostgreSQL with its usual durability, a fresh database for each contestant, and for the
 * Redis backend a fresh private redis-server, or the one of REDIS_URL. Loopback and unix sockets only.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { startLocalPostgres, type LocalPostgres } from '#lib/embedded';
import { startChild, until, type Child, type ChildOptions } from './children.js';
import { Cleanup } from './cleanup.js';

export type Backend = 'redis' | 'postgres';

export interface Venue {
  readonly backend: Backend;
  readonly databaseUrl: string;
  /** '' on the PostgreSQL backend. */
  readonly redisUrl: string;
  /** The private redis-server, where there is one. */
  readonly redis: Child | undefined;
  end(): Promise<void>;
}

const SETTINGS = { shared_buffers: '256MB', max_wal_size: '2GB', max_connections: '200' };

export class Stage {
  readonly cleanup = new Cleanup();
  /** Aborts when a child ends by itself or somebody presses Ctrl-C. */
  readonly abort = new AbortController();
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-bench-'));
  private postgres!: LocalPostgres;
  private venues = 0;

  /** Whoever interrupts this has a cleanup that waits for the server and ends it. */
  async raise(): Promise<void> {
    this.cleanup.add(async () => fs.rmSync(this.folder, { recursive: true, force: true }));
    // the server may run as another account, which has to find its way through
    fs.chmodSync(this.folder, 0o755);
    // the server puts its socket where temporary things go; with ours, it goes when the folder goes
    process.env['TMPDIR'] = this.folder;
    const starting = startLocalPostgres({ dataDir: path.join(this.folder, 'postgres'), settings: SETTINGS });
    this.cleanup.add(() =>
      starting.then(
        (server) => server.stop(),
        () => undefined,
      ),
    );
    this.postgres = await starting;
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** A fresh database. A checkpoint first, so that nobody pays for the pages of the one before. */
  async venue(backend: Backend): Promise<Venue> {
    const name = `bench_${++this.venues}`;
    await this.postgres.ensure(name);
    await this.administer('CHECKPOINT');
    const redis = backend === 'redis' && !redisFromOutside() ? await this.startRedis(name) : undefined;
    const end = this.cleanup.add(async () => {
      await redis?.child.stop();
      if (!this.signal.aborted) await this.administer(`DROP DATABASE ${name} WITH (FORCE)`);
    });
    const redisUrl = backend === 'redis' ? (redis?.url ?? redisFromOutside()) : '';
    return { backend, databaseUrl: this.postgres.url(name), redisUrl, redis: redis?.child, end };
  }

  start(program: string, options: Omit<ChildOptions, 'died'>): Child {
    const child = startChild(program, { ...options, died: (reason) => this.abort.abort(reason) });
    const stop = this.cleanup.add(() => child.stop());
    return { ...child, stop };
  }

  async version(): Promise<string> {
    const [row] = await this.administer('SHOW server_version');
    return String(row?.['server_version']);
  }

  private async startRedis(name: string): Promise<{ child: Child; url: string }> {
    const socket = path.join(this.folder, `${name}.sock`);
    const args = ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', this.folder];
    const child = this.start('redis-server', { args, env: {}, stdio: 'ignore' });
    await until('redis-server listens', async () => fs.existsSync(socket), { signal: this.signal, withinMs: 10_000 });
    return { child, url: `unix://${socket}` };
  }

  private async administer(statement: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.postgres.url('postgres') });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }
}

const redisFromOutside = (): string => process.env['REDIS_URL'] ?? '';

/** What redis-server or the server of REDIS_URL says of itself; undefined when there is neither. */
export async function redisVersion(): Promise<string | undefined> {
  if (!redisFromOutside())
    return /v=(\S+)/.exec(spawnSync('redis-server', ['--version']).stdout?.toString() ?? '')?.[1];
  const redis = new Redis(redisFromOutside());
  try {
    return /redis_version:(\S+)/.exec(await redis.info('server'))?.[1];
  } finally {
    redis.disconnect();
  }
}
