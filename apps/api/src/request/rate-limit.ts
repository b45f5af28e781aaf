/**
 * Requests per second and key, for all API processes together where they share a Redis, counted by @fastify/rate-limit.
 * Each process counts for itself as well: that limit holds while Redis is away, and spares Redis what is refused anyway.
 */
import rateLimit from '@fastify/rate-limit';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RapportError, type Clock } from '#lib/platform';
import type { SharedCounters } from '#lib/queues';

export interface RateLimitParts {
  /** 0 is no limit. */
  readonly perSecond: number;
  readonly shared: SharedCounters | undefined;
  readonly clock: Clock;
}

type Count = ReturnType<FastifyInstance['createRateLimit']>;
type Counted = Awaited<ReturnType<Count>>;
type Limited = FastifyRequest & { limitedKey?: string };

const WINDOW_MS = 1_000;
/** Keys that one process counts at the same time. */
const MOST_KEYS = 10_000;
/** After Redis has not answered, it is left alone for so long: no request waits for it meanwhile. */
const REST_MS = 1_000;

@Injectable()
export class RateLimit implements BeforeApplicationShutdown {
  private countHere: Count | undefined;
  private countTogether: Count | undefined;
  private restUntil = 0;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RateLimitParts) {}

  /** Once, before the first request. */
  async mount(fastify: FastifyInstance): Promise<void> {
    const { perSecond, shared } = this.parts;
    if (perSecond === 0) return;
    this.countHere = await this.counter(fastify, { cache: MOST_KEYS });
    if (shared) this.countTogether = await this.counter(fastify, { redis: shared.client, nameSpace: shared.prefix });
  }

  /** Throws `too_many_requests` when the key has used up its second. Refused requests are not looked at further. */
  async take(key: string, request: Limited, reply: FastifyReply): Promise<void> {
    if (!this.countHere) return;
    const { perSecond } = this.parts;
    request.limitedKey = key;
    void reply.header('RateLimit-Policy', `"second";q=${perSecond};w=${WINDOW_MS / 1_000}`);
    const used = await this.inTurn(this.countHere, request);
    const tooMany = exceeds(used) ? used : await this.together(request);
    if (tooMany && exceeds(tooMany))
      throw new RapportError('too_many_requests', `the limit is ${perSecond} requests per second`, {
        retryAfter: Math.max(1, tooMany.ttlInSeconds),
      });
  }

  beforeApplicationShutdown(): void {
    this.parts.shared?.close();
  }

  /**
   * The plugin's own store answers with the object that it goes on counting in (11.2.0): of many who ask in the same
   * moment each would read the last number, and all would be refused. So each reads before the next one counts.
   */
  private inTurn(count: Count, request: Limited): Promise<Counted> {
    const counted = this.turn.then(() => count(request));
    this.turn = counted.catch(() => undefined);
    return counted;
  }

  /** What all processes have counted; undefined while that cannot be known. */
  private async together(request: Limited): Promise<Counted | undefined> {
    const { clock } = this.parts;
    if (!this.countTogether || clock.now() < this.restUntil) return undefined;
    try {
      return await this.countTogether(request);
    } catch {
      this.restUntil = clock.now() + REST_MS;
      return undefined;
    }
  }

  /** Registered in a scope of its own: the plugin has one store for each scope. */
  private async counter(fastify: FastifyInstance, store: object): Promise<Count> {
    let count: Count | undefined;
    await fastify.register(async (scope) => {
      await scope.register(rateLimit, {
        global: false,
        max: this.parts.perSecond,
        timeWindow: WINDOW_MS,
        keyGenerator: (request: Limited) => request.limitedKey ?? '',
        ...store,
      });
      count = scope.createRateLimit();
    });
    return count as Count;
  }
}

const exceeds = (counted: Counted): counted is Extract<Counted, { isAllowed: false }> =>
  !counted.isAllowed && counted.isExceeded;
