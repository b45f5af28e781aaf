/** The tries of one episode that cannot be followed: counted, taken back where the store was the trouble, and after three of them set aside. */
import { Inject, Injectable } from '@nestjs/common';
import { clearMarks, countAttempt, forgetAttempts, tryShard, type DirtyMark } from '#lib/eventlog';
import { Clock, Database, LOGGER, isUnavailable, type Logger } from '#lib/platform';

/** A try that is about to be made, and why the one before it failed. */
export interface NextTry {
  readonly build: number;
  readonly reason: string;
}

@Injectable()
export class FailedTries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Why it failed, in a word. Throws on when it was the store. */
  async reasonOf(error: unknown, mark: DirtyMark, tried: { build: number; counted: boolean }): Promise<string> {
    if (isUnavailable(error)) {
      // the store's trouble and not the episode's: it must not add up to setting anybody aside
      if (tried.counted) await this.forget(tried.build, mark).catch(() => undefined);
      throw error;
    }
    const reason = error instanceof Error ? error.name : 'unknown';
    // no reference: a practice may put a name into one; the health page says which episode it is
    this.logger.error({ tenant: mark.tenant, error: reason }, 'an episode could not be followed');
    return reason;
  }

  count(mark: DirtyMark, { build, reason }: NextTry): Promise<boolean> {
    return countAttempt(this.db, build, { key: mark, reason, now: this.clock.now() });
  }

  forget(build: number, mark: DirtyMark): Promise<void> {
    return forgetAttempts(this.db, build, mark);
  }

  /**
   * Counts the try that is about to be made, or sets the episode aside and clears its mark. Nothing is counted while
   * another follower of the shard is at work: followers that only wait for each other are no sign against an episode.
   */
  isSetAside(shard: number, mark: DirtyMark, { build, reason }: NextTry): Promise<boolean> {
    return this.db.transact(
      async (tx) => {
        if (!(await tryShard(tx, shard))) return false;
        const now = this.clock.now();
        const setAside = await countAttempt(tx, build, { key: mark, reason, now });
        if (setAside) await clearMarks(tx, [mark], now);
        return setAside;
      },
      { working: true },
    );
  }
}
