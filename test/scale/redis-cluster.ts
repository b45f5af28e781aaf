/** Three Redis masters on loopback that share the slots among them, without replicas; each may be killed and come back. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Redis } from 'ioredis';
import { eventually } from '#lib/testkit';
import { redisProgram } from '../faults/place/redis.js';

const SLOTS = 16_384;
const MASTERS = 3;
/** Nodes talk among themselves on a second port, so much above the first. */
const BUS = 10_000;
const AGREED_WITHIN_MS = 15_000;

export class Master {
  private server: ChildProcess | undefined;

  constructor(
    private readonly folder: string,
    readonly port: number,
    readonly slots: { readonly from: number; readonly to: number },
  ) {
    fs.mkdirSync(folder, { recursive: true });
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  holds(slot: number): boolean {
    return slot >= this.slots.from && slot <= this.slots.to;
  }

  /** Nothing is kept but who the others are: what lay in it is gone after a kill. */
  async up(): Promise<void> {
    const settings = {
      port: String(this.port),
      bind: '127.0.0.1',
      dir: this.folder,
      save: '',
      appendonly: 'no',
      'cluster-enabled': 'yes',
      'cluster-config-file': 'nodes.conf',
      'cluster-node-timeout': '1000',
      'cluster-require-full-coverage': 'no',
      'maxmemory-policy': 'noeviction',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    this.server = spawn(redisProgram() as string, args, { stdio: 'ignore' });
    await eventually(`Redis on port ${this.port} to answer`, async () => (await this.ask('PING')) === 'PONG');
  }

  /** Takes connections and answers nothing, until it is thawed. */
  freeze(): void {
    this.server?.kill('SIGSTOP');
  }

  thaw(): void {
    this.server?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    if (!this.server || this.server.exitCode !== null || this.server.signalCode !== null) return;
    const gone = once(this.server, 'exit');
    this.server.kill('SIGKILL');
    await gone;
  }

  /** The answer, or undefined when it does not answer. */
  async ask(command: string, ...args: readonly (string | number)[]): Promise<unknown> {
    const options = { host: '127.0.0.1', port: this.port, lazyConnect: true, retryStrategy: () => null };
    const redis = new Redis(options);
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

  /** Knows all masters, and none of them as failing. */
  async agrees(): Promise<boolean> {
    const info = String(await this.ask('CLUSTER', 'INFO'));
    return [`cluster_state:ok`, `cluster_known_nodes:${MASTERS}`, `cluster_slots_ok:${SLOTS}`].every((line) =>
      info.includes(`${line}\r\n`),
    );
  }

  abandon(): void {
    this.server?.kill('SIGKILL');
  }
}

export class RedisCluster {
  private constructor(readonly masters: readonly Master[]) {}

  /** In folders under `root`, which belongs to the caller. */
  static async start(root: string): Promise<RedisCluster> {
    const ports: number[] = [];
    while (ports.length < MASTERS) ports.push(await freePort(ports));
    const masters = ports.map((port, i) => new Master(path.join(root, `redis-${i}`), port, rangeOf(i)));
    const cluster = new RedisCluster(masters);
    open.add(cluster);
    await Promise.all(masters.map((master) => master.up()));
    await cluster.introduce();
    return cluster;
  }

  private async introduce(): Promise<void> {
    for (const [i, master] of this.masters.entries()) {
      await master.ask('CLUSTER', 'ADDSLOTSRANGE', master.slots.from, master.slots.to);
      await master.ask('CLUSTER', 'SET-CONFIG-EPOCH', i + 1);
    }
    for (const { port } of this.masters.slice(1)) await this.masters[0]?.ask('CLUSTER', 'MEET', '127.0.0.1', port);
    await this.agreed();
  }

  /** All of them see all of them. */
  async agreed(): Promise<void> {
    const all = async (): Promise<boolean> =>
      (await Promise.all(this.masters.map((master) => master.agrees()))).every(Boolean);
    await eventually('the masters to agree', all, AGREED_WITHIN_MS);
  }

  /** As REDIS_URL takes it. */
  get url(): string {
    return this.masters.map((master) => master.url).join(',');
  }

  /** The master that has the keys with this hash tag. */
  async masterOf(tag: string): Promise<Master> {
    const slot = Number(await this.masters.find(Boolean)?.ask('CLUSTER', 'KEYSLOT', tag));
    return this.masters.find((master) => master.holds(slot)) as Master;
  }

  async stop(): Promise<void> {
    await Promise.all(this.masters.map((master) => master.kill()));
    open.delete(this);
  }

  abandon(): void {
    for (const master of this.masters) master.abandon();
  }
}

const rangeOf = (i: number): Master['slots'] => ({
  from: Math.floor((SLOTS * i) / MASTERS),
  to: Math.floor((SLOTS * (i + 1)) / MASTERS) - 1,
});

/** A port that is free, and its second one too. */
async function freePort(taken: readonly number[]): Promise<number> {
  for (;;) {
    const port = await listenOn(0);
    const fits = port !== undefined && port + BUS < 65_536 && !taken.includes(port);
    if (fits && (await listenOn(port + BUS)) !== undefined) return port;
  }
}

function listenOn(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const { port: given } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(given));
    });
  });
}

const open = new Set<RedisCluster>();
process.once('exit', () => {
  for (const cluster of open) cluster.abandon();
});
