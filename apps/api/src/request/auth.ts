/**
 * Who may call what. A global guard denies by default: a route without a mark is closed, whatever path or method reached
 * it. Marks are `@Needs(scope)`, `@Signed()` for bodies that carry a signature, and `@Open()` for the reviewed few.
 */
import { Injectable, SetMetadata, createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Keys, may, type Principal, type Scope } from '#lib/identity';
import { Clock, RapportError, isWebhookSecret, verifyWebhook } from '#lib/platform';
import { bytesOf } from './raw-body.js';
import { RateLimit } from './rate-limit.js';

const NEEDS = 'rapport:needs';
const OPEN = 'rapport:open';
const SIGNED = 'rapport:signed';

export const Needs = (scope: Scope): MethodDecorator & ClassDecorator => SetMetadata(NEEDS, scope);
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);
export const Signed = (): MethodDecorator => SetMetadata(SIGNED, true);

type Authenticated = FastifyRequest & { principal?: Principal; webhookId?: string };

/** The principal that the guard found. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  return context.switchToHttp().getRequest<Authenticated>().principal as Principal;
});

/** The `webhook-id` of a request whose signature was verified. */
export const webhookIdOf = (request: FastifyRequest): string | undefined => (request as Authenticated).webhookId;

@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: Keys,
    private readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const read = <T>(mark: string): T | undefined =>
      this.reflector.getAllAndOverride<T>(mark, [context.getHandler(), context.getClass()]);
    if (read<boolean>(OPEN)) return true;
    const scope = read<Scope>(NEEDS);
    if (!scope) throw new RapportError('unauthenticated');
    const http = context.switchToHttp();
    const request = http.getRequest<Authenticated>();
    const principal = await this.keys.authenticate(bearerOf(request));
    if (!principal) throw new RapportError('unauthenticated');
    await this.limit.take(principal.keyId, request, http.getResponse<FastifyReply>());
    if (!may(principal, scope)) throw new RapportError('scope_required', `it needs the scope ${scope}`);
    if (read<boolean>(SIGNED)) request.webhookId = this.verify(request, principal);
    request.principal = principal;
    return true;
  }

  private verify(request: FastifyRequest, { secrets }: Principal): string {
    const body = bytesOf(request);
    const nowSeconds = Math.floor(this.clock.now() / 1_000);
    const verified = verifyWebhook({
      headers: request.headers,
      body,
      secrets: secrets.filter(isWebhookSecret),
      nowSeconds,
    });
    if (verified.kind === 'ok') return verified.id;
    throw new RapportError(verified.kind === 'too-many' ? 'too_many_signatures' : 'bad_signature');
  }
}

/** `Authorization: Bearer`. A key in the address would end in logs: it is refused, and by name, so that it gets revoked. */
export function bearerOf(request: FastifyRequest): string {
  if (/[?&](?:api_?key|access_token|token)=/i.test(request.url)) throw new RapportError('key_in_query');
  return /^Bearer ([^\s]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
