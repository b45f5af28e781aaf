/**
 * Silence is an event too. The fold said when to look again; when that instant has come, a `timer.due` event goes into
 * the log, dated to that instant, so that a replay finds it there and never asks a clock. A safety answer that nobody has
 * acknowledged goes on to the next person: that is dated to when it happens, for the clock of the next starts there.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { TOO_LATE, type EventData, episodeOf } from '#lib/events';
import { Appender, dueTimers } from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import { ClinicClock, Clock, Database } from '#lib/platform';
import { Waker } from '#lib/queues';
import { readClient } from '#lib/readmodels';
import { appendAndWake } from '../ingest/append-and-wake.js';
import { ownEvent } from '../ingest/own-events.js';

/** Appends the timers that are due; answers how many were new. */
export class FireDueTimers extends Command<number> {
  constructor(readonly limit = 500) {
    super();
  }
}

const ESCALATING: ReadonlySet<string> = new Set(['safety-unacknowledged', 'hearer-away']);

@CommandHandler(FireDueTimers)
export class FireDueTimersHandler implements ICommandHandler<FireDueTimers> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
    readonly appender: Appender,
    readonly waker: Waker,
  ) {}

  async execute({ limit }: FireDueTimers): Promise<number> {
    const { db, clock, clinicClock } = this;
    const due = await dueTimers(db, { clinic: clinicClock.now(), wall: clock.now() }, limit);
    const events = await Promise.all(due.map((timer) => this.eventFor(timer)));
    return (await appendAndWake(this, events)).length;
  }

  private async eventFor(timer: { tenant: number; stream: string; dueAt: number; reason: string; ahead: boolean }) {
    const episode = episodeOf(timer.stream);
    const client = await readClient(this.db, timer.tenant, timer.stream);
    const data: EventData<'timer.due'> = {
      episode,
      client: client ?? 'unknown',
      dueAt: toIso(timer.dueAt),
      reason: timer.reason as EventData<'timer.due'>['reason'],
    };
    const id = `timer-${timer.reason}-${episode}-${timer.dueAt}`;
    const now = (timer.ahead ? this.clock : this.clinicClock).now();
    const escalating = ESCALATING.has(timer.reason);
    // of an absence that began long ago, such as in data that was brought in, nobody is told
    const historical = timer.reason === 'absence-noticed' && now - timer.dueAt > TOO_LATE;
    const occurredAt = escalating ? Math.max(now, timer.dueAt + 1) : timer.dueAt;
    return ownEvent({ tenant: timer.tenant, type: 'timer.due', id, occurredAt, data, historical, urgent: escalating });
  }
}
