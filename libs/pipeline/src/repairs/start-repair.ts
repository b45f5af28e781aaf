/** Acts on a plan, by somebody's word, and cancels it. The first batch is done at once; a worker goes on with the rest. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { Clock, Database, RapportError } from '#lib/platform';
import {
  cancelRepair,
  driveRepair,
  noteOperation,
  readRepair,
  startRepair,
  type RepairEntry,
  type RepairKindName,
} from '#lib/repairs';
import { ProcessSettings } from '../composition/app-context.js';
import { RepairKinds } from './kinds.js';
import { repairAnswer, type RepairAnswer } from './repair-answer.js';
import { needsWord, type Word } from './needed-word.js';

export interface StartingWord extends Word {
  /** Discard also what nobody should without having looked. */
  readonly although: boolean;
}

/**
 * Starting what runs already goes on with it; what is done stays done. Throws `not_found`, `although_needed`, `conflict`
 * for a plan that was cancelled, `invalid_query`, `scope_required`.
 */
export class StartRepair extends Command<RepairAnswer> {
  constructor(
    readonly principal: Principal,
    readonly repair: string,
    readonly word: StartingWord,
  ) {
    super();
  }
}

/** Throws `not_found`, `invalid_query`, `scope_required`. What is done stays done. */
export class CancelRepair extends Command<RepairAnswer> {
  constructor(
    readonly principal: Principal,
    readonly repair: string,
    readonly word: Word,
  ) {
    super();
  }
}

const GRAVE: Readonly<Record<RepairKindName, (count: number) => string>> = {
  deliveries: (n) =>
    `${n} of these messages ${n === 1 ? 'is' : 'are'} about an alert that asks for action today and is still open: without ${n === 1 ? 'it' : 'them'} perhaps nobody learns about it`,
  events: (n) =>
    `${n} of these events ${n === 1 ? 'is a form' : 'are forms'} that nobody has read: an answer to a safety question may be in ${n === 1 ? 'it' : 'them'}`,
  episodes: (n) =>
    `nothing of ${n === 1 ? 'this episode' : `these ${n} episodes`} is read any more, not even an answer to a safety question`,
  jobs: () => '',
};

@CommandHandler(StartRepair)
export class StartRepairHandler implements ICommandHandler<StartRepair> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly kinds: RepairKinds,
    private readonly settings: ProcessSettings,
  ) {}

  async execute({ principal, repair: id, word }: StartRepair): Promise<RepairAnswer> {
    needsMachineRoom(principal);
    const said = needsWord(word);
    const { db, clock } = this;
    const entry = await needRepair(db, principal, id);
    if (entry.state === 'cancelled')
      throw new RapportError('conflict', 'this repair was cancelled; plan another one', { title: 'It was cancelled' });
    if (entry.act === 'discard' && entry.grave > 0 && !word.although)
      throw new RapportError('although_needed', GRAVE[entry.kind](entry.grave));
    await this.start(principal, entry, said);
    await driveRepair({ db, clock, owner: this.settings.owner }, this.kinds.of(entry.kind), entry);
    return repairAnswer(db, await needRepair(db, principal, id));
  }

  private async start({ tenant, keyId }: Principal, { id, kind, act }: RepairEntry, said: Word): Promise<void> {
    const now = this.clock.now();
    await this.db.transact(async (tx) => {
      if (!(await startRepair(tx, { id, ...said, keyId, now }))) return;
      await noteOperation(tx, { tenant, at: now, act, subject: kind, repair: id, keyId, ...said });
    });
  }
}

@CommandHandler(CancelRepair)
export class CancelRepairHandler implements ICommandHandler<CancelRepair> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ principal, repair: id, word }: CancelRepair): Promise<RepairAnswer> {
    needsMachineRoom(principal);
    const said = needsWord(word);
    const { tenant, keyId } = principal;
    const { kind } = await needRepair(this.db, principal, id);
    const now = this.clock.now();
    await this.db.transact(async (tx) => {
      if (!(await cancelRepair(tx, { id, by: said.by, now }))) return;
      await noteOperation(tx, { tenant, at: now, act: 'cancel', subject: kind, repair: id, keyId, ...said });
    });
    return repairAnswer(this.db, await needRepair(this.db, principal, id));
  }
}

/** Throws `not_found`, also for another clinic's. */
export async function needRepair(db: Database, { tenant }: Principal, id: string): Promise<RepairEntry> {
  const entry = await readRepair(db, tenant, id);
  if (!entry || entry.state === 'planning') throw new RapportError('not_found');
  return entry;
}
