/** A new version may fold otherwise than the one before: then the log is folded anew beside all other work. */
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { FoldAnew, RebuildCancelled, type RebuildProgress } from '#lib/pipeline';
import { Clock, LOGGER, retryUntilAvailable, throttledLog, type Logger } from '#lib/platform';

const SAY_EVERY_MS = 5_000;

@Injectable()
export class FoldAnewAtStart implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopping = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly commands: CommandBus,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.foldAnew().catch((error: unknown) => {
      if (!(error instanceof RebuildCancelled))
        this.logger.error({ error: String(error) }, 'folding the log again failed; `rapport rebuild` repeats it');
    });
  }

  private async foldAnew(): Promise<void> {
    const { commands, clock, logger } = this;
    const say = throttledLog(SAY_EVERY_MS, clock);
    const progress = ({ episodes, totalEpisodes, secondsLeft }: RebuildProgress): void =>
      say('progress', () =>
        logger.info({ episodes, totalEpisodes, secondsLeft: Math.ceil(secondsLeft) }, 'folding the log again'),
      );
    const done = await retryUntilAvailable(() => commands.execute(new FoldAnew(progress, () => this.stopping)), {
      clock,
      withinMs: Infinity,
      onWait: (error) =>
        logger.warn({ error: String(error) }, 'the database is unavailable; folding the log again waits for it'),
    });
    if (done) logger.info({ events: done.events, episodes: done.episodes }, 'the log was folded again');
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.running;
  }
}
