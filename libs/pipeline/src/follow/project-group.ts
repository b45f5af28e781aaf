/** One group of marks in one transaction, and after it the wake-ups of what it left to deliver. */
import { Injectable } from '@nestjs/common';
import { RulesCache } from '#lib/clinic-settings';
import { ConcurrencyError, lockShard, streamKey, type DirtyMark } from '#lib/eventlog';
import { ClinicClock, Clock, Database } from '#lib/platform';
import { Waker } from '#lib/queues';
import { failpoint } from '../composition/failpoint.js';
import { episodeKey, personKey } from './await-people.js';
import { projectMarks, type MarksResult } from './project-marks.js';
import { RelayFacts } from './relay-facts.js';

@Injectable()
export class ProjectGroup {
  constructor(
    private readonly db: Database,
    private readonly waker: Waker,
    private readonly rules: RulesCache,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
    private readonly facts: RelayFacts,
  ) {}

  /** What marks of people, and of events of nobody known, stand for. */
  relay(marks: readonly DirtyMark[]): Promise<void> {
    return this.facts.relay(marks);
  }

  async project(
    shard: number,
    marks: readonly DirtyMark[],
    brought: ReadonlySet<string> = new Set(),
  ): Promise<MarksResult> {
    const { db, waker, rules, clock, clinicClock, facts } = this;
    const result = await unlessOvertaken(() =>
      db.transact(
        async (tx) => {
          await lockShard(tx, shard);
          return projectMarks(tx, marks, { rules, clock, clinicClock, brought });
        },
        { working: true },
      ),
    );
    failpoint('follow.afterTx');
    waker.wakeDeliveries(result.deliveries);
    if (result.awaited.length === 0) return result;
    await facts.bring(result.awaited);
    const waiting = new Set(result.awaited.map(episodeKey));
    const rest = await this.project(
      shard,
      marks.filter((mark) => waiting.has(streamKey(mark))),
      new Set([...brought, ...result.awaited.map(personKey)]),
    );
    return together(result, rest);
  }
}

const together = (first: MarksResult, rest: MarksResult): MarksResult => ({
  episodes: first.episodes + rest.episodes,
  receivedAt: [...first.receivedAt, ...rest.receivedAt],
  refolds: first.refolds + rest.refolds,
  raised: [...first.raised, ...rest.raised],
  deliveries: [...first.deliveries, ...rest.deliveries],
  awaited: rest.awaited,
});

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
