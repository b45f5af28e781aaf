import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { providersOf, type AppContext } from './composition/app-context.js';
import { DeliveryItems } from './deliver/delivery-items.js';
import { Sending } from './deliver/sending.js';
import { Door } from './ingest/door.js';
import { Drains } from './follow/drains.js';
import { FailedTries } from './follow/failed-tries.js';
import { ProjectGroup } from './follow/project-group.js';
import { RelayFacts } from './follow/relay-facts.js';
import * as handlers from './handlers.js';
import { Recording } from './on-record/recording.js';
import { recordedBuses } from './on-record/recording-buses.js';
import { Readiness } from './operations/readiness.js';
import { RepairKinds } from './repairs/kinds.js';
import { PausedQueues } from './pauses/paused-queues.js';
import { Rereading } from './reread/rereading.js';

/** The use cases, ready for a controller, a worker, the command line or a test to execute. */
@Module({})
export class PipelineModule {
  static with(app: AppContext): DynamicModule {
    const recording = new Recording(app);
    const given = [...providersOf(app), { provide: Recording, useValue: recording }];
    return {
      module: PipelineModule,
      global: true,
      imports: [recordedBuses(recording)],
      providers: [
        ...given,
        Door,
        ProjectGroup,
        RelayFacts,
        FailedTries,
        DeliveryItems,
        Sending,
        Drains,
        Rereading,
        PausedQueues,
        RepairKinds,
        Readiness,
        ...Object.values(handlers),
      ],
      exports: [...given, CqrsModule, Readiness],
    };
  }
}
