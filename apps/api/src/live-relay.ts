/** Listens to PostgreSQL's notifications on a connection of its own and hands them to every open stream. */
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Client } from 'pg';
import { Subject } from 'rxjs';
import { LIVE_CHANNEL, Parts, type LiveChange } from '#lib/pipeline';

const RETRY_MS = 2_000;

@Injectable()
export class LiveRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly changes = new Subject<LiveChange>();
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(private readonly parts: Parts) {}

  onApplicationBootstrap(): void {
    void this.listen();
  }

  private async listen(): Promise<void> {
    try {
      const client = await this.parts.db.dedicated('rapport-live');
      this.client = client;
      client.on('notification', ({ payload }) => this.changes.next(JSON.parse(payload ?? '{}') as LiveChange));
      client.on('error', () => this.again());
      client.on('end', () => this.again());
      await client.query(`LISTEN ${LIVE_CHANNEL}`);
    } catch {
      this.again();
    }
  }

  private again(): void {
    if (this.stopping) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.listen(), RETRY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    this.changes.complete();
    await this.client?.end().catch(() => undefined);
  }
}
