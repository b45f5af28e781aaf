/**
 * The sweeper: finds from PostgreSQL what no wake-up reached, and does it itself. With it, queues are a matter of
 * latency; without queues at all, it is the whole driver.
 */
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dueDeliveries, staleShards } from '#lib/eventlog';
import { ClinicClock, Clock, Database, Metrics } from '#lib/platform';
import { readStages } from '#lib/readmodels';
import { Deliver } from '../deliver/deliver.js';
import { ProjectShard } from '../follow/project-shard.js';
import { FireDueTimers } from '../follow/fire-due-timers.js';
import { GoOnWithRepairs } from '../repairs/go-on-with-repairs.js';
import { PausedQueues } from '../pauses/paused-queues.js';

export interface SweepResult {
  readonly timers: number;
  readonly shards: number;
  readonly deliveries: number;
}

/** One round. `olderThanMs`: how long a mark may wait for its wake-up before the sweeper takes it. */
export class Sweep extends Command<SweepResult> {
  constructor(readonly olderThanMs: number) {
    super();
  }
}

const DELIVERIES_A_ROUND = 200;
const AT_ONCE = 8;

@CommandHandler(Sweep)
export class SweepHandler implements ICommandHandler<Sweep> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
    private readonly metrics: Metrics,
    private readonly commands: CommandBus,
    private readonly paused: PausedQueues,
  ) {}

  async execute({ olderThanMs }: Sweep): Promise<SweepResult> {
    const { db, clock } = this;
    const timers = await this.commands.execute(new FireDueTimers());
    const shards = (await this.paused.has('follow')) ? [] : await staleShards(db, olderThanMs, clock.now());
    for (const shard of shards) await this.commands.execute(new ProjectShard(shard));
    const deliveries = (await this.paused.has('deliver'))
      ? []
      : await dueDeliveries(db, clock.now() - olderThanMs, DELIVERIES_A_ROUND);
    for (let i = 0; i < deliveries.length; i += AT_ONCE) {
      await Promise.all(deliveries.slice(i, i + AT_ONCE).map((id) => this.commands.execute(new Deliver(id))));
    }
    await this.commands.execute(new GoOnWithRepairs());
    await this.measure();
    return { timers, shards: shards.length, deliveries: deliveries.length };
  }

  private async measure(): Promise<void> {
    const { db, clock, metrics } = this;
    const clocks = { wall: clock.now(), clinic: this.clinicClock.now() };
    for (const { stage, oldestSeconds } of await readStages(db, clocks)) metrics.debt.set({ stage }, oldestSeconds);
  }
}
