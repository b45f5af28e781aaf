/** In which language a reader asks to be answered; where none is asked for, the clinic's choice holds. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { LANGUAGES, type Language } from '#lib/kernel';

/** From `Accept-Language`. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Language | undefined => {
  return languageAsked(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']);
});

/** Stands for what the clinic chose: `*` takes it, and so does who asks for several languages at once (ISO 639-2). */
const ANY = 'mul';

/**
 * What a reader asked for by an `Accept-Language` header (RFC 9110, 12.5.4), as far as we have it; undefined where the
 * header is absent, names none of ours, or takes any as gladly.
 */
export function languageAsked(header: string | undefined): Language | undefined {
  const headers = header === undefined ? {} : { 'accept-language': header };
  const best = new Negotiator({ headers }).language([ANY, ...LANGUAGES]);
  return LANGUAGES.find((language) => language === best);
}
