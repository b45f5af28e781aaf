/** The HTTP shell around the modules: Fastify, raw bodies, headers, the reference pages, the expert's board. */
import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule, Type } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Parts } from '#lib/pipeline';
import { NestLogs } from '#lib/platform';
import { mountBoard } from './board.js';
import { mountDocs } from './docs.js';

const BODY_LIMIT = 1_048_576;
const REQUEST_MS = 30_000;

export async function createHttpApp(module: DynamicModule | Type<unknown>, parts: Parts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
    logger: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogs(parts.logger),
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  takeBodiesRaw(fastify);
  await app.register(helmet as never, helmetOptions as never);
  mountDocs(app);
  await mountBoard(app, parts);
  return app;
}

/** Every body stays as it came: signatures are made over bytes. Which types are welcome is each route's own question. */
function takeBodiesRaw(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body));
}

const helmetOptions = {
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      upgradeInsecureRequests: null,
    },
  },
  strictTransportSecurity: false,
};
