import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ActOnAlertHandler } from './act-on-alert.js';
import { AppendEventsHandler } from './append-events.js';
import { DeliverHandler } from './deliver.js';
import { FollowShardHandler } from './follow-shard.js';
import { LookAgainHandler } from './look-again.js';
import { Parts } from './parts.js';
import { RebuildHandler } from './rebuild.js';
import { ReleaseEpisodeHandler } from './release-episode.js';
import { SweepHandler } from './sweep.js';
import { TraceEventHandler } from './trace-event.js';
import { VerifyHandler } from './verify.js';

const HANDLERS = [
  AppendEventsHandler,
  FollowShardHandler,
  DeliverHandler,
  SweepHandler,
  LookAgainHandler,
  ActOnAlertHandler,
  ReleaseEpisodeHandler,
  RebuildHandler,
  VerifyHandler,
  TraceEventHandler,
];

/** The use cases, ready for a controller, a worker, the command line or a test to execute. */
@Module({})
export class PipelineModule {
  static with(parts: Parts): DynamicModule {
    return {
      module: PipelineModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [{ provide: Parts, useValue: parts }, ...HANDLERS],
      exports: [Parts, CqrsModule],
    };
  }
}
