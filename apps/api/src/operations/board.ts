/**
 * bull-board for experts, read-only: it has no authentication of its own, so it lives behind ours. A browser signs in with
 * any user name and an API key with the scope `operate` as the password.
 */
import { createBoard } from './board-adapter.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mayOperate } from '#lib/identity';
import { RapportError, type Logger } from '#lib/platform';
import { Waker } from '#lib/queues';
import { KeyDoor, bearerOf } from '../request/key-door.js';
import { sendProblem } from '../request/problem.filter.js';

export const BOARD_PATH = '/ops/queues';

export async function mountBoard(app: NestFastifyApplication, logger: Logger): Promise<void> {
  const queues = app.get(Waker).all();
  if (queues.length === 0) return;
  const door = app.get(KeyDoor);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const refusal = new RapportError('unauthenticated');
      const found = await door.open(request, keyOf(request)).catch(asRefusal);
      if (!(found instanceof RapportError) && mayOperate(found)) {
        // no queue or job is called so, and PostgreSQL cannot be asked for it
        if (!request.url.includes('%00')) return undefined;
        sendProblem(new RapportError('not_found'), { request, reply, logger });
        return reply;
      }
      void reply.header('WWW-Authenticate', 'Basic realm="Rapport operations", charset="UTF-8"');
      // answered here: the board has an error handler of its own, to which every error is a 500
      sendProblem(found instanceof RapportError ? found : refusal, { request, reply, logger });
      return reply;
    });
    keepToOurselves(scope);
    await scope.register(createBoard(queues, BOARD_PATH), { prefix: BOARD_PATH });
  });
}

/** A database that is away is no wrong key. */
function asRefusal(error: unknown): RapportError {
  if (error instanceof RapportError) return error;
  throw error;
}

/**
 * The board's page says in a base address where its files are, and asks another host for its letters: it may have the
 * first, and does without the second.
 */
function keepToOurselves(scope: FastifyInstance): void {
  scope.addHook('onSend', (_request, reply, payload, done) => {
    const policy = reply.getHeader('Content-Security-Policy');
    if (typeof policy === 'string')
      void reply.header('Content-Security-Policy', policy.replace("base-uri 'none'", "base-uri 'self'"));
    done(null, typeof payload === 'string' ? payload.replace(ELSEWHERE, '') : payload);
  });
}

const ELSEWHERE = /<link href="https:[^>]*>/g;

function keyOf(request: FastifyRequest): string {
  const [, basic] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (basic === undefined) return bearerOf(request);
  return Buffer.from(basic, 'base64').toString('utf8').split(':').slice(1).join(':');
}
