import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Invitations, Keys, KeyUse, Sessions, SignIn } from '#lib/identity';
import { Clock, Database, LOGGER, type Logger } from '#lib/platform';
import { openSharedCounters, type QueueBackend } from '#lib/queues';
import { AlertsController } from './clinic/alerts.controller.js';
import { AccountController } from './people/account.controller.js';
import { InvitationsController } from './people/invitations.controller.js';
import { SignInController } from './people/sign-in.controller.js';
import { AuthGuard } from './request/auth.js';
import { FrontDoor } from './request/front-door.js';
import { SessionDoor } from './request/session-door.js';
import { KeyDoor } from './request/key-door.js';
import { ClinicController } from './clinic/clinic.controller.js';
import { EventsController } from './events/events.controller.js';
import { LiveController } from './clinic/live.controller.js';
import { LiveRelay } from './clinic/live-relay.js';
import { OperationsController } from './operations/operations.controller.js';
import { PagesController } from './pages/pages.controller.js';
import { QueuesController } from './operations/queues.controller.js';
import { RepairsController } from './operations/repairs.controller.js';
import { ProblemFilter } from './request/problem.filter.js';
import { RateLimit } from './request/rate-limit.js';
import { WrongKeys } from './request/wrong-keys.js';
import { SchemasController } from './events/schemas.controller.js';
import { SignsOfLife } from './operations/signs-of-life.js';

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
        RepairsController,
        QueuesController,
        SchemasController,
        LiveController,
        PagesController,
        SignInController,
        AccountController,
        InvitationsController,
      ],
      providers: [
        LiveRelay,
        SignsOfLife,
        { provide: Keys, inject: [Database, Clock], useFactory: (db: Database, clock: Clock) => new Keys(db, clock) },
        { provide: KeyUse, inject: [Database, Clock, LOGGER], useFactory: keyUseOf },
        { provide: WrongKeys, inject: [Clock], useFactory: (clock: Clock) => new WrongKeys(clock) },
        ...PEOPLE,
        KeyDoor,
        SessionDoor,
        FrontDoor,
        {
          provide: RateLimit,
          inject: [Clock, LOGGER],
          useFactory: (clock: Clock, logger: Logger) => rateLimitFor({ clock, logger }, options),
        },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, inject: [LOGGER], useFactory: (logger: Logger) => new ProblemFilter(logger) },
      ],
      exports: [Keys, KeyDoor],
    };
  }
}

const PEOPLE: Provider[] = [
  { provide: Sessions, inject: [Database, Clock], useFactory: (db: Database, clock: Clock) => new Sessions(db, clock) },
  {
    provide: Invitations,
    inject: [Database, Clock],
    useFactory: (db: Database, clock: Clock) => new Invitations(db, clock),
  },
  {
    provide: SignIn,
    inject: [Database, Clock, Sessions],
    useFactory: (db: Database, clock: Clock, sessions: Sessions) => new SignIn(db, clock, sessions),
  },
];

const keyUseOf = (db: Database, clock: Clock, logger: Logger): KeyUse =>
  new KeyUse(db, clock, (error) =>
    logger.warn({ error: String(error) }, 'when keys were last used is not written down'),
  );

function rateLimitFor(parts: { clock: Clock; logger: Logger }, { ratePerSecond, backend }: ApiOptions): RateLimit {
  const shared = ratePerSecond > 0 ? openSharedCounters(backend, parts) : undefined;
  return new RateLimit({ perSecond: ratePerSecond, shared, clock: parts.clock });
}
