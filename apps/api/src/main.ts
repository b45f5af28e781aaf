/** The HTTP process: accepts events and answers questions. Any number may run beside each other. */
import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { PipelineModule, armFailpoint, compose, type Composition } from '#lib/pipeline';
import {
  ConfigError,
  begin,
  closeOnSignal,
  createLogger,
  readConfig,
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
  const config = readConfig();
  armFailpoint(process.env['RAPPORT_CRASH_AT']);
  if (!config.DATABASE_URL)
    throw new ConfigError(['DATABASE_URL is required; `npm start` comes with its own database']);
  const logger = createLogger(config.RAPPORT_LOG_LEVEL, 'rapport-api');
  const closing = closeOnSignal(logger);
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
  });
  closing.add(stopTelemetry);
  closing.add(() => composition.close());
  const { parts } = composition;
  parts.metrics.collectProcess();
  const app = await createHttpApp(ApiRoot.with(composition, config), logger);
  closing.add(() => app.close());
  await app.listen(config.RAPPORT_PORT, config.RAPPORT_HOST);
  logger.info({ url: await app.getUrl() }, 'listening');
}

begin(main);
