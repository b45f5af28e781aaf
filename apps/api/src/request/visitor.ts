/** What a browser brings along on a page that is there for everybody. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { deviceProofOf, sessionTokenOf } from './cookies.js';
import { deviceOf } from './device.js';

export interface Visitor {
  /** Of a session, live or not. */
  readonly token: string | undefined;
  /** That somebody signed in here before. */
  readonly proof: string | undefined;
  readonly address: string;
  /** What the browser says of itself, in a few words. */
  readonly device: string;
}

export const Visiting = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    token: sessionTokenOf(request),
    proof: deviceProofOf(request),
    address: request.ip,
    device: deviceOf(request.headers['user-agent']),
  };
});
