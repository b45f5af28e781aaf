/** With which threshold of the strain score the clinic's own log would have kept its budget. Only reads. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { latestChoice, rulesOf } from '#lib/clinic-settings';
import {
  budgetIn,
  proposeThreshold,
  tryThresholds,
  type ThresholdProposal,
  type ThresholdTrial,
} from '#lib/evaluation';
import { needs, type Principal } from '#lib/identity';
import { ClinicClock, Database } from '#lib/platform';
import type { Watching } from './compare-over-history.js';
import { historiesOf } from './tenant-histories.js';

/** Undefined where the log is too short, or it was cancelled. */
export class ProposeThreshold extends Query<ThresholdProposal | undefined> {
  constructor(
    readonly principal: Principal,
    readonly watching: Watching = {},
  ) {
    super();
  }
}

@QueryHandler(ProposeThreshold)
export class ProposeThresholdHandler implements IQueryHandler<ProposeThreshold> {
  constructor(
    private readonly db: Database,
    private readonly clinicClock: ClinicClock,
  ) {}

  async execute({ principal, watching }: ProposeThreshold): Promise<ThresholdProposal | undefined> {
    needs(principal, 'administer');
    const { tenant } = principal;
    const { onProgress = () => undefined, isCancelled = () => false } = watching;
    const { revision, choice } = await latestChoice(this.db, tenant);
    const rules = rulesOf(revision, choice);
    const asOf = this.clinicClock.now();
    const trials: ThresholdTrial[] = [];
    let episodes = 0;
    for await (const history of historiesOf(this.db, tenant)) {
      if (isCancelled()) return undefined;
      const trial = tryThresholds(history, rules, asOf);
      if (trial) trials.push(trial);
      onProgress(++episodes);
    }
    return proposeThreshold(trials, budgetIn(rules));
  }
}
