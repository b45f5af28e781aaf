/**
 * Hop 2: drains a shard. Dirty episodes are followed some hundreds at a time, each group in one transaction that writes
 * everything the fold produced.
 *
 *   group ──ok──▶ next group, until the shard is clean
 *     │
 *     └─fails──▶ halves ──▶ ... ──▶ one episode alone
 *                                      │ a try is counted before it is made
 *                                      └─3 tries──▶ set aside: visible, replayable; everyone else goes on
 *
 * When the last drain of this shard ended without a word, an event may have ended its process: then the first group is
 * followed one by one from the start, so that the count finds it.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  activeBuild,
  beginDrain,
  clearMarks,
  countAttempt,
  endDrain,
  forgetAttempts,
  lockShard,
  readMarks,
  type Mark,
} from '#lib/eventlog';
import { isUnavailable } from '#lib/platform';
import { crashPoint } from './crash-point.js';
import { followMarks, type FollowResult } from './follow-marks.js';
import { Parts } from './parts.js';

export class FollowShard extends Command<FollowSummary> {
  constructor(readonly shard: number) {
    super();
  }
}
export interface FollowSummary {
  readonly events: number;
  readonly episodes: number;
  readonly setAside: number;
}
type Tally = { -readonly [K in keyof FollowSummary]: FollowSummary[K] };

@CommandHandler(FollowShard)
export class FollowShardHandler implements ICommandHandler<FollowShard> {
  constructor(private readonly parts: Parts) {}

  async execute({ shard }: FollowShard): Promise<FollowSummary> {
    const { db, owner, clock, group } = this.parts;
    const run = `${owner}/${shard}`;
    const crashed = await beginDrain(db, shard, { owner: run, now: clock.now() });
    const tally: Tally = { events: 0, episodes: 0, setAside: 0 };
    for (let careful = crashed ? group : 0; ; careful--) {
      if ((await this.followNext(shard, careful > 0 ? 1 : group, tally)) === 0) break;
    }
    await endDrain(db, shard, run);
    return tally;
  }

  /** Follows the next marks of the shard; returns how many there were. */
  private async followNext(shard: number, limit: number, tally: Tally): Promise<number> {
    const marks = await readMarks(this.parts.db, shard, limit);
    if (marks.length > 0) await this.followSome(shard, marks, tally);
    return marks.length;
  }

  private async followSome(shard: number, marks: readonly Mark[], tally: Tally): Promise<void> {
    if (marks.length === 1) return this.followAlone(shard, marks[0] as Mark, tally);
    try {
      this.add(tally, await this.transact(shard, marks));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      const half = Math.ceil(marks.length / 2);
      await this.followSome(shard, marks.slice(0, half), tally);
      await this.followSome(shard, marks.slice(half), tally);
    }
  }

  private async followAlone(shard: number, mark: Mark, tally: Tally): Promise<void> {
    const { db, clock, logger, metrics } = this.parts;
    const build = await activeBuild(db);
    let reason = 'the process ended while following';
    while (!(await countAttempt(db, build, { key: mark, reason, now: clock.now() }))) {
      try {
        const result = await this.transact(shard, [mark]);
        if (result.episodes === 0) await forgetAttempts(db, build, mark);
        return this.add(tally, result);
      } catch (error) {
        if (isUnavailable(error)) throw error;
        reason = error instanceof Error ? error.name : 'unknown';
        // no reference: a practice may put a name into one; the health page says which episode it is
        logger.error({ tenant: mark.tenant, error: reason }, 'an episode could not be followed');
      }
    }
    await clearMarks(db, [mark]);
    metrics.quarantined.inc();
    tally.setAside++;
  }

  private async transact(shard: number, marks: readonly Mark[]): Promise<FollowResult> {
    const { db, waker } = this.parts;
    const result = await db.transact(async (tx) => {
      await lockShard(tx, shard);
      return followMarks(tx, marks, this.parts);
    });
    crashPoint('follow.afterTx');
    waker.wakeDeliveries(result.deliveries);
    return result;
  }

  private add(tally: Tally, result: FollowResult): void {
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
