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
import { activeBuild, readMarks, type DirtyMark } from '#lib/eventlog';
import { Clock, Database, Metrics, isUnavailable } from '#lib/platform';
import { FailedTries } from './failed-tries.js';
import { ProjectGroup } from './project-group.js';
import type { MarksResult } from './project-marks.js';
import { Drains } from './drains.js';
import { isRelayed } from './relay-facts.js';

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
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly drains: Drains,
    private readonly groups: ProjectGroup,
    private readonly tries: FailedTries,
  ) {}

  async execute({ shard }: ProjectShard): Promise<ProjectionSummary> {
    const tally: Tally = { events: 0, episodes: 0, setAside: 0 };
    const begun = await this.drains.begin(shard);
    if (!begun) return tally;
    const { crashed, group } = begun;
    for (let left = crashed ? group : 0, more = true; more; left--) {
      const limit = left > 0 ? 1 : group;
      more =
        (await this.followNext(shard, limit, { tally, careful: left > 0 })) === limit && (await this.drains.goesOn());
    }
    await this.drains.end(shard);
    return tally;
  }

  /** Follows the next marks of the shard; returns how many there were. */
  private async followNext(shard: number, limit: number, drain: Drain): Promise<number> {
    const marks = await readMarks(this.db, shard, limit);
    const relayed = marks.filter(isRelayed);
    if (relayed.length > 0) await this.groups.relay(relayed);
    const episodes = marks.filter((mark) => !isRelayed(mark));
    if (episodes.length > 0) await this.followSome(shard, episodes, drain);
    return marks.length;
  }

  private async followSome(shard: number, marks: readonly DirtyMark[], drain: Drain): Promise<void> {
    if (marks.length === 1) return this.followAlone(shard, marks[0] as DirtyMark, drain);
    try {
      this.add(drain.tally, await this.groups.project(shard, marks));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      const half = Math.ceil(marks.length / 2);
      await this.followSome(shard, marks.slice(0, half), drain);
      await this.followSome(shard, marks.slice(half), drain);
    }
  }

  /** A try is counted from the start when one may have ended a process, and otherwise once one has failed. */
  private async followAlone(shard: number, mark: DirtyMark, { tally, careful }: Drain): Promise<void> {
    const { tries } = this;
    const build = await activeBuild(this.db);
    let reason = 'the process ended while following';
    for (
      let counted = careful;
      !(counted && (await tries.isSetAside(shard, mark, { build, reason })));
      counted = true
    ) {
      try {
        const result = await this.groups.project(shard, [mark]);
        if (counted && result.episodes === 0) await tries.forget(build, mark);
        return this.add(tally, result);
      } catch (error) {
        reason = await tries.reasonOf(error, mark, { build, counted });
        if (!counted) await tries.count(mark, { build, reason });
      }
    }
    this.metrics.quarantined.inc();
    tally.setAside++;
  }

  private add(tally: Tally, result: MarksResult): void {
    const { metrics, clock } = this;
    tally.events += result.receivedAt.length;
    tally.episodes += result.episodes;
    const now = clock.now();
    for (const at of result.receivedAt) metrics.freshnessSeconds.observe(Math.max(0, now - at) / 1_000);
    metrics.followed.inc(result.receivedAt.length);
    metrics.refolds.inc(result.refolds);
    for (const tier of result.raised) metrics.alerts.inc({ tier });
  }
}
