/** The next batch of a repair that was started: of one, by whoever waits for it, and of all, by a worker's sweeper. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { SECOND } from '#lib/kernel';
import { Clock, Database, LOGGER, RapportError, type Logger } from '#lib/platform';
import { driveRepair, postponeRepair, runningRepairs, type RepairEntry } from '#lib/repairs';
import { ProcessSettings } from '../composition/app-context.js';
import { RepairKinds } from './kinds.js';
import { repairAnswer, type RepairAnswer } from './repair-answer.js';
import { needRepair } from './start-repair.js';

/** Returns how many items were dealt with, in all clinics. */
export class GoOnWithRepairs extends Command<number> {}

/** Throws `not_found`, `scope_required`. */
export class GoOnWithRepair extends Command<RepairAnswer> {
  constructor(
    readonly principal: Principal,
    readonly repair: string,
  ) {
    super();
  }
}

/** So many repairs, and so many batches of each, before the sweeper looks at what else is due. */
const REPAIRS_A_ROUND = 5;
const BATCHES_A_ROUND = 5;
const LATER_MS = 30 * SECOND;

@CommandHandler(GoOnWithRepairs)
export class GoOnWithRepairsHandler implements ICommandHandler<GoOnWithRepairs> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly kinds: RepairKinds,
    private readonly settings: ProcessSettings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async execute(): Promise<number> {
    const { db } = this;
    let items = 0;
    for (const repair of await runningRepairs(db, REPAIRS_A_ROUND)) items += await this.goOn(repair);
    return items;
  }

  /** One that cannot go on is tried again later, and holds up nobody meanwhile. */
  private async goOn(repair: RepairEntry): Promise<number> {
    const { db, clock, kinds, logger } = this;
    let items = 0;
    try {
      for (let batch = 0, did = 1; batch < BATCHES_A_ROUND && did > 0; batch++) {
        did = await driveRepair({ db, clock, owner: this.settings.owner }, kinds.of(repair.kind), repair);
        items += did;
      }
    } catch (error) {
      const { id, kind } = repair;
      logger.warn({ repair: id, kind, error: codeOf(error) }, 'a repair cannot go on, and is tried again later');
      await postponeRepair(db, { id, forMs: LATER_MS });
    }
    return items;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof RapportError ? error.code : error instanceof Error ? error.name : 'unknown';

@CommandHandler(GoOnWithRepair)
export class GoOnWithRepairHandler implements ICommandHandler<GoOnWithRepair> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly kinds: RepairKinds,
    private readonly settings: ProcessSettings,
  ) {}

  async execute({ principal, repair }: GoOnWithRepair): Promise<RepairAnswer> {
    needsMachineRoom(principal);
    const { db, clock, kinds } = this;
    const entry = await needRepair(db, principal, repair);
    if (entry.state === 'running')
      await driveRepair({ db, clock, owner: this.settings.owner }, kinds.of(entry.kind), entry);
    return repairAnswer(db, await needRepair(db, principal, repair));
  }
}
