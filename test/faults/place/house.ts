/**
 * Everything a row needs: one PostgreSQL, one Redis where that carries the queues, API and worker processes, and a proxy on
 * each way between them. Each row works in a clinic (tenant) of its own, so that rows may share the house.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { IDENTITY_ENTITIES, SCOPES, chooseChannel, createKey, ensureTenant } from '#lib/identity';
import { migrateAll } from '#lib/pipeline';
import { Database, generateWebhookSecret } from '#lib/platform';
import { Receiver } from '../load/receiver.js';
import type { Account } from '../load/client.js';
import { Cluster } from './cluster.js';
import { Crew, type Environment, type Role } from './crew.js';
import { FaultProxy } from './proxy.js';
import { RedisServer } from './redis.js';

export type Backend = 'postgres' | 'redis';
export interface HouseOptions {
  readonly backend: Backend;
  readonly seed: number;
  readonly apis?: number;
  readonly workers?: number;
}
export interface Clinic extends Account {
  readonly tenant: number;
}

const DATABASE = 'rapport';
const SWEEP_MS = 1_000;

export class FaultHouse {
  readonly crew: Crew;
  readonly sql: pg.Pool;

  private constructor(
    readonly options: Required<HouseOptions>,
    readonly root: string,
    readonly cluster: Cluster,
    readonly redis: RedisServer | undefined,
    readonly proxies: { readonly api: FaultProxy; readonly worker: FaultProxy; readonly redis: FaultProxy | undefined },
    readonly receiver: Receiver,
  ) {
    this.sql = new pg.Pool({
      connectionString: cluster.url(DATABASE),
      max: 4,
      connectionTimeoutMillis: 2_000,
      application_name: 'faults',
    });
    this.sql.on('error', () => undefined);
    this.crew = new Crew(this.environment());
  }

  static async open(given: HouseOptions): Promise<FaultHouse> {
    const options = { apis: 2, workers: 2, ...given };
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-faults-'));
    // run by root, PostgreSQL starts as another user, who has to get through this folder
    fs.chmodSync(root, 0o755);
    const cluster = await Cluster.start(root);
    await cluster.ensure(DATABASE);
    const redis = options.backend === 'redis' ? new RedisServer(path.join(root, 'redis')) : undefined;
    await redis?.up();
    await migrateAll(
      cluster.url(DATABASE),
      redis ? { kind: 'none' } : { kind: 'postgres', url: cluster.url(DATABASE) },
    );
    const [api, worker] = await Promise.all([FaultProxy.open(cluster.socket), FaultProxy.open(cluster.socket)]);
    const proxies = { api, worker, redis: redis ? await FaultProxy.open(redis.socket) : undefined };
    const receiver = await Receiver.open(generateWebhookSecret(), options.seed);
    const system = new FaultHouse(options, root, cluster, redis, proxies, receiver);
    open.add(system);
    await system.staff();
    return system;
  }

  private environment(): Environment {
    return {
      RAPPORT_SWEEP_MS: String(SWEEP_MS),
      RAPPORT_OUTBOUND_ALLOW: this.receiver.origin,
      RAPPORT_QUEUE_BACKEND: this.options.backend,
      // the command line passes no proxy
      DATABASE_URL: this.cluster.url(DATABASE),
      ...(this.proxies.redis ? { REDIS_URL: `redis://127.0.0.1:${this.proxies.redis.port}` } : {}),
    };
  }

  /** The way to PostgreSQL that a role takes. */
  wayOf(role: Role): Environment {
    return { DATABASE_URL: this.cluster.urlThrough(this.proxies[role].port, DATABASE) };
  }

  start(role: Role, env: Environment = {}) {
    return this.crew.start(role, { ...this.wayOf(role), ...env });
  }

  /** As many processes as there should be. */
  async staff(): Promise<void> {
    const wanted = { api: this.options.apis, worker: this.options.workers };
    const missing = (['api', 'worker'] as const).flatMap((role) =>
      Array.from({ length: Math.max(0, wanted[role] - this.crew.of(role).length) }, () => role),
    );
    await Promise.all(missing.map((role) => this.start(role)));
  }

  urls(): string[] {
    return this.crew
      .of('api')
      .filter((m) => !m.doomed)
      .map((m) => m.url)
      .filter(Boolean);
  }

  /** Ends every fault: what is frozen goes on, what is away comes back. */
  async heal(): Promise<void> {
    for (const proxy of Object.values(this.proxies)) proxy?.heal();
    this.receiver.slowMs = 0;
    this.receiver.whims = [];
    for (const member of this.crew.all) if (member.alive) member.kill('SIGCONT');
    await this.cluster.up();
    await this.redis?.up();
    await Promise.all([...this.crew.of('api'), ...this.crew.of('worker')].filter((m) => m.doomed).map((m) => m.stop()));
    await this.staff();
  }

  /** A tenant with a key and two channels: the inbox and a webhook. */
  async openClinic(slug: string): Promise<Clinic> {
    const db = await Database.open({
      url: this.cluster.url(DATABASE),
      poolSize: 2,
      name: 'faults',
      entities: IDENTITY_ENTITIES,
    });
    try {
      const tenant = await ensureTenant(db, slug, true);
      const signingSecret = generateWebhookSecret();
      const apiKey = await createKey(db, { tenant, label: 'faults', scopes: SCOPES, signingSecret });
      const ways = { 'in-app': {}, webhook: { url: `${this.receiver.origin}/hooks`, secrets: [this.receiver.secret] } };
      for (const [kind, settings] of Object.entries(ways)) {
        await chooseChannel(db, { tenant: tenant.id, clinician: '*', kind, settings, least_tier: 'keep-an-eye' });
      }
      return { tenant: tenant.id, apiKey, signingSecret };
    } finally {
      await db.close();
    }
  }

  async close(): Promise<void> {
    await this.crew.stop();
    for (const proxy of Object.values(this.proxies)) await proxy?.close();
    await this.receiver.close();
    await this.sql.end();
    await this.redis?.down();
    await this.cluster.remove();
    fs.rmSync(this.root, { recursive: true, force: true });
    open.delete(this);
  }

  abandon(): void {
    this.crew.abandon();
    this.redis?.abandon();
    this.cluster.abandon();
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

const open = new Set<FaultHouse>();
process.once('exit', () => {
  for (const system of open) system.abandon();
});
