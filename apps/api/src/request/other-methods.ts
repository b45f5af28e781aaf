/** An address that exists under another method is no unknown address: 405, and what may be asked of it. */
import type { FastifyInstance } from 'fastify';
import { RapportError } from '#lib/platform';

/** Addresses of a route, as one expression: `:name` is one segment, `*` all the rest, `::` a colon. */
function patternOf(url: string): RegExp {
  const parts = url.split(/(::|:[A-Za-z_]+|\*)/).map((part) => {
    if (part === '::') return ':';
    if (part === '*') return '.*';
    return part.startsWith(':') && part.length > 1 ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}

/** Before the first route is registered. Routes for every address would make everything known, and do not count. */
export function nameOtherMethods(fastify: FastifyInstance): void {
  const known = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  fastify.addHook('onRoute', ({ url, method }) => {
    if (url === '*' || url === '/*') return;
    const entry = known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const one of [method].flat()) entry.methods.add(one);
    known.set(url, entry);
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!request.is404) return done();
    const [path = ''] = request.url.split('?');
    const allow = [...known.values()].flatMap(({ pattern, methods }) => (pattern.test(path) ? [...methods] : []));
    if (allow.length === 0 || allow.includes(request.method)) return done();
    done(new RapportError('method_not_allowed', undefined, { allow: [...new Set(allow)].toSorted() }));
  });
}
