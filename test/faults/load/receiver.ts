/** The clinic's own program at the other end of the webhooks: it verifies, writes down, and may be told to misbehave. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { verifyWebhook, type WebhookSecret } from '#lib/platform';
import { diceOf, type Dice } from '../dice.js';

export interface Receipt {
  readonly id: string;
  readonly verified: boolean;
  /** Answered 2xx. */
  readonly accepted: boolean;
  readonly body: string;
  readonly at: number;
}

/** A bad habit. Who says 2xx and breaks off afterwards has taken the message all the same. */
export interface Whim {
  readonly accepts: boolean;
  answer(response: ServerResponse): void;
}

export class Receiver {
  readonly receipts: Receipt[] = [];
  /** How long it thinks before it answers. */
  slowMs = 0;
  /** Share of messages whose first attempt is answered 503. */
  troubleShare = 0;
  /** What the first attempt of a message gets instead of an answer, by turns; nothing unless told. */
  whims: readonly Whim[] = [];
  private readonly troubled = new Set<string>();
  private turn = 0;

  private constructor(
    private readonly server: Server,
    readonly secret: WebhookSecret,
    private readonly dice: Dice,
  ) {
    server.on('request', (request, response) => void this.answer(request, response));
  }

  static async open(secret: WebhookSecret, seed: number): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server, secret, diceOf(seed, 'receiver'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const id = String(request.headers['webhook-id']);
    const verdict = verifyWebhook({
      headers: request.headers,
      body,
      secrets: [this.secret],
      nowSeconds: Math.floor(Date.now() / 1_000),
    });
    if (this.slowMs > 0) await delay(this.slowMs);
    const whim = this.whimFor(id);
    if (whim) {
      this.receipts.push({
        id,
        verified: verdict.kind === 'ok',
        accepted: whim.accepts,
        body: body.toString(),
        at: Date.now(),
      });
      return whim.answer(response);
    }
    const accepted = !this.refuses(id);
    this.receipts.push({ id, verified: verdict.kind === 'ok', accepted, body: body.toString(), at: Date.now() });
    response.writeHead(accepted ? 200 : 503).end();
  }

  private whimFor(id: string): Whim | undefined {
    if (this.whims.length === 0 || this.receipts.some((receipt) => receipt.id === id)) return undefined;
    return this.whims[this.turn++ % this.whims.length];
  }

  /** Only a first attempt is refused: the second pause on the ladder is longer than a run. */
  private refuses(id: string): boolean {
    if (this.troubleShare === 0 || this.troubled.has(id) || this.receipts.some((r) => r.id === id)) return false;
    this.troubled.add(id);
    return this.dice.chance(this.troubleShare);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
