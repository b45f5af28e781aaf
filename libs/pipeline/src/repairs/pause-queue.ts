/** Stops a queue for a while, and lets it go on: everything that is owed stays owed. It goes on by itself at the end. */
import { Command, CommandHandler, Query, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isOperator, listTenants, type Operator, type Principal, needsMachineRoom } from '#lib/identity';
import { DAY, MINUTE, toIso } from '#lib/kernel';
import { ClinicClock, Clock, Database, RapportError } from '#lib/platform';
import { readStages } from '#lib/readmodels';
import { noteOperation, pauseQueue, QUEUES, readPauses, resumeQueue, type QueueName } from '#lib/repairs';
import { PausedQueues } from '../pauses/paused-queues.js';
import { needsWord, type Word } from './needed-word.js';

export interface QueueAnswer {
  readonly queue: QueueName;
  /** Episodes to read, or messages to send. */
  readonly waiting: number;
  readonly oldestSeconds: number;
  readonly paused?: { readonly since: string; readonly until: string; readonly by: string; readonly reason: string };
}

/** `minutes`: until it goes on by itself. Throws `invalid_query`, `scope_required`. */
export class PauseQueue extends Command<readonly QueueAnswer[]> {
  constructor(
    readonly by: Principal | Operator,
    readonly pause: Word & { readonly queue: QueueName; readonly minutes: number },
  ) {
    super();
  }
}

/** Throws `invalid_query`, `scope_required`. */
export class ResumeQueue extends Command<readonly QueueAnswer[]> {
  constructor(
    readonly by: Principal | Operator,
    readonly resume: Word & { readonly queue: QueueName },
  ) {
    super();
  }
}

/** Throws `scope_required`. */
export class ListQueues extends Query<readonly QueueAnswer[]> {
  constructor(readonly reader: Principal | Operator) {
    super();
  }
}

export const LONGEST_PAUSE_MINUTES = (7 * DAY) / MINUTE;

/** Queues serve every clinic. Where there is more than one, stopping them is for who runs the installation. */
async function needsHouse(db: Database, who: Principal | Operator): Promise<string> {
  if (isOperator(who)) return 'operator';
  needsMachineRoom(who);
  if (!who.scopes.has('administer') && (await listTenants(db)).length > 1)
    throw new RapportError(
      'scope_required',
      'the queues serve several clinics: only the person who runs the installation can do that',
    );
  return who.keyId;
}

@CommandHandler(PauseQueue)
export class PauseQueueHandler implements ICommandHandler<PauseQueue> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
    private readonly paused: PausedQueues,
  ) {}

  async execute({ by: who, pause }: PauseQueue): Promise<readonly QueueAnswer[]> {
    const { db, clock } = this;
    const keyId = await needsHouse(db, who);
    const { queue, minutes } = pause;
    const { by, reason } = needsWord(pause);
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_PAUSE_MINUTES)
      throw new RapportError('invalid_query', undefined, {
        faults: [{ pointer: '/minutes', code: 'number_range', detail: `must be 1 to ${LONGEST_PAUSE_MINUTES}` }],
      });
    const since = clock.now();
    await db.transact(async (tx) => {
      await resumeQueue(tx, { queue, now: since });
      await pauseQueue(tx, { queue, by, reason, since, until: since + minutes * MINUTE });
      await noteOperation(tx, {
        tenant: null,
        at: since,
        act: 'pause',
        subject: queue,
        repair: null,
        by,
        keyId,
        reason,
      });
    });
    this.paused.forget();
    return queuesOf(db, { wall: since, clinic: this.clinicClock.now() });
  }
}

@CommandHandler(ResumeQueue)
export class ResumeQueueHandler implements ICommandHandler<ResumeQueue> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
    private readonly paused: PausedQueues,
  ) {}

  async execute({ by: who, resume }: ResumeQueue): Promise<readonly QueueAnswer[]> {
    const { db, clock } = this;
    const keyId = await needsHouse(db, who);
    const { queue } = resume;
    const { by, reason } = needsWord(resume);
    const at = clock.now();
    await db.transact(async (tx) => {
      if (!(await resumeQueue(tx, { queue, now: at }))) return;
      await noteOperation(tx, { tenant: null, at, act: 'resume', subject: queue, repair: null, by, keyId, reason });
    });
    this.paused.forget();
    return queuesOf(db, { wall: at, clinic: this.clinicClock.now() });
  }
}

@QueryHandler(ListQueues)
export class ListQueuesHandler implements IQueryHandler<ListQueues> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
  ) {}

  execute({ reader }: ListQueues): Promise<readonly QueueAnswer[]> {
    if (!isOperator(reader)) needsMachineRoom(reader);
    return queuesOf(this.db, { wall: this.clock.now(), clinic: this.clinicClock.now() });
  }
}

async function queuesOf(db: Database, clocks: { wall: number; clinic: number }): Promise<readonly QueueAnswer[]> {
  const stages = await readStages(db, clocks);
  const pauses = await readPauses(db, clocks.wall);
  return QUEUES.map((queue) => {
    const { waiting = 0, oldestSeconds = 0 } = stages.find(({ stage }) => stage === queue) ?? {};
    const pause = pauses.find((one) => one.queue === queue);
    if (!pause) return { queue, waiting, oldestSeconds };
    const { since, until, by, reason } = pause;
    return { queue, waiting, oldestSeconds, paused: { since: toIso(since), until: toIso(until), by, reason } };
  });
}
