/** In which language a reader asks to be answered; where none is asked for, the clinic's choice holds. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LANGUAGES, type Language } from '#lib/kernel';

/** From `Accept-Language`. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Language | undefined => {
  return languageAsked(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']);
});

const MOST_RANGES = 20;

/**
 * What a reader asked for by an `Accept-Language` header (RFC 9110, 12.5.4), as far as we have it; undefined where the
 * header is absent, names none of ours, or takes any. The first of equal weights counts.
 */
export function languageAsked(header: string | undefined): Language | undefined {
  const ranges = (header ?? '').split(',').slice(0, MOST_RANGES).map(rangeOf);
  const best = ranges.reduce((first, one) => (one.weight > first.weight ? one : first), { tag: '*', weight: 0 });
  return best.tag === '*' ? undefined : (best.tag as Language);
}

function rangeOf(text: string): { readonly tag: string; readonly weight: number } {
  const [name = '', ...parameters] = text.trim().toLowerCase().split(';');
  const tag = name.trim().split('-')[0] ?? '';
  const known = tag === '*' || LANGUAGES.some((language) => language === tag);
  const weight = parameters.map((parameter) => /^\s*q=([01](?:\.[0-9]{0,3})?)\s*$/.exec(parameter)?.[1]).at(0);
  return { tag, weight: known ? Number(weight ?? 1) : 0 };
}
