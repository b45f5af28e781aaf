import { Module, type DynamicModule } from '@nestjs/common';
import { FoldAnewAtStart } from './fold-anew-at-start.js';
import { ReadAgainLoop } from './read-again-loop.js';
import { WatchLoop } from './watch-loop.js';
import { WorkerLoop, WorkerSettings } from './worker-loop.js';

@Module({})
export class WorkerModule {
  static with(settings: WorkerSettings): DynamicModule {
    return {
      module: WorkerModule,
      providers: [
        { provide: WorkerSettings, useValue: settings },
        WorkerLoop,
        FoldAnewAtStart,
        ReadAgainLoop,
        WatchLoop,
      ],
    };
  }
}
