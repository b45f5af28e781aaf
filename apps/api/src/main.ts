/** The HTTP process: accepts events and answers questions. Any number may run beside each other. */
import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
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
  ANSWERING,
  begin,
  closeOnSignal,
  createLogger,
  needFreePort,
  readConfig,
  warningsOf,
  startFault,
  startTelemetry,
  type Config,
} from '#lib/platform';
import { ApiModule } from './api.module.js';
import { createHttpApp } from './http.js';

@Module({})
class ApiRoot {
  static with({ parts, backend }: Composition, config: Config): DynamicModule {
    const api = { ratePerSecond: config.RAPPORT_RATE_LIMIT, backend };
    return { module: ApiRoot, imports: [PipelineModule.with(parts), ApiModule.with(api)] };
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env, { production: true });
  armFailpoint(process.env['RAPPORT_CRASH_AT']);
  const logger = createLogger(config.RAPPORT_LOG_LEVEL, 'rapport-api');
  for (const words of warningsOf(config)) logger.warn(words);
  const closing = closeOnSignal(logger);
  const post = await openWatchPost(config.RAPPORT_METRICS_PORT, config.RAPPORT_HOST);
  closing.add(() => post.close());
  await needFreePort('RAPPORT_PORT', config.RAPPORT_PORT, config.RAPPORT_HOST);
  const stopTelemetry = await startTelemetry({
    endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    service: 'rapport-api',
    logger,
  });
  const composition = await compose({
    config,
    logger,
    name: 'rapport-api',
    databaseUrl: config.DATABASE_URL,
    patienceMs: 60_000,
    budget: ANSWERING,
  });
  closing.add(stopTelemetry);
  closing.add(() => composition.close());
  const anchor = keepAnchor(config, composition.parts);
  closing.add(() => anchor.close());
  const { parts } = composition;
  parts.metrics.collectProcess();
  const app = await createHttpApp(ApiRoot.with(composition, config), logger);
  closing.add(() => app.close());
  post.watch({ ...parts, readiness: app.get(Readiness) });
  await app
    .listen(config.RAPPORT_PORT, config.RAPPORT_HOST)
    .catch((cause: unknown) => Promise.reject(startFault('RAPPORT_PORT', config.RAPPORT_PORT, cause)));
  logger.info({ url: await app.getUrl() }, 'listening');
}

begin(main);
