/** One group of marks in one transaction, and after it the wake-ups of what it left to deliver. */
import { Injectable } from '@nestjs/common';
import { RulesCache } from '#lib/clinic-settings';
import { ConcurrencyError, lockShard, type DirtyMark } from '#lib/eventlog';
import { ClinicClock, Clock, Database } from '#lib/platform';
import { Waker } from '#lib/queues';
import { failpoint } from '../composition/failpoint.js';
import { projectMarks, type MarksResult } from './project-marks.js';

@Injectable()
export class ProjectGroup {
  constructor(
    private readonly db: Database,
    private readonly waker: Waker,
    private readonly rules: RulesCache,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
  ) {}

  async project(shard: number, marks: readonly DirtyMark[]): Promise<MarksResult> {
    const { db, waker, rules, clock, clinicClock } = this;
    const result = await unlessOvertaken(() =>
      db.transact(async (tx) => {
        await lockShard(tx, shard);
        return projectMarks(tx, marks, { rules, clock, clinicClock });
      }),
    );
    failpoint('follow.afterTx');
    waker.wakeDeliveries(result.deliveries);
    return result;
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
