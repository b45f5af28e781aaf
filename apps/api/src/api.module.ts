import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Keys } from '#lib/identity';
import { Clock, Database, LOGGER, type Logger } from '#lib/platform';
import { Waker, openSharedCounters, type QueueBackend } from '#lib/queues';
import { AlertsController } from './clinic/alerts.controller.js';
import { AuthGuard } from './request/auth.js';
import { ClinicController } from './clinic/clinic.controller.js';
import { EventsController } from './events/events.controller.js';
import { HEALTH, createHealth } from './operations/health.js';
import { LiveController } from './clinic/live.controller.js';
import { LiveRelay } from './clinic/live-relay.js';
import { OperationsController } from './operations/operations.controller.js';
import { PagesController } from './pages/pages.controller.js';
import { ProblemFilter } from './request/problem.filter.js';
import { RateLimit } from './request/rate-limit.js';
import { SchemasController } from './events/schemas.controller.js';

export interface ApiOptions {
  /** Requests per second and key; 0 is no limit. */
  readonly ratePerSecond: number;
  /** Where the wake-ups are; where that is a Redis, all processes share one limit. */
  readonly backend: QueueBackend;
}

@Module({})
export class ApiModule {
  static with(options: ApiOptions): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        EventsController,
        ClinicController,
        AlertsController,
        OperationsController,
        SchemasController,
        LiveController,
        PagesController,
      ],
      providers: [
        LiveRelay,
        { provide: Keys, inject: [Database, Clock], useFactory: (db: Database, clock: Clock) => new Keys(db, clock) },
        {
          provide: RateLimit,
          inject: [Clock, LOGGER],
          useFactory: (clock: Clock, logger: Logger) => rateLimitFor({ clock, logger }, options),
        },
        { provide: HEALTH, inject: [Database, Waker, Clock], useFactory: createHealth },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, inject: [LOGGER], useFactory: (logger: Logger) => new ProblemFilter(logger) },
      ],
      exports: [Keys],
    };
  }
}

function rateLimitFor(parts: { clock: Clock; logger: Logger }, { ratePerSecond, backend }: ApiOptions): RateLimit {
  const shared = ratePerSecond > 0 ? openSharedCounters(backend, parts) : undefined;
  return new RateLimit({ perSecond: ratePerSecond, shared, clock: parts.clock });
}
