/**
 * PostgreSQL notifications on a connection of its own: LISTEN must not pass through a pooler or wait for a turn. The
 * connection is made again when it breaks; what was said meanwhile is not heard, so nothing durable may hang on it.
 */
import type { Client } from 'pg';
import { SECOND } from '#lib/kernel';
import type { Database } from './database.js';

/** The one channel of this house; its payloads are ids. */
export const LIVE_CHANNEL = 'rapport_live';
const RETRY_MS = 2 * SECOND;

export class Listener {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly db: Database,
    private readonly hear: (payload: string) => void,
  ) {}

  async open(): Promise<this> {
    try {
      const client = await this.db.dedicated('rapport-listen');
      this.client = client;
      client.on('notification', ({ payload }) => this.hear(payload ?? ''));
      client.on('error', () => this.again());
      client.on('end', () => this.again());
      await client.query(`LISTEN ${LIVE_CHANNEL}`);
    } catch {
      this.again();
    }
    return this;
  }

  private again(): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), RETRY_MS);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }
}
