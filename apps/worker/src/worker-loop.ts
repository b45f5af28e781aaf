/** The working part of a process: queue workers, and the sweeper that works even without queues. */
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Deliver, ProjectShard, Sweep } from '#lib/pipeline';
import { Clock, LOGGER, Loop, isUnavailable, pause, throttledLog, type Logger } from '#lib/platform';
import { Workers, type JobHandler, type QueueBackend } from '#lib/queues';

export abstract class WorkerSettings {
  abstract readonly backend: QueueBackend;
  abstract readonly followConcurrency: number;
  abstract readonly deliverConcurrency: number;
  abstract readonly sweepMs: number;
}

const MANY = 50;
const LONGEST_REST_MS = 250;

/** Without queues the sweeper is the driver, and looks this often. */
const DRIVER_MS = 100;

@Injectable()
export class WorkerLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly workers: Workers;
  private readonly sweeper: Loop;

  constructor(
    private readonly commands: CommandBus,
    private readonly clock: Clock,
    private readonly settings: WorkerSettings,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.workers = new Workers(settings.backend, { logger, clock });
    const driving = settings.backend.kind === 'none';
    const say = throttledLog(10_000, clock);
    this.sweeper = new Loop({
      pauseMs: driving ? DRIVER_MS : settings.sweepMs,
      step: async () => void (await commands.execute(new Sweep(driving ? 0 : settings.sweepMs))),
      onError: (error) => {
        const what = isUnavailable(error) ? 'the database is unavailable' : 'a sweep failed';
        say(what, (suppressed) => logger.warn({ error: String(error), suppressed }, what));
      },
    });
  }

  onApplicationBootstrap(): void {
    this.workers.start(this.handlers());
    this.sweeper.start();
  }

  private handlers(): JobHandler[] {
    const follow: JobHandler<'follow-shard'> = {
      job: 'follow-shard',
      concurrency: this.settings.followConcurrency,
      handle: ({ shard }) => this.follow(shard),
    };
    const deliver: JobHandler<'deliver'> = {
      job: 'deliver',
      concurrency: this.settings.deliverConcurrency,
      handle: async ({ delivery }) => void (await this.commands.execute(new Deliver(delivery))),
    };
    return [follow as JobHandler, deliver as JobHandler];
  }

  /**
   * A follow of many episodes says that events come faster than they can be followed one by one. Resting as long as it
   * took lets more of them gather for the next follow, and leaves the processor to whoever accepts.
   */
  private async follow(shard: number): Promise<void> {
    const { clock } = this;
    const began = clock.now();
    const { episodes } = await this.commands.execute(new ProjectShard(shard));
    if (episodes >= MANY) await pause(Math.min(Math.max(0, clock.now() - began), LONGEST_REST_MS));
  }

  /** Takes nothing new, finishes what was begun; pools are closed afterwards by whoever opened them. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.sweeper.stop(), this.workers.close()]);
  }
}
