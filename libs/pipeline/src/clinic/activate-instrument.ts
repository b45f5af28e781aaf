/** The forms of an instrument are taken in from now on. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ClinicChoice } from '#lib/clinic-settings';
import type { Principal } from '#lib/identity';
import { succeed, type Result, type Violation } from '#lib/kernel';
import { Clock, Database } from '#lib/platform';
import { Rereading } from '../reread/rereading.js';
import { readAfter, reviseChoice, type RevisedChoice } from './revise-choice.js';

export class ActivateInstrument extends Command<Result<RevisedChoice, Violation[]>> {
  constructor(
    readonly principal: Principal,
    readonly code: string,
    /** Who takes responsibility, as an opaque reference. */
    readonly by: string,
  ) {
    super();
  }
}

@CommandHandler(ActivateInstrument)
export class ActivateInstrumentHandler implements ICommandHandler<ActivateInstrument> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly rereading: Rereading,
  ) {}

  async execute({ principal, code, by }: ActivateInstrument): Promise<Result<RevisedChoice, Violation[]>> {
    const { db, clock } = this;
    const change = (choice: ClinicChoice): Result<ClinicChoice, Violation[]> =>
      succeed(choice.active.includes(code) ? choice : { ...choice, active: [...choice.active, code] });
    const revised = await reviseChoice(
      { db, clock },
      { principal, by, reason: `instrument ${code} activated`, change },
    );
    return readAfter(this.rereading, principal.tenant, revised);
  }
}
