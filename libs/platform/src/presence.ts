/**
 * By the names of its connections others see whether a process is alive. A pooler hides those names, so that a process
 * behind one keeps a connection to the server itself, which does nothing else. It is made again when it breaks.
 */
import type { Client } from 'pg';
import { SECOND } from '#lib/kernel';

const RETRY_MS = 2 * SECOND;

export class Presence {
  private client: Promise<Client | undefined>;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly connect: () => Promise<Client>) {
    this.client = this.open();
  }

  private async open(): Promise<Client | undefined> {
    try {
      const client = await this.connect();
      client.on('end', () => this.again());
      return client;
    } catch {
      this.again();
      return undefined;
    }
  }

  private again(): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.client = this.open()), RETRY_MS).unref();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await (await this.client)?.end().catch(() => undefined);
  }
}
