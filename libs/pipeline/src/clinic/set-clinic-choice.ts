/** A whole choice in the place of the one that somebody looked at. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ClinicChoice } from '#lib/clinic-settings';
import type { Principal } from '#lib/identity';
import { fail, succeed, type Result, type Violation } from '#lib/kernel';
import { Clock, Database } from '#lib/platform';
import { Rereading } from '../reread/rereading.js';
import { readAfter, reviseChoice, type RevisedChoice } from './revise-choice.js';

export interface WantedChoice {
  readonly choice: ClinicChoice;
  /** The revision that it was made from: another one that came between is not written over. */
  readonly over: number;
  /** Who, as an opaque reference; and why, for the colleague who reads the history. */
  readonly by: string;
  readonly reason: string;
}

export class SetClinicChoice extends Command<Result<RevisedChoice, Violation[]>> {
  constructor(
    readonly principal: Principal,
    readonly wanted: WantedChoice,
  ) {
    super();
  }
}

@CommandHandler(SetClinicChoice)
export class SetClinicChoiceHandler implements ICommandHandler<SetClinicChoice> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly rereading: Rereading,
  ) {}

  async execute({ principal, wanted }: SetClinicChoice): Promise<Result<RevisedChoice, Violation[]>> {
    const { choice, over, by, reason } = wanted;
    const { db, clock } = this;
    const change = (_: ClinicChoice, revision: number) => (revision === over ? succeed(choice) : fail([OVERTAKEN]));
    const revised = await reviseChoice({ db, clock }, { principal, by, reason, change });
    return readAfter(this.rereading, principal.tenant, revised);
  }
}

const OVERTAKEN: Violation = {
  pointer: '',
  code: 'conflict',
  detail: 'somebody else set another choice at the same time',
};
