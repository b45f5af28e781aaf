/** A person takes a threshold of the strain score into the clinic's rules: a revision with a name and a reason. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ClinicChoice } from '#lib/clinic-settings';
import type { Principal } from '#lib/identity';
import { succeed, type Result, type Violation } from '#lib/kernel';
import { Clock, Database } from '#lib/platform';
import { reviseChoice, type RevisedChoice } from './revise-choice.js';

export class ApproveThreshold extends Command<Result<RevisedChoice, Violation[]>> {
  constructor(
    readonly principal: Principal,
    /** Factor on the threshold that the budget stands for; 1 is the figure of the table. */
    readonly stricter: number,
    /** Who takes responsibility, as an opaque reference. */
    readonly by: string,
  ) {
    super();
  }
}

@CommandHandler(ApproveThreshold)
export class ApproveThresholdHandler implements ICommandHandler<ApproveThreshold> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ principal, stricter, by }: ApproveThreshold): Promise<Result<RevisedChoice, Violation[]>> {
    const { db, clock } = this;
    const reason = `the threshold of the strain score is multiplied by ${stricter}`;
    const change = (before: ClinicChoice): Result<ClinicChoice, Violation[]> => {
      const scored = { ...before.parameters['weak-signs'], stricter };
      return succeed({ ...before, parameters: { ...before.parameters, 'weak-signs': scored } });
    };
    return reviseChoice({ db, clock }, { principal, by, reason, change });
  }
}
