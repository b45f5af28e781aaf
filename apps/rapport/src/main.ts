/** Everything in one process: API, workers, embedded PostgreSQL and, unless switched off, a synthetic clinic. */
import 'reflect-metadata';
import path from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { makeDataFolder, ownFolder, type Ownership } from '#lib/embedded';
import {
  PipelineModule,
  Readiness,
  armFailpoint,
  backendOf,
  compose,
  keepAnchor,
  migrateAll,
  openWatchPost,
  type Composition,
  type WatchPost,
} from '#lib/pipeline';
import {
  ANSWERING_AND_WORKING,
  begin,
  closeOnSignal,
  createReadableLogger,
  directUrlOf,
  openingDatabase,
  outliveReader,
  readConfig,
  startTelemetry,
  type Closing,
  type Config,
  type Logger,
} from '#lib/platform';
import { ApiModule, createHttpApp } from '../../api/src/index.js';
import { WorkerModule } from '../../worker/src/index.js';
import { DemoController, DemoParts } from './demo/demo.controller.js';
import { Demo } from './demo/demo.js';
import { needPort } from './port.js';
import { inUse, readyBlock, removeReady, writeReady } from './ready.js';
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
      providers: demo ? [{ provide: DemoParts, useValue: demo }] : [],
    };
  }
}

/** A command that has the folder is soon done with it. */
const COMMAND_MS = 5_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface StoreAndDemo {
  readonly given: Config;
  readonly owned: Ownership;
  readonly post: WatchPost;
  readonly folder: string;
  readonly logger: Logger;
  readonly store: Store;
  readonly demo: Demo | undefined;
  readonly closing: Closing;
}

async function main(): Promise<void> {
  outliveReader(process.stdout);
  const given = readConfig();
  armFailpoint(process.env['RAPPORT_CRASH_AT']);
  const folder = path.resolve(given.RAPPORT_DATA);
  makeDataFolder(folder);
  const owned = await ownFolder(folder, 'npm start', COMMAND_MS).catch((error: unknown) =>
    Promise.reject(inUse(error)),
  );
  await needPort(given.RAPPORT_PORT, given.RAPPORT_HOST);
  const logger = createReadableLogger(given.RAPPORT_LOG_LEVEL === 'info' ? 'warn' : given.RAPPORT_LOG_LEVEL, 'rapport');
  const closing = closeOnSignal(logger);
  closing.add(() => owned.release());
  closing.add(() => removeReady(folder));
  const post = await openWatchPost(given.RAPPORT_METRICS_PORT, given.RAPPORT_HOST);
  closing.add(() => post.close());
  closing.add(
    await startTelemetry({ endpoint: given.OTEL_EXPORTER_OTLP_ENDPOINT, service: given.OTEL_SERVICE_NAME, logger }),
  );
  say('starting the store ...');
  const store = await closing.opening(openStore(given.DATABASE_URL, folder), (open) => open.stop());
  const migrating = migrateAll(directUrlOf(given, store.url), backendOf(given, store.url));
  await openingDatabase(given.DATABASE_URL, migrating);
  const demo = given.RAPPORT_DEMO === 'on' ? await Demo.create(given, folder) : undefined;
  await run({ given, owned, post, folder, logger, store, demo, closing });
}

/** Brings everything up on a prepared ground, and says so. */
async function run({ given, owned, post, folder, logger, store, demo, closing }: StoreAndDemo): Promise<void> {
  const config = demo?.config ?? given;
  const port = await needPort(config.RAPPORT_PORT, config.RAPPORT_HOST);
  const url = `http://${config.RAPPORT_HOST}:${port}`;
  const time = demo ? { clinicClock: demo.clock } : {};
  const settings = { config, logger, name: 'rapport', databaseUrl: store.url, address: url, ...time };
  const composing = compose({ ...settings, budget: ANSWERING_AND_WORKING });
  const composition = await closing.opening(composing, (open) => open.close());
  const anchor = keepAnchor({ ...config, RAPPORT_DATA: folder }, composition.parts);
  closing.add(() => anchor.close());
  composition.parts.metrics.collectProcess();
  const app = await createHttpApp(RapportRoot.with(composition, config, demo), logger);
  closing.add(() => app.close());
  await app.init();
  const queries = app.get(QueryBus);
  await demo?.prepare({ commands: app.get(CommandBus), queries });
  await app.listen(port, config.RAPPORT_HOST);
  post.watch({ ...composition.parts, readiness: app.get(Readiness) });
  owned.announce(url);
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
