/** The working process: follows, delivers, sweeps. Any number may run beside each other. */
import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  PipelineModule,
  Readiness,
  armFailpoint,
  compose,
  keepAnchor,
  openWatchPost,
  type Composition,
} from '#lib/pipeline';
import {
  DatabaseClock,
  NestLogs,
  begin,
  closeOnSignal,
  createLogger,
  readConfig,
  warningsOf,
  startTelemetry,
  type Config,
} from '#lib/platform';
import { WorkerModule } from './worker.module.js';

@Module({})
class WorkerRoot {
  static with({ parts, backend }: Composition, config: Config): DynamicModule {
    const settings = {
      backend,
      followConcurrency: config.RAPPORT_FOLLOW_CONCURRENCY,
      deliverConcurrency: config.RAPPORT_DELIVER_CONCURRENCY,
      sweepMs: config.RAPPORT_SWEEP_MS,
    };
    return { module: WorkerRoot, imports: [PipelineModule.with(parts), WorkerModule.with(settings)] };
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env, { production: true });
  armFailpoint(process.env['RAPPORT_CRASH_AT']);
  const logger = createLogger(config.RAPPORT_LOG_LEVEL, 'rapport-worker');
  for (const words of warningsOf(config)) logger.warn(words);
  const closing = closeOnSignal(logger);
  const post = await openWatchPost(config.RAPPORT_METRICS_PORT, config.RAPPORT_HOST);
  closing.add(() => post.close());
  const stopTelemetry = await startTelemetry({
    endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    service: 'rapport-worker',
    logger,
  });
  const composition = await compose({
    config,
    logger,
    name: 'rapport-worker',
    clock: new DatabaseClock(),
    databaseUrl: config.DATABASE_URL,
    patienceMs: 60_000,
  });
  closing.add(stopTelemetry);
  closing.add(() => composition.close());
  const anchor = keepAnchor(config, composition.parts);
  closing.add(() => anchor.close());
  composition.parts.metrics.collectProcess();
  const app = await NestFactory.createApplicationContext(WorkerRoot.with(composition, config), {
    logger: new NestLogs(logger),
    abortOnError: false,
  });
  closing.add(() => app.close());
  post.watch({ ...composition.parts, readiness: app.get(Readiness) });
  logger.info({ backend: composition.backend.kind }, 'working');
}

begin(main);
