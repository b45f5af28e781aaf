/**
 * What one process is made of. A composition root opens it once, and `PipelineModule` hands its members out one by one:
 * a use case asks in its constructor for the few that it uses, and never for all of them.
 */
import type { ValueProvider } from '@nestjs/common';
import type { Transports } from '#lib/channels';
import { LatestRules, RulesCache } from '#lib/clinic-settings';
import { Appender, InboundLog } from '#lib/eventlog';
import type { AuditTrail } from '#lib/identity';
import { ClinicClock, Clock, Database, LOGGER, Metrics, type Logger } from '#lib/platform';
import { Waker } from '#lib/queues';

/** How one process is known, and what only it decides. */
export abstract class ProcessSettings {
  /** Names this process in leases and shard runs. */
  abstract readonly owner: string;
  /** Links in messages start with it. */
  abstract readonly publicUrl: string;
  /** Episodes that are followed in one transaction. */
  abstract readonly group: number;
  /** 0 to 1, without 1: spreads what would otherwise happen at the same moment. */
  abstract readonly chance: () => number;
}

/** The ways out of a process: HTTP and mail. */
export const TRANSPORTS = Symbol('transports');

export interface AppContext {
  readonly db: Database;
  readonly clock: Clock;
  readonly clinicClock: ClinicClock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly appender: Appender;
  readonly inbound: InboundLog;
  readonly audit: AuditTrail;
  readonly waker: Waker;
  readonly transports: Transports;
  readonly rules: RulesCache;
  readonly latest: LatestRules;
  readonly settings: ProcessSettings;
}

export const providersOf = (app: AppContext): ValueProvider[] => [
  { provide: Database, useValue: app.db },
  { provide: Clock, useValue: app.clock },
  { provide: ClinicClock, useValue: app.clinicClock },
  { provide: LOGGER, useValue: app.logger },
  { provide: Metrics, useValue: app.metrics },
  { provide: Appender, useValue: app.appender },
  { provide: InboundLog, useValue: app.inbound },
  { provide: Waker, useValue: app.waker },
  { provide: TRANSPORTS, useValue: app.transports },
  { provide: RulesCache, useValue: app.rules },
  { provide: LatestRules, useValue: app.latest },
  { provide: ProcessSettings, useValue: app.settings },
];
