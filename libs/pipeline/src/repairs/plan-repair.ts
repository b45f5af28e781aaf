/** Counts what would be put right, and changes nothing. Whoever starts the plan acts on what it counted. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { Clock, Database, RapportError } from '#lib/platform';
import { plan, readRepair, type RepairAct, type RepairEntry, type RepairKindName } from '#lib/repairs';
import { filterOf, type AskedFilter } from './asked-filter.js';
import { RepairKinds } from './kinds.js';
import { repairAnswer, type RepairAnswer } from './repair-answer.js';

export interface WantedRepair {
  readonly kind: RepairKindName;
  readonly act: RepairAct;
  readonly filter: AskedFilter;
}

/** Throws `invalid_query`, `scope_required`. */
export class PlanRepair extends Command<RepairAnswer> {
  constructor(
    readonly principal: Principal,
    readonly wanted: WantedRepair,
  ) {
    super();
  }
}

@CommandHandler(PlanRepair)
export class PlanRepairHandler implements ICommandHandler<PlanRepair> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly kinds: RepairKinds,
  ) {}

  async execute({ principal, wanted }: PlanRepair): Promise<RepairAnswer> {
    needsMachineRoom(principal);
    const { db } = this;
    const { tenant } = principal;
    const kind = this.kinds.of(wanted.kind);
    const filter = filterOf(kind, wanted.filter);
    if (wanted.act === 'discard' && filter.state === 'discarded')
      throw new RapportError('invalid_query', undefined, {
        faults: [{ pointer: '/state', code: 'unknown_code', detail: 'these are discarded already' }],
      });
    const id = await plan(db, kind, { tenant, act: wanted.act, filter, now: this.clock.now() });
    return repairAnswer(db, (await readRepair(db, tenant, id)) as RepairEntry);
  }
}
