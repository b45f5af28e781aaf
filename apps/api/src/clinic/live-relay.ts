/** Hands what PostgreSQL announces to every open stream of this process. */
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { LiveChange } from '#lib/pipeline';
import { Database, Listener } from '#lib/platform';

@Injectable()
export class LiveRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly changes = new Subject<LiveChange>();
  private readonly listener: Listener;

  constructor(db: Database) {
    this.listener = new Listener(db, (payload) => this.changes.next(JSON.parse(payload) as LiveChange));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.open();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.changes.complete();
    await this.listener.close();
  }
}
