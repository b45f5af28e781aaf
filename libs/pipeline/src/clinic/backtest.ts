/** Another choice tried over a clinic's own history before it speaks. Only reads. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { latestChoice, rulesOf, type ClinicChoice } from '#lib/clinic-settings';
import type { Comparison } from '#lib/evaluation';
import { needs, type Principal } from '#lib/identity';
import { ClinicClock, Database } from '#lib/platform';
import { compareOverHistory, type Watching } from './compare-over-history.js';

/** What the clinic chose last, and what would have been told under `choice` instead. Undefined when it was cancelled. */
export class Backtest extends Query<Comparison | undefined> {
  constructor(
    readonly principal: Principal,
    readonly choice: ClinicChoice,
    readonly watching: Watching = {},
  ) {
    super();
  }
}

@QueryHandler(Backtest)
export class BacktestHandler implements IQueryHandler<Backtest> {
  constructor(
    private readonly db: Database,
    private readonly clinicClock: ClinicClock,
  ) {}

  async execute({ principal, choice, watching }: Backtest): Promise<Comparison | undefined> {
    needs(principal, 'administer');
    const { tenant } = principal;
    const { revision, choice: present } = await latestChoice(this.db, tenant);
    const both = { before: rulesOf(revision, present), after: rulesOf(revision + 1, choice) };
    return compareOverHistory(this.db, { tenant, asOf: this.clinicClock.now(), ...both, ...watching });
  }
}
