import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ActOnAlertHandler } from './alerts/act-on-alert.js';
import { AppendEventsHandler } from './ingest/append-events.js';
import { DeliverHandler } from './deliver/deliver.js';
import { ProjectShardHandler } from './follow/project-shard.js';
import { FireDueTimersHandler } from './follow/fire-due-timers.js';
import { Parts } from './composition/parts.js';
import { RebuildHandler } from './rebuild/rebuild.js';
import { ReleaseEpisodeHandler } from './operations/release-episode.js';
import { SweepHandler } from './operations/sweep.js';
import { TraceEventHandler } from './operations/trace-event.js';
import { GetAlertHandler } from './queries/get-alert.js';
import { GetCaseloadHandler } from './queries/get-caseload.js';
import { GetEpisodeHandler } from './queries/get-episode.js';
import { GetTimelineHandler } from './queries/get-timeline.js';
import { ListAlertsHandler } from './queries/list-alerts.js';
import { VerifyHandler } from './rebuild/verify.js';

const HANDLERS = [
  AppendEventsHandler,
  ProjectShardHandler,
  DeliverHandler,
  SweepHandler,
  FireDueTimersHandler,
  ActOnAlertHandler,
  ReleaseEpisodeHandler,
  RebuildHandler,
  VerifyHandler,
  TraceEventHandler,
  GetCaseloadHandler,
  GetEpisodeHandler,
  GetTimelineHandler,
  ListAlertsHandler,
  GetAlertHandler,
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
