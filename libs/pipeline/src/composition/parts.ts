import type { Transports } from '#lib/channels';
import type { Appender } from '#lib/eventlog';
import type { Clock, Database, Logger, Metrics } from '#lib/platform';
import type { Waker } from '#lib/queues';
import { RulesCache, LatestRules } from '#lib/clinic-settings';

/** What every use case is given. One instance per process; no use case reaches for anything else. */
export class Parts {
  readonly db: Database;
  readonly clock: Clock;
  /** The clinic's time: what "due" means. The same as `clock` except where a synthetic clinic runs faster. */
  readonly clinicClock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly appender: Appender;
  readonly waker: Waker;
  readonly outlet: Transports;
  /** 0 to 1, without 1: spreads what would otherwise happen at the same moment. */
  readonly chance: () => number;
  /** Names this process in leases and shard runs. */
  readonly owner: string;
  /** Links in messages start with it. */
  readonly publicUrl: string;
  /** Episodes that are followed in one transaction. */
  readonly group: number;

  readonly rules = new RulesCache();
  readonly newest: LatestRules;

  constructor(parts: Omit<Parts, 'rules' | 'newest'>) {
    Object.assign(this, parts);
    this.newest = new LatestRules(this);
  }
}
