/** The plain build's HTTP process: verify, validate, one job per event. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { openQueue } from '../queue.js';
import { EventsController } from './events.controller.js';
import { JOB_QUEUE, QUEUE_NAME, SECRET, queueStore, secret } from './settings.js';

const { queue, close } = openQueue<object>(queueStore(), QUEUE_NAME);

@Module({
  controllers: [EventsController],
  providers: [
    { provide: JOB_QUEUE, useValue: queue },
    { provide: SECRET, useValue: secret() },
  ],
})
class ApiModule {}

async function main(): Promise<void> {
  const adapter = new FastifyAdapter({ logger: false });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule, adapter, {
    bodyParser: false,
    logger: ['error'],
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  // signatures are made over bytes
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  await app.listen(Number(process.env['PORT']), '127.0.0.1');
  process.once(
    'SIGTERM',
    () =>
      void app
        .close()
        .then(close)
        .finally(() => process.exit(0)),
  );
}

void main();
