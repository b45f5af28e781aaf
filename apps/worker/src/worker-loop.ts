/** The working part of a process: queue workers, and the sweeper that works even without queues. */
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Deliver, FollowShard, Parts, Sweep } from '#lib/pipeline';
import { isUnavailable, quietly } from '#lib/platform';
import { Workers, type JobHandler, type QueueBackend } from '#lib/queues';

export class WorkerSettings {
  readonly backend: QueueBackend;
  readonly followConcurrency: number;
  readonly deliverConcurrency: number;
  readonly sweepMs: number;

  constructor(settings: WorkerSettings) {
    Object.assign(this, settings);
  }
}

/** Without queues the sweeper is the driver, and looks this often. */
const DRIVER_MS = 100;

@Injectable()
export class WorkerLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly workers: Workers;
  private readonly say: ReturnType<typeof quietly>;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly commands: CommandBus,
    private readonly parts: Parts,
    private readonly settings: WorkerSettings,
  ) {
    this.workers = new Workers(settings.backend, parts);
    this.say = quietly(10_000, parts.clock);
  }

  onApplicationBootstrap(): void {
    this.workers.start(this.handlers());
    this.schedule();
  }

  private handlers(): JobHandler[] {
    const follow: JobHandler<'follow-shard'> = {
      job: 'follow-shard',
      concurrency: this.settings.followConcurrency,
      handle: async ({ shard }) => void (await this.commands.execute(new FollowShard(shard))),
    };
    const deliver: JobHandler<'deliver'> = {
      job: 'deliver',
      concurrency: this.settings.deliverConcurrency,
      handle: async ({ delivery }) => void (await this.commands.execute(new Deliver(delivery))),
    };
    return [follow as JobHandler, deliver as JobHandler];
  }

  private schedule(): void {
    if (this.stopping) return;
    const driving = this.settings.backend.kind === 'none';
    this.timer = setTimeout(() => (this.round = this.sweep(driving ? 0 : this.settings.sweepMs)), driving ? DRIVER_MS : this.settings.sweepMs);
  }

  private async sweep(olderThanMs: number): Promise<void> {
    try {
      await this.commands.execute(new Sweep(olderThanMs));
    } catch (error) {
      const what = isUnavailable(error) ? 'the database is away' : 'a sweep failed';
      this.say(what, (suppressed) => this.parts.logger.warn({ error: String(error), suppressed }, what));
    }
    this.schedule();
  }

  /** Takes nothing new, finishes what was begun; pools are closed afterwards by whoever opened them. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await Promise.all([this.round, this.workers.close()]);
  }
}
