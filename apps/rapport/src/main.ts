/** Everything in one process: API, workers, embedded PostgreSQL and, unless switched off, a synthetic clinic. */
import 'reflect-metadata';
import fs from 'node:fs';
import path from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { PipelineModule, armCrashPoint, backendOf, compose, migrateAll, type Composition } from '#lib/pipeline';
import { begin, createLogger, endOnSignal, readConfig, startTelemetry, type Config } from '#lib/platform';
import { ApiModule, createHttpApp } from '../../api/src/index.js';
import { WorkerModule } from '../../worker/src/index.js';
import { CATCHERS, DemoController } from './demo/demo.controller.js';
import { createDemo, type Demo } from './demo/demo.js';
import { readyBlock, refuseSecond, removeReady, writeReady } from './ready.js';
import { openStore } from './store.js';
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
      imports: [PipelineModule.with(parts), ApiModule.with(parts, { ratePerSecond: config.RAPPORT_RATE_LIMIT }), WorkerModule.with(worker)],
      controllers: demo ? [DemoController] : [],
      providers: demo ? [{ provide: CATCHERS, useValue: demo.catchers }] : [],
    };
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const given = readConfig();
  armCrashPoint(process.env['RAPPORT_CRASH_AT']);
  const folder = path.resolve(given.RAPPORT_DATA);
  fs.mkdirSync(folder, { recursive: true });
  refuseSecond(folder);
  const logger = createLogger(given.RAPPORT_LOG_LEVEL === 'info' ? 'warn' : given.RAPPORT_LOG_LEVEL, 'rapport');
  const stopTelemetry = await startTelemetry({ endpoint: given.OTEL_EXPORTER_OTLP_ENDPOINT, service: given.OTEL_SERVICE_NAME, logger });
  say('starting the store ...');
  const store = await openStore(given.DATABASE_URL, folder);
  await migrateAll(store.url, backendOf(given, store.url));
  const demo = given.RAPPORT_DEMO === 'on' ? await createDemo(given, folder) : undefined;
  const config = demo?.config ?? given;
  const port = await freePort(config);
  const address = `http://${config.RAPPORT_HOST}:${port}`;
  const composition = await compose({ config, logger, name: 'rapport', databaseUrl: store.url, address, ...(demo ? { clinicClock: demo.clock } : {}) });
  composition.parts.metrics.collectProcess();
  await demo?.prepare(composition.parts.db);
  const app = await createHttpApp(RapportRoot.with(composition, config, demo), composition.parts);
  await app.listen(port, config.RAPPORT_HOST);
  const watcher = await watchAlerts(composition.parts, say);
  endOnSignal(logger, async () => {
    say('stopping ...');
    await demo?.stop();
    await watcher.stop();
    await app.close();
    await composition.close();
    await store.stop();
    await stopTelemetry();
    removeReady(folder);
  });
  if (demo) say('loading the synthetic clinic ...');
  const watched = await demo?.watch(address, logger);
  if (watched?.events) say(`  ${watched.events} events of nine months in ${watched.seconds.toFixed(1)} s`);
  const facts = { url: address, folder, store: store.words, queue: composition.backend.kind };
  writeReady(facts, demo);
  say(readyBlock(facts, demo && watched ? { demo, command: watched.command } : undefined));
}

/** Port 0 becomes a real number before anything is composed, because links need it. */
async function freePort(config: Config): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause);
      reject(new Error(`port ${config.RAPPORT_PORT} is taken by another program; choose one:  RAPPORT_PORT=8081 npm start`));
    });
    probe.listen(config.RAPPORT_PORT, config.RAPPORT_HOST, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

begin(main);
