/**
 * bull-board for experts, read-only: it has no authentication of its own, so it lives behind ours. A browser signs in with
 * any user name and an API key with the scope `operate` as the password.
 */
import { createBoard } from './board-adapter.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Keys, may } from '#lib/identity';
import { RapportError, type Logger } from '#lib/platform';
import { Waker } from '#lib/queues';
import { bearerOf } from '../request/auth.js';
import { sendProblem } from '../request/problem.filter.js';

export const BOARD_PATH = '/ops/queues';

export async function mountBoard(app: NestFastifyApplication, logger: Logger): Promise<void> {
  const queues = app.get(Waker).all();
  if (queues.length === 0) return;
  const keys = app.get(Keys);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const principal = await keys.authenticate(keyOf(request));
      if (principal && may(principal, 'operate')) return undefined;
      void reply.header('WWW-Authenticate', 'Basic realm="Rapport operations", charset="UTF-8"');
      // answered here: the board has an error handler of its own, to which every error is a 500
      sendProblem(new RapportError('unauthenticated'), { request, reply, logger });
      return reply;
    });
    await scope.register(createBoard(queues, BOARD_PATH), { prefix: BOARD_PATH });
  });
}

function keyOf(request: FastifyRequest): string {
  const [, basic] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (basic === undefined) return bearerOf(request);
  return Buffer.from(basic, 'base64').toString('utf8').split(':').slice(1).join(':');
}
