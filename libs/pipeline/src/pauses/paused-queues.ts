/** Which queues stand still, as one process knows it: a pause takes hold everywhere within a second, and so does its end. */
import { Injectable } from '@nestjs/common';
import { SECOND } from '#lib/kernel';
import { Clock, Database } from '#lib/platform';
import { readPauses, type QueueName } from '#lib/repairs';

const FRESH_MS = SECOND;

@Injectable()
export class PausedQueues {
  private known: { readonly at: number; readonly queues: ReadonlySet<string> } | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async has(queue: QueueName): Promise<boolean> {
    const now = this.clock.now();
    if (!this.known || Math.abs(now - this.known.at) >= FRESH_MS) {
      const pauses = await readPauses(this.db, now);
      this.known = { at: now, queues: new Set(pauses.map((pause) => pause.queue)) };
    }
    return this.known.queues.has(queue);
  }

  /** After this process has paused or resumed one itself. */
  forget(): void {
    this.known = undefined;
  }
}
