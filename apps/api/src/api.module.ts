import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Keys } from '#lib/identity';
import { Parts } from '#lib/pipeline';
import { AlertsController } from './alerts.controller.js';
import { AuthGuard } from './auth.js';
import { ClinicController } from './clinic.controller.js';
import { EventsController } from './events.controller.js';
import { HEALTH, createHealth } from './health.js';
import { LiveController } from './live.controller.js';
import { LiveRelay } from './live-relay.js';
import { OperationsController } from './operations.controller.js';
import { PagesController } from './pages.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { RateLimit } from './rate-limit.js';
import { SchemasController } from './schemas.controller.js';

@Module({})
export class ApiModule {
  static with(parts: Parts, { ratePerSecond }: { readonly ratePerSecond: number }): DynamicModule {
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
        { provide: Keys, useValue: new Keys(parts.db, parts.clock) },
        { provide: RateLimit, useValue: new RateLimit(ratePerSecond, parts.clock) },
        { provide: HEALTH, useValue: createHealth(parts) },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, useValue: new ProblemFilter(parts.logger) },
      ],
      exports: [Keys],
    };
  }
}
