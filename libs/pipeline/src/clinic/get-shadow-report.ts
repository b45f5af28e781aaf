/** Rules on trial beside those in force: what they found, and would have told if they were not on trial. Only reads. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { latestChoice, rulesOf } from '#lib/clinic-settings';
import type { Comparison } from '#lib/evaluation';
import { needs, type Principal } from '#lib/identity';
import { ClinicClock, Database } from '#lib/platform';
import { compareOverHistory, type Watching } from './compare-over-history.js';

export interface ShadowReport extends Comparison {
  /** Codes of the rules on trial. */
  readonly onTrial: readonly string[];
}

/** Undefined when it was cancelled. */
export class GetShadowReport extends Query<ShadowReport | undefined> {
  constructor(
    readonly principal: Principal,
    readonly watching: Watching = {},
  ) {
    super();
  }
}

@QueryHandler(GetShadowReport)
export class GetShadowReportHandler implements IQueryHandler<GetShadowReport> {
  constructor(
    private readonly db: Database,
    private readonly clinicClock: ClinicClock,
  ) {}

  async execute({ principal, watching }: GetShadowReport): Promise<ShadowReport | undefined> {
    needs(principal, 'administer');
    const { tenant } = principal;
    const { revision, choice } = await latestChoice(this.db, tenant);
    const before = rulesOf(revision, choice);
    const both = { before, after: { ...before, revision: revision + 1, shadow: [] } };
    const compared = await compareOverHistory(this.db, {
      tenant,
      asOf: this.clinicClock.now(),
      ...both,
      ...watching,
    });
    return compared && { onTrial: choice.shadow, ...compared };
  }
}
