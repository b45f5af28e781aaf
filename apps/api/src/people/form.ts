/** What a form of our own pages posts, as an instance of the parameter's class. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mediaTypeOf } from '#lib/intake';
import { RapportError } from '#lib/platform';
import { KnownQueryParameters } from '../request/pipes.js';
import { textOf } from '../request/raw-body.js';

const LONGEST = 10_000;

const FormFields = createParamDecorator((_: unknown, context: ExecutionContext): object => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const text = textOf(request);
  if (text !== '' && mediaTypeOf(request.headers['content-type'] ?? '') !== 'application/x-www-form-urlencoded')
    throw new RapportError('unsupported_media_type', 'send a form');
  if (text.length > LONGEST) throw new RapportError('too_large');
  return Object.fromEntries(new URLSearchParams(text));
});

/** A field that was not sent is what the class says, and one that the class does not know is left out. */
export const FormBody = (): ParameterDecorator => FormFields(KnownQueryParameters);
