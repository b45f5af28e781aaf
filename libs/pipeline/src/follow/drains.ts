/** Who drains which shard: a drain leaves a trace while it runs, and none begins or goes on while reading is paused. */
import { Injectable } from '@nestjs/common';
import { beginDrain, endDrain } from '#lib/eventlog';
import { Clock, Database } from '#lib/platform';
import { ProcessSettings } from '../composition/app-context.js';
import { PausedQueues } from '../pauses/paused-queues.js';

export interface BegunDrain {
  /** The last drain ended without a word. */
  readonly crashed: boolean;
  /** Episodes that are followed in one transaction. */
  readonly group: number;
}

@Injectable()
export class Drains {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ProcessSettings,
    private readonly paused: PausedQueues,
  ) {}

  /** Undefined while reading is paused. */
  async begin(shard: number): Promise<BegunDrain | undefined> {
    if (await this.paused.has('follow')) return undefined;
    const crashed = await beginDrain(this.db, shard, { owner: this.runOf(shard), now: this.clock.now() });
    return { crashed, group: this.settings.group };
  }

  async goesOn(): Promise<boolean> {
    return !(await this.paused.has('follow'));
  }

  end(shard: number): Promise<void> {
    return endDrain(this.db, shard, this.runOf(shard));
  }

  private runOf(shard: number): string {
    return `${this.settings.owner}/${shard}`;
  }
}
