/**
 * Hop 2: drains a shard. Dirty episodes are followed some hundreds at a time, each group in one transaction that writes
 * everything the fold produced.
 *
 *   group ──ok──▶ next group, until one is not full: what was marked meanwhile has a wake-up of its own
 *     │
 *     └─fails──▶ halves ──▶ ... ──▶ one episode alone
 *                                      │ its failed tries are counted
 *                                      └─3 tries──▶ set aside: visible, replayable; everyone else goes on
 *
 * When the last drain of this shard ended without a word, an event may have ended its process: then the first group is
 * followed one by one from the start, and each try is counted before it is made, so that the count finds it.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  activeBuild,
  beginDrain,
  clearMarks,
  countAttempt,
  endDrain,
  ConcurrencyError,
  forgetAttempts,
  lockShard,
  readMarks,
  tryShard,
  type DirtyMark,
} from '#lib/eventlog';
import { isUnavailable } from '#lib/platform';
import { failpoint } from '../composition/failpoint.js';
import { projectMarks, type MarksResult } from './project-marks.js';
import { Parts } from '../composition/parts.js';

export class ProjectShard extends Command<ProjectionSummary> {
  constructor(readonly shard: number) {
    super();
  }
}
export interface ProjectionSummary {
  readonly events: number;
  readonly episodes: number;
  readonly setAside: number;
}
type Tally = { -readonly [K in keyof ProjectionSummary]: ProjectionSummary[K] };
interface Drain {
  readonly tally: Tally;
  /** The last drain ended without a word: any of the first marks may be why. */
  readonly careful: boolean;
}

@CommandHandler(ProjectShard)
export class ProjectShardHandler implements ICommandHandler<ProjectShard> {
  constructor(private readonly parts: Parts) {}

  async execute({ shard }: ProjectShard): Promise<ProjectionSummary> {
    const { db, owner, clock, group } = this.parts;
    const run = `${owner}/${shard}`;
    const crashed = await beginDrain(db, shard, { owner: run, now: clock.now() });
    const tally: Tally = { events: 0, episodes: 0, setAside: 0 };
    for (let left = crashed ? group : 0, more = true; more; left--) {
      const limit = left > 0 ? 1 : group;
      more = (await this.followNext(shard, limit, { tally, careful: left > 0 })) === limit;
    }
    await endDrain(db, shard, run);
    return tally;
  }

  /** Follows the next marks of the shard; returns how many there were. */
  private async followNext(shard: number, limit: number, drain: Drain): Promise<number> {
    const marks = await readMarks(this.parts.db, shard, limit);
    if (marks.length > 0) await this.followSome(shard, marks, drain);
    return marks.length;
  }

  private async followSome(shard: number, marks: readonly DirtyMark[], drain: Drain): Promise<void> {
    if (marks.length === 1) return this.followAlone(shard, marks[0] as DirtyMark, drain);
    try {
      this.add(drain.tally, await this.transact(shard, marks));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      const half = Math.ceil(marks.length / 2);
      await this.followSome(shard, marks.slice(0, half), drain);
      await this.followSome(shard, marks.slice(half), drain);
    }
  }

  /** A try is counted from the start when one may have ended a process, and otherwise once one has failed. */
  private async followAlone(shard: number, mark: DirtyMark, { tally, careful }: Drain): Promise<void> {
    const { db, clock, metrics } = this.parts;
    const build = await activeBuild(db);
    let reason = 'the process ended while following';
    for (let counted = careful; !(counted && (await this.isSetAside(shard, mark, { build, reason }))); counted = true) {
      try {
        const result = await this.transact(shard, [mark]);
        if (counted && result.episodes === 0) await forgetAttempts(db, build, mark);
        return this.add(tally, result);
      } catch (error) {
        reason = await this.reasonOf(error, mark, { build, counted });
        if (!counted) await countAttempt(db, build, { key: mark, reason, now: clock.now() });
      }
    }
    metrics.quarantined.inc();
    tally.setAside++;
  }

  private async reasonOf(error: unknown, mark: DirtyMark, tried: { build: number; counted: boolean }): Promise<string> {
    const { db, logger } = this.parts;
    if (isUnavailable(error)) {
      // the store's trouble and not the episode's: it must not add up to setting anybody aside
      if (tried.counted) await forgetAttempts(db, tried.build, mark).catch(() => undefined);
      throw error;
    }
    const reason = error instanceof Error ? error.name : 'unknown';
    // no reference: a practice may put a name into one; the health page says which episode it is
    logger.error({ tenant: mark.tenant, error: reason }, 'an episode could not be followed');
    return reason;
  }

  /**
   * Counts the try that is about to be made, or sets the episode aside and clears its mark. Nothing is counted while
   * another follower of the shard is at work: followers that only wait for each other are no sign against an episode.
   */
  private isSetAside(
    shard: number,
    mark: DirtyMark,
    { build, reason }: { build: number; reason: string },
  ): Promise<boolean> {
    const { db, clock } = this.parts;
    return db.transact(async (tx) => {
      if (!(await tryShard(tx, shard))) return false;
      const setAside = await countAttempt(tx, build, { key: mark, reason, now: clock.now() });
      if (setAside) await clearMarks(tx, [mark]);
      return setAside;
    });
  }

  private async transact(shard: number, marks: readonly DirtyMark[]): Promise<MarksResult> {
    const { db, waker } = this.parts;
    const result = await unlessOvertaken(() =>
      db.transact(async (tx) => {
        await lockShard(tx, shard);
        return projectMarks(tx, marks, this.parts);
      }),
    );
    failpoint('follow.afterTx');
    waker.wakeDeliveries(result.deliveries);
    return result;
  }

  private add(tally: Tally, result: MarksResult): void {
    const { metrics, clock } = this.parts;
    tally.events += result.receivedAt.length;
    tally.episodes += result.episodes;
    const now = clock.now();
    for (const at of result.receivedAt) metrics.freshnessSeconds.observe(Math.max(0, now - at) / 1_000);
    metrics.followed.inc(result.receivedAt.length);
    metrics.refolds.inc(result.refolds);
    for (const tier of result.raised) metrics.alerts.inc({ tier });
  }
}

/** Somebody may follow the same episode out of another shard, in bulk. They went on, so this ends. */
async function unlessOvertaken<T>(follow: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await follow();
    } catch (error) {
      if (!(error instanceof ConcurrencyError)) throw error;
    }
  }
}
