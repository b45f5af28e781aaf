/** Another choice tried over a clinic's own history before it speaks. Only reads. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { latestChoice, rulesOf, type ClinicChoice } from '#lib/clinic-settings';
import type { Comparison } from '#lib/evaluation';
import { needs, type Principal } from '#lib/identity';
import { ClinicClock, Database } from '#lib/platform';
import { Glance } from '../on-record/look.js';
import { alertsNamed, compareOverHistory, type Watching } from './compare-over-history.js';

/** What the clinic chose last, and what would have been told under `choice` instead. Undefined when it was cancelled. */
export class Backtest extends Glance<Comparison | undefined> {
  readonly recordedAs = 'backtest';

  constructor(
    readonly reader: Principal,
    readonly choice: ClinicChoice,
    readonly watching: Watching = {},
  ) {
    super();
  }

  protected shown(compared: Comparison | undefined): readonly string[] {
    return alertsNamed(compared);
  }
}

@QueryHandler(Backtest)
export class BacktestHandler implements IQueryHandler<Backtest> {
  constructor(
    private readonly db: Database,
    private readonly clinicClock: ClinicClock,
  ) {}

  async execute({ reader, choice, watching }: Backtest): Promise<Comparison | undefined> {
    needs(reader, 'administer');
    const { tenant } = reader;
    const { revision, choice: present } = await latestChoice(this.db, tenant);
    const both = { before: rulesOf(revision, present), after: rulesOf(revision + 1, choice) };
    return compareOverHistory(this.db, { tenant, asOf: this.clinicClock.now(), ...both, ...watching });
  }
}
