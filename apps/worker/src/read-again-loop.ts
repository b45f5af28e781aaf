/**
 * What was not understood is read again by itself: everything when a process starts, whose code may know more than the
 * code before it, and later whatever belongs to a clinic that chose anew. Doors learn of a new choice some seconds late,
 * so that clinic is looked at twice.
 */
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { OPERATOR } from '#lib/identity';
import { ReadAgainWhereDue } from '#lib/pipeline';
import { Clock, LOGGER, Loop, isUnavailable, throttledLog, type Logger } from '#lib/platform';

/** A little more than twice the time after which every door knows the newest choice. */
const LOOK_EVERY_MS = 6_000;

type Revisions = ReadonlyMap<number, number>;

@Injectable()
export class ReadAgainLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;
  private seen: Revisions | undefined;
  /** What was seen a look before: what differs from it is looked at once more. */
  private before: Revisions | undefined;

  constructor(
    private readonly commands: CommandBus,
    clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const say = throttledLog(10_000, clock);
    this.loop = new Loop({
      pauseMs: LOOK_EVERY_MS,
      step: () => this.look(),
      onError: (error) => {
        const what = isUnavailable(error) ? 'the database is unavailable' : 'reading again failed';
        say(what, (suppressed) => logger.warn({ error: String(error), suppressed }, what));
      },
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  private async look(): Promise<void> {
    const { seen, events, episodes } = await this.commands.execute(new ReadAgainWhereDue(OPERATOR, this.before));
    if (events + episodes > 0) this.logger.info({ events, episodes }, 'events were read again');
    this.before = this.seen ?? seen;
    this.seen = seen;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
