/** Rules on trial beside those in force: what they found, and would have told if they were not on trial. Only reads. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { latestChoice, rulesOf } from '#lib/clinic-settings';
import type { Comparison } from '#lib/evaluation';
import { needs, type Principal } from '#lib/identity';
import { ClinicClock, Database } from '#lib/platform';
import { Glance } from '../on-record/look.js';
import { alertsNamed, compareOverHistory, type Watching } from './compare-over-history.js';

export interface ShadowReport extends Comparison {
  /** Codes of the rules on trial. */
  readonly onTrial: readonly string[];
}

/** Undefined when it was cancelled. */
export class GetShadowReport extends Glance<ShadowReport | undefined> {
  readonly recordedAs = 'backtest';

  constructor(
    readonly reader: Principal,
    readonly watching: Watching = {},
  ) {
    super();
  }

  protected shown(compared: ShadowReport | undefined): readonly string[] {
    return alertsNamed(compared);
  }
}

@QueryHandler(GetShadowReport)
export class GetShadowReportHandler implements IQueryHandler<GetShadowReport> {
  constructor(
    private readonly db: Database,
    private readonly clinicClock: ClinicClock,
  ) {}

  async execute({ reader, watching }: GetShadowReport): Promise<ShadowReport | undefined> {
    needs(reader, 'administer');
    const { tenant } = reader;
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
