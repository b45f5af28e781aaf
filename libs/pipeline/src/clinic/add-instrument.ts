/** An instrument of the clinic's own, as a new revision of its choice; not active yet. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { choiceChanges, type ClinicChoice } from '#lib/clinic-settings';
import type { Principal } from '#lib/identity';
import type { Instrument } from '#lib/instruments';
import { fail, succeed, type Result, type Violation } from '#lib/kernel';
import { Clock, Database } from '#lib/platform';
import { Rereading } from '../reread/rereading.js';
import { readAfter, reviseChoice, type RevisedChoice } from './revise-choice.js';

export interface AddedInstrument {
  readonly instrument: Instrument;
  /** Put it in the place of one with the same code and version. */
  readonly replace: boolean;
  readonly by: string;
}

export class AddInstrument extends Command<Result<RevisedChoice, Violation[]>> {
  constructor(
    readonly principal: Principal,
    readonly added: AddedInstrument,
  ) {
    super();
  }
}

@CommandHandler(AddInstrument)
export class AddInstrumentHandler implements ICommandHandler<AddInstrument> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly rereading: Rereading,
  ) {}

  async execute({ principal, added }: AddInstrument): Promise<Result<RevisedChoice, Violation[]>> {
    const { db, clock } = this;
    const { code, version } = added.instrument;
    const reason = `instrument ${code} ${version} added`;
    const change = (choice: ClinicChoice) => withOwn(choice, added);
    const revised = await reviseChoice({ db, clock }, { principal, by: added.by, reason, change });
    return readAfter(this.rereading, principal.tenant, revised);
  }
}

function withOwn(choice: ClinicChoice, { instrument, replace }: AddedInstrument): Result<ClinicChoice, Violation[]> {
  const isSame = ({ code, version }: Instrument): boolean => code === instrument.code && version === instrument.version;
  const known = choice.own.some(isSame);
  const own = known ? choice.own.map((kept) => (isSame(kept) ? instrument : kept)) : [...choice.own, instrument];
  const next = { ...choice, own };
  // the order of members in a file says nothing; the store gives them back in its own
  const isUnchanged = choiceChanges(choice, next).length === 0;
  return known && !replace && !isUnchanged ? fail([TAKEN]) : succeed(next);
}

const TAKEN: Violation = {
  pointer: '/version',
  code: 'instrument_taken',
  detail: 'an instrument of this code and version already exists, with other content',
  hint: 'raise the version, or add --replace if the earlier file was wrong',
};
