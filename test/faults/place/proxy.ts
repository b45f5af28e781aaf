/**
 * A TCP proxy on loopback in front of a server's Unix socket, which can slow, silence, reset or cut what passes. It knows
 * just enough of PostgreSQL's protocol to lose the answer to a commit that has happened.
 */
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { diceOf } from '../dice.js';

export type ProxyMode =
  | { readonly kind: 'pass' }
  /** Adds `ms` and up to `jitter` more to every piece, in both directions, in order; and no more than `bytesPerSecond`. */
  | { readonly kind: 'latency'; readonly ms: number; readonly jitter: number; readonly bytesPerSecond?: number }
  /** Accepts and forwards nothing; nobody is told. */
  | { readonly kind: 'blackhole' }
  /** Every connection ends at once with RST. */
  | { readonly kind: 'reset' };

export interface Cut {
  /** Bytes on the way up that begin the statement whose answer is to be lost. */
  readonly after: string;
  /** `known`: cut once the server has said that it is done. `blind`: cut as soon as the question has gone up. */
  readonly when: 'known' | 'blind';
  readonly times: number;
}

const PASS: ProxyMode = { kind: 'pass' };
/** Sync: the client has said all. ReadyForQuery and a letter for the transaction: the server has done all of it. */
const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
const READY = Buffer.from([0x5a, 0, 0, 0, 5]);
const endsWith = (chunk: Buffer, end: Buffer): boolean =>
  chunk.length >= end.length && chunk.subarray(-end.length).equals(end);

export class FaultProxy {
  mode: ProxyMode = PASS;
  /** Connections accepted since the start. */
  connects = 0;
  /** Answers that were lost on purpose. */
  cuts = 0;
  private cut: Cut | undefined;
  private readonly links = new Set<Link>();
  private readonly dice = diceOf(1, 'proxy');

  private constructor(
    private socket: string,
    private readonly server: net.Server,
  ) {
    server.on('connection', (client) => this.accept(client));
    server.on('error', () => undefined);
  }

  static async open(socket: string): Promise<FaultProxy> {
    const server = net.createServer({ noDelay: true });
    const proxy = new FaultProxy(socket, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as net.AddressInfo).port;
  }

  private accept(client: net.Socket): void {
    this.connects++;
    if (this.mode.kind === 'reset') return void client.resetAndDestroy();
    const link = new Link(client, net.connect(this.socket), this);
    this.links.add(link);
    link.onEnd = () => this.links.delete(link);
  }

  /** Loses the answers to the next `times` statements that match. */
  cutReplies(cut: Cut): void {
    this.cut = cut;
  }

  /** What a link asks about a piece on its way up. */
  matches(text: string): Cut['when'] | undefined {
    return this.cut && this.cuts < this.cut.times && text.includes(this.cut.after) ? this.cut.when : undefined;
  }

  pauseFor(bytes: number): number {
    if (this.mode.kind !== 'latency') return 0;
    const { ms, jitter, bytesPerSecond = Infinity } = this.mode;
    return ms + jitter * this.dice.next() + (1_000 * bytes) / bytesPerSecond;
  }

  /** Leads elsewhere from now on, for those who connect anew; answers where it led. */
  leadTo(socket: string): string {
    const before = this.socket;
    this.socket = socket;
    return before;
  }

  resetAll(): void {
    for (const link of this.links) link.end(true);
  }

  /** Passes again. What was silenced lost bytes and cannot go on, so it ends. */
  heal(): void {
    if (this.mode.kind === 'blackhole') this.resetAll();
    this.mode = PASS;
    this.cut = undefined;
    this.cuts = 0;
  }

  async close(): Promise<void> {
    this.resetAll();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

class Link {
  onEnd: () => void = () => undefined;
  private readonly tails = { up: Promise.resolve(), down: Promise.resolve() };
  private seen = '';
  private losing = false;

  constructor(
    private readonly client: net.Socket,
    private readonly server: net.Socket,
    private readonly proxy: FaultProxy,
  ) {
    client.setNoDelay(true);
    client.on('data', (chunk: Buffer) => this.up(chunk));
    server.on('data', (chunk: Buffer) => this.down(chunk));
    for (const side of [client, server]) {
      side.on('error', () => this.end(false));
      side.on('close', () => this.end(false));
    }
  }

  private up(chunk: Buffer): void {
    if (this.proxy.mode.kind === 'blackhole') return;
    this.seen = (this.seen + chunk.toString('latin1')).slice(-16_384);
    const when = this.losing ? undefined : this.proxy.matches(this.seen);
    if (when === 'known') this.losing = true;
    this.pass('up', this.server, chunk);
    if (when === 'blind' && endsWith(chunk, SYNC)) this.lose();
  }

  private down(chunk: Buffer): void {
    if (this.proxy.mode.kind === 'blackhole') return;
    if (!this.losing) {
      this.seen = '';
      return this.pass('down', this.client, chunk);
    }
    if (endsWith(chunk.subarray(0, -1), READY)) this.lose();
  }

  private lose(): void {
    this.proxy.cuts++;
    this.server.end();
    this.client.resetAndDestroy();
  }

  private pass(way: 'up' | 'down', to: net.Socket, chunk: Buffer): void {
    const ms = this.proxy.pauseFor(chunk.length);
    if (ms === 0) return void to.write(chunk);
    const due = performance.now() + ms;
    this.tails[way] = this.tails[way]
      .then(() => delay(Math.max(0, due - performance.now())))
      .then(() => void to.write(chunk));
  }

  end(hard: boolean): void {
    if (hard) this.client.resetAndDestroy();
    else this.client.destroy();
    this.server.destroy();
    this.onEnd();
  }
}
