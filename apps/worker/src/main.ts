/** The working process: follows, delivers, sweeps. Any number may run beside each other. */
import 'reflect-metadata';
import { createServer } from 'node:http';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PipelineModule, armFailpoint, compose, type AppContext, type Composition } from '#lib/pipeline';
import {
  ConfigError,
  NestLogs,
  begin,
  closeOnSignal,
  createLogger,
  readConfig,
  startTelemetry,
  type Config,
} from '#lib/platform';
import { queueMetrics } from '#lib/queues';
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

/** Health and metrics for whoever watches the process; nothing else is answered. */
function watchPost({ metrics, waker }: AppContext, port: number, host: string): { close(): void } {
  if (port === 0) return { close: () => undefined };
  const server = createServer((request, response) => {
    if (request.url === '/health/live') return void response.end('{"status":"live"}');
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    void Promise.all([metrics.registry.metrics(), queueMetrics(waker.all())]).then((texts) =>
      response.setHeader('Content-Type', metrics.registry.contentType).end(texts.join('\n')),
    );
  });
  return server.listen(port, host);
}

async function main(): Promise<void> {
  const config = readConfig();
  armFailpoint(process.env['RAPPORT_CRASH_AT']);
  if (!config.DATABASE_URL)
    throw new ConfigError(['DATABASE_URL is required; `npm start` comes with its own database']);
  const logger = createLogger(config.RAPPORT_LOG_LEVEL, 'rapport-worker');
  const closing = closeOnSignal(logger);
  const stopTelemetry = await startTelemetry({
    endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    service: 'rapport-worker',
    logger,
  });
  const composition = await compose({
    config,
    logger,
    name: 'rapport-worker',
    databaseUrl: config.DATABASE_URL,
    patienceMs: 60_000,
  });
  closing.add(stopTelemetry);
  closing.add(() => composition.close());
  composition.parts.metrics.collectProcess();
  const app = await NestFactory.createApplicationContext(WorkerRoot.with(composition, config), {
    logger: new NestLogs(logger),
    abortOnError: false,
  });
  closing.add(() => app.close());
  const post = watchPost(composition.parts, config.RAPPORT_METRICS_PORT, config.RAPPORT_HOST);
  closing.add(() => post.close());
  logger.info({ backend: composition.backend.kind }, 'working');
}

begin(main);
