/** The HTTP shell around the modules: Fastify, raw bodies, headers, the reference pages, the expert's board. */
import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule, Type } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Appender } from '#lib/eventlog';
import { ProcessSettings } from '#lib/pipeline';
import { NestLogs, RapportError, type Logger } from '#lib/platform';
import { noteAtTheDoor } from './events/at-the-door.js';
import { mountBoard } from './operations/board.js';
import { mountDocs } from './openapi/docs.js';
import { nameOtherMethods } from './request/other-methods.js';
import { sendProblem } from './request/problem.filter.js';
import { RateLimit } from './request/rate-limit.js';
import { securityHeaders } from './request/security-headers.js';
import { refuseInWords, refuseUnreadable } from './request/unreadable.js';

const BODY_LIMIT = 1_048_576;

export interface HttpLimits {
  /** A request that has not come in whole after so long is answered 408, and its connection ends. Milliseconds. */
  readonly requestMs: number;
  /** Connections at the same time; what comes beyond is closed at once. */
  readonly connections: number;
}

const LIMITS: HttpLimits = { requestMs: 25_000, connections: 5_000 };

export async function createHttpApp(
  module: DynamicModule | Type<unknown>,
  logger: Logger,
  { requestMs, connections }: HttpLimits = LIMITS,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: requestMs,
    // Node exchanges the two times when headers have the longer one, and a dripping body would have a minute
    http: { headersTimeout: requestMs, connectionsCheckingInterval: requestMs / 5, requireHostHeader: false },
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
    logger: false,
    clientErrorHandler: refuseUnreadable as never,
    // an address that the router cannot even read names nothing; its own answer would repeat it and name the framework
    frameworkErrors: (cause: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(new RapportError('not_found', undefined, { cause }), { request, reply, logger }),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLogs(logger),
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  fastify.server.maxConnections = connections;
  refuseInWords(fastify);
  nameOtherMethods(fastify);
  takeBodiesRaw(fastify);
  await app.register(helmet as never, securityHeaders(app.get(ProcessSettings).publicUrl) as never);
  keepOutOfCaches(fastify);
  letGoWhenStopping(fastify);
  await app.get(RateLimit).mount(fastify);
  noteAtTheDoor(fastify, app);
  shedWhenFull(fastify, app.get(Appender));
  mountDocs(app);
  await mountBoard(app, logger);
  return app;
}

/**
 * Every body stays as it came: signatures are made over bytes. Which types are welcome is each route's own question;
 * a coded body is welcome nowhere, because what it unpacks to has no limit.
 */
function takeBodiesRaw(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (request, body, done) => {
    const coding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
    if (coding === 'identity') done(null, body);
    else done(new RapportError('unsupported_media_type', 'send the body without content-encoding'));
  });
}

/** A connection that a client keeps after its last answer would hold a stopping process up: the answer ends it. */
function letGoWhenStopping(fastify: FastifyInstance): void {
  let stopping = false;
  fastify.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) void reply.header('Connection', 'close');
    done();
  });
}

/** What cannot be stored is refused before its body is read, its signature checked and its events looked at. */
function shedWhenFull(fastify: FastifyInstance, appender: Appender): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const turnedAway = request.method === 'POST' && request.routeOptions.url === '/v1/events' && appender.full;
    done(
      turnedAway
        ? new RapportError('unavailable', 'more events are waiting than can be written', { retryAfter: 2 })
        : undefined,
    );
  });
}

/** Answers are about people: no proxy or browser keeps a copy. */
function keepOutOfCaches(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply
      .header('Cache-Control', 'no-store')
      .header('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    done();
  });
}
