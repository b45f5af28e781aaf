/**
 * Each worker says every few seconds that it is there, and looks whether all is in order: what it finds goes into the
 * metrics and, when it changes, into the log. Whoever is named in a sentence is named in no log.
 */
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { OPERATOR } from '#lib/identity';
import { GetHouseHealth, SayThere, type HouseHealth } from '#lib/pipeline';
import { Clock, LOGGER, Loop, Metrics, isUnavailable, throttledLog, type Logger } from '#lib/platform';

const BEAT_MS = 5_000;
/** Of so many beats one looks at the whole house. */
const LOOK_EVERY = 3;
const SAY_AGAIN_MS = 600_000;

/** Codes whose words name a person, a clinic or a source: the log has the code alone. */
const NAMING: ReadonlySet<string> = new Set([
  'people-unreachable',
  'channel-off',
  'channel-failing',
  'no-channel',
  'queue-paused',
  'sender-clock',
  'source-quiet',
  'episodes-set-aside',
]);

@Injectable()
export class WatchLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;
  private readonly startedAt: number;
  private beats = 0;
  private said = '';
  private saidAt = 0;

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.startedAt = clock.now();
    const say = throttledLog(10_000, clock);
    this.loop = new Loop({
      pauseMs: BEAT_MS,
      step: () => this.step(),
      onError: (error) => {
        const what = isUnavailable(error) ? 'the database is unavailable' : 'the health check failed';
        say(what, (suppressed) => logger.warn({ error: String(error), suppressed }, what));
      },
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.step().catch(() => undefined);
    this.loop.start();
  }

  private async step(): Promise<void> {
    await this.commands.execute(new SayThere(this.startedAt));
    if (this.beats++ % LOOK_EVERY !== 0) return;
    const health = await this.queries.execute(new GetHouseHealth(OPERATOR));
    this.measure(health);
    this.say(health);
  }

  private measure({ unreached, workers, problems }: HouseHealth): void {
    const { metrics, clock } = this;
    metrics.unreached.set(unreached.alerts);
    metrics.unreachedSeconds.set(unreached.since === null ? 0 : (clock.now() - Date.parse(unreached.since)) / 1_000);
    metrics.workersThere.set(workers.there);
    metrics.problems.reset();
    for (const { code } of problems) metrics.problems.inc({ code });
  }

  /** When something else is not in order than before, when all is, and now and then while it lasts. */
  private say({ problems, unreached }: HouseHealth): void {
    const codes = [...new Set(problems.map(({ code }) => code))];
    const key = codes.join();
    const isNew = key !== this.said;
    if (!isNew && (key === '' || this.clock.now() - this.saidAt < SAY_AGAIN_MS)) return;
    this.said = key;
    this.saidAt = this.clock.now();
    if (key === '') return this.logger.info({}, 'all is in order again');
    const words = problems.filter(({ code }) => !NAMING.has(code)).map((problem) => problem.words);
    const known = words.length > 0 ? words.join(' ') : 'something is not in order; `rapport status` says what';
    this.logger.warn({ problems: codes, alertsUnreached: unreached.alerts }, known);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    await this.commands.execute(new SayThere(this.startedAt, true)).catch(() => undefined);
  }
}
