import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { providersOf, type AppContext } from './composition/app-context.js';
import { DeliveryItems } from './deliver/delivery-items.js';
import { FailedTries } from './follow/failed-tries.js';
import { ProjectGroup } from './follow/project-group.js';
import { RelayFacts } from './follow/relay-facts.js';
import * as handlers from './handlers.js';
import { Rereading } from './reread/rereading.js';

/** The use cases, ready for a controller, a worker, the command line or a test to execute. */
@Module({})
export class PipelineModule {
  static with(app: AppContext): DynamicModule {
    const given = providersOf(app);
    return {
      module: PipelineModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [
        ...given,
        ProjectGroup,
        RelayFacts,
        FailedTries,
        DeliveryItems,
        Rereading,
        ...Object.values(handlers),
      ],
      exports: [...given, CqrsModule],
    };
  }
}
