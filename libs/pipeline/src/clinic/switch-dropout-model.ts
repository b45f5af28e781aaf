/** The chance of stopping early on, with the start values or with what was approved last; or off. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DEFAULT_RULES } from '#lib/alliance';
import { type DropoutSettings } from '#lib/hazard';
import { readChoice, rulesHistory, type ClinicChoice } from '#lib/clinic-settings';
import { needs, type Principal } from '#lib/identity';
import { succeed, type Result, type Violation } from '#lib/kernel';
import { Clock, Database } from '#lib/platform';
import { reviseChoice, type RevisedChoice } from './revise-choice.js';
import { UNCALIBRATED } from './uncalibrated.js';

export class SwitchDropoutModel extends Command<Result<RevisedChoice, Violation[]>> {
  constructor(
    readonly principal: Principal,
    readonly on: boolean,
    /** Who takes responsibility, as an opaque reference. */
    readonly by: string,
  ) {
    super();
  }
}

@CommandHandler(SwitchDropoutModel)
export class SwitchDropoutModelHandler implements ICommandHandler<SwitchDropoutModel> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ principal, on, by }: SwitchDropoutModel): Promise<Result<RevisedChoice, Violation[]>> {
    needs(principal, 'administer');
    const { db, clock } = this;
    const last = on ? await lastStopping(db, principal.tenant) : DEFAULT_RULES.stopping;
    const reason = `the chance of stopping early is switched ${on ? 'on' : 'off'}`;
    const change = (before: ClinicChoice): Result<ClinicChoice, Violation[]> =>
      succeed({ ...before, stopping: on ? (before.stopping ?? last) : last });
    return reviseChoice({ db, clock }, { principal, by, reason, change });
  }
}

/** What a clinic had before it was switched off, so that a model that somebody approved is not lost by that. */
async function lastStopping(db: Database, tenant: number): Promise<DropoutSettings> {
  for (const { choice } of (await rulesHistory(db, tenant)).toReversed()) {
    const read = readChoice(choice);
    if (read.ok && read.value.stopping) return read.value.stopping;
  }
  return UNCALIBRATED;
}
