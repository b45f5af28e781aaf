/**
 * Who may call what. A global guard denies by default: a route without a mark is closed, whatever path or method reached
 * it. Marks are `@Needs(scope)`, `@Signed()` for bodies that carry a signature, and `@Open()` for the reviewed few.
 */
import { Injectable, SetMetadata, createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeyUse, may, type AuditAction, type Principal, type Scope } from '#lib/identity';
import { NoteRefusedLook, type AskedInAddress } from '#lib/pipeline';
import { Clock, RapportError, isWebhookSecret, verifyWebhook, type WebhookSecret } from '#lib/platform';
import { FrontDoor } from './front-door.js';
import { bytesOf } from './raw-body.js';
import { RateLimit } from './rate-limit.js';

const NEEDS = 'rapport:needs';
const OPEN = 'rapport:open';
const SIGNED = 'rapport:signed';
const LOOKS = 'rapport:looks';

/** One of them is enough; what the answer then holds is the use case's own question. */
export const Needs = (...scopes: readonly Scope[]): MethodDecorator & ClassDecorator => SetMetadata(NEEDS, scopes);
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);
/** The route shows clients, or acts on an alert: who is turned away for the scope of a key is on record as well. */
export const Looks = (action: AuditAction): MethodDecorator => SetMetadata(LOOKS, action);
export const Signed = (): MethodDecorator => SetMetadata(SIGNED, true);

type Authenticated = FastifyRequest & {
  principal?: Principal;
  webhookId?: string;
  /** Closer than what the sender is told. */
  refusedFor?: readonly string[];
};

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
    private readonly door: FrontDoor,
    private readonly use: KeyUse,
    private readonly limit: RateLimit,
    private readonly clock: Clock,
    private readonly commands: CommandBus,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const read = <T>(mark: string): T | undefined =>
      this.reflector.getAllAndOverride<T>(mark, [context.getHandler(), context.getClass()]);
    if (read<boolean>(OPEN)) return true;
    const scopes = read<readonly Scope[]>(NEEDS);
    if (!scopes) throw new RapportError('unauthenticated');
    const http = context.switchToHttp();
    const request = http.getRequest<Authenticated>();
    const principal = await this.door.open(request);
    request.principal = principal;
    await this.limit.take(principal.keyId, request, http.getResponse<FastifyReply>());
    if (!scopes.some((scope) => may(principal, scope))) throw await this.refusal(request, scopes, read(LOOKS));
    if (read<boolean>(SIGNED)) request.webhookId = this.verify(request, principal);
    return true;
  }

  private async refusal(
    { principal, params }: Authenticated,
    scopes: readonly Scope[],
    action: AuditAction | undefined,
  ): Promise<RapportError> {
    const refusal = new RapportError('scope_required', `it needs the scope ${scopes.join(' or ')}`);
    const look = action && { action, asked: params as AskedInAddress };
    if (principal && look) await this.commands.execute(new NoteRefusedLook(principal, look, refusal));
    return refusal;
  }

  private verify(request: Authenticated, { secrets }: Principal): string {
    const body = bytesOf(request);
    const nowSeconds = Math.floor(this.clock.now() / 1_000);
    const received = { headers: request.headers, body, nowSeconds };
    const known = secrets.filter(isWebhookSecret);
    const verified = verifyWebhook({ ...received, secrets: known });
    if (verified.kind === 'ok') {
      // which of two, while one replaces the other
      const used = known.length > 1 ? known.filter((one) => isMadeWith(one, received)) : known;
      for (const secret of used) this.use.secret(secret);
      return verified.id;
    }
    request.refusedFor = [`signature_${verified.kind.replace('-', '_')}`];
    throw new RapportError(verified.kind === 'too-many' ? 'too_many_signatures' : 'bad_signature');
  }
}

type Received = Omit<Parameters<typeof verifyWebhook>[0], 'secrets'>;

const isMadeWith = (secret: WebhookSecret, received: Received): boolean =>
  verifyWebhook({ ...received, secrets: [secret] }).kind === 'ok';
