/** The forms of an instrument are taken in no longer; its file and what came before stay. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { latestChoice, type ClinicChoice } from '#lib/clinic-settings';
import { needs, type Principal } from '#lib/identity';
import { LIBRARY } from '#lib/instruments';
import { fail, succeed, type Result, type Violation } from '#lib/kernel';
import { Clock, Database } from '#lib/platform';
import { reviseChoice, type RevisedChoice } from './revise-choice.js';

export type RetireFault =
  { readonly code: 'no-such-instrument' } | { readonly code: 'refused'; readonly faults: readonly Violation[] };

export class RetireInstrument extends Command<Result<RevisedChoice, RetireFault>> {
  constructor(
    readonly principal: Principal,
    readonly code: string,
    /** Who takes responsibility, as an opaque reference. */
    readonly by: string,
  ) {
    super();
  }
}

@CommandHandler(RetireInstrument)
export class RetireInstrumentHandler implements ICommandHandler<RetireInstrument> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ principal, code, by }: RetireInstrument): Promise<Result<RevisedChoice, RetireFault>> {
    const { db, clock } = this;
    needs(principal, 'administer');
    if (!isKnown((await latestChoice(db, principal.tenant)).choice, code)) return fail({ code: 'no-such-instrument' });
    const change = (choice: ClinicChoice): Result<ClinicChoice, Violation[]> =>
      succeed({ ...choice, active: choice.active.filter((active) => active !== code) });
    const revised = await reviseChoice({ db, clock }, { principal, by, reason: `instrument ${code} retired`, change });
    return revised.ok ? revised : fail({ code: 'refused', faults: revised.error });
  }
}

const isKnown = ({ active, own }: ClinicChoice, code: string): boolean =>
  active.includes(code) || [...own, ...LIBRARY].some((instrument) => instrument.code === code);
