/** Everything in one process: API, workers, embedded PostgreSQL and, unless switched off, a synthetic clinic. */
import 'reflect-metadata';
import fs from 'node:fs';
import path from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { PipelineModule, armFailpoint, backendOf, compose, migrateAll, type Composition } from '#lib/pipeline';
import {
  begin,
  closeOnSignal,
  createLogger,
  readConfig,
  startTelemetry,
  type Closing,
  type Config,
  type Logger,
} from '#lib/platform';
import { ApiModule, createHttpApp } from '../../api/src/index.js';
import { WorkerModule } from '../../worker/src/index.js';
import { CATCHERS, DemoController } from './demo/demo.controller.js';
import { Demo } from './demo/demo.js';
import { freePort } from './port.js';
import { readyBlock, refuseSecond, removeReady, writeReady } from './ready.js';
import { openStore, type Store } from './store.js';
import { watchAlerts } from './watcher.js';

@Module({})
class RapportRoot {
  static with({ parts, backend }: Composition, config: Config, demo: Demo | undefined): DynamicModule {
    const worker = {
      backend,
      followConcurrency: config.RAPPORT_FOLLOW_CONCURRENCY,
      deliverConcurrency: config.RAPPORT_DELIVER_CONCURRENCY,
      sweepMs: config.RAPPORT_SWEEP_MS,
    };
    return {
      module: RapportRoot,
      imports: [
        PipelineModule.with(parts),
        ApiModule.with({ ratePerSecond: config.RAPPORT_RATE_LIMIT, backend }),
        WorkerModule.with(worker),
      ],
      controllers: demo ? [DemoController] : [],
      providers: demo ? [{ provide: CATCHERS, useValue: demo.catchers }] : [],
    };
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface StoreAndDemo {
  readonly given: Config;
  readonly folder: string;
  readonly logger: Logger;
  readonly store: Store;
  readonly demo: Demo | undefined;
  readonly closing: Closing;
}

async function main(): Promise<void> {
  const given = readConfig();
  armFailpoint(process.env['RAPPORT_CRASH_AT']);
  const folder = path.resolve(given.RAPPORT_DATA);
  fs.mkdirSync(folder, { recursive: true });
  refuseSecond(folder);
  const logger = createLogger(given.RAPPORT_LOG_LEVEL === 'info' ? 'warn' : given.RAPPORT_LOG_LEVEL, 'rapport');
  const closing = closeOnSignal(logger);
  closing.add(() => removeReady(folder));
  closing.add(
    await startTelemetry({ endpoint: given.OTEL_EXPORTER_OTLP_ENDPOINT, service: given.OTEL_SERVICE_NAME, logger }),
  );
  say('starting the store ...');
  const store = await openStore(given.DATABASE_URL, folder);
  closing.add(() => store.stop());
  await migrateAll(store.url, backendOf(given, store.url));
  const demo = given.RAPPORT_DEMO === 'on' ? await Demo.create(given, folder) : undefined;
  await run({ given, folder, logger, store, demo, closing });
}

/** Brings everything up on a prepared ground, and says so. */
async function run({ given, folder, logger, store, demo, closing }: StoreAndDemo): Promise<void> {
  const config = demo?.config ?? given;
  const port = await freePort(config.RAPPORT_PORT, config.RAPPORT_HOST);
  const url = `http://${config.RAPPORT_HOST}:${port}`;
  const time = demo ? { clinicClock: demo.clock } : {};
  const composition = await compose({ config, logger, name: 'rapport', databaseUrl: store.url, address: url, ...time });
  closing.add(() => composition.close());
  composition.parts.metrics.collectProcess();
  const app = await createHttpApp(RapportRoot.with(composition, config, demo), logger);
  closing.add(() => app.close());
  await app.init();
  const queries = app.get(QueryBus);
  await demo?.prepare({ commands: app.get(CommandBus), queries });
  await app.listen(port, config.RAPPORT_HOST);
  const watcher = await watchAlerts(composition.parts, queries, say);
  closing.add(() => watcher.close());
  closing.add(() => demo?.stop());
  closing.add(() => say('stopping ...'));
  const command = demo && (await watchClinic(demo, url, logger));
  const facts = { url, folder, store, queue: composition.backend.kind };
  writeReady(facts, demo);
  say(readyBlock(facts, demo && { demo, command: command ?? '' }));
}

async function watchClinic(demo: Demo, url: string, logger: Logger): Promise<string> {
  say('loading the synthetic clinic ...');
  const { command, events, seconds } = await demo.watch(url, logger);
  if (events > 0) say(`  ${events} events of nine months in ${seconds.toFixed(1)} s`);
  return command;
}

begin(main);
