import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RapportError, type Clock } from '#lib/platform';

/** Requests per second and key, counted in this process; 0 is no limit. Refused requests were not looked at further. */
@Injectable()
export class RateLimit {
  private second = 0;
  private counts = new Map<string, number>();

  constructor(
    private readonly perSecond: number,
    private readonly clock: Clock,
  ) {}

  take(key: string, reply: FastifyReply): void {
    if (this.perSecond === 0) return;
    const second = Math.floor(this.clock.now() / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.counts = new Map();
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    void reply.header('RateLimit-Policy', `"second";q=${this.perSecond};w=1`);
    if (count > this.perSecond)
      throw new RapportError('too_many_requests', `the limit is ${this.perSecond} requests per second`, {
        retryAfter: 1,
      });
  }
}
