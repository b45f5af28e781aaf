/** In which language somebody is answered: what the request asks for, or else what the clinic chose. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { languageAsked } from '#lib/kernel';
import type { Wording } from '#lib/presentation';
import type { Parts } from '#lib/pipeline';

/** `Accept-Language` as it came. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  return context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language'];
});

export async function wordingFor({ newest }: Parts, tenant: number, asked: string | undefined): Promise<Wording> {
  const wordings = await newest.wordings(tenant);
  return wordings.in[languageAsked(asked, wordings.language)];
}
