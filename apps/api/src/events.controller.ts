import { Controller, Get, Headers, HttpCode, Options, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '#lib/identity';
import { isRef } from '#lib/kernel';
import {
  AppendEvents,
  ProcessSettings,
  TraceEvent,
  type AppendAnswer,
  type EventTrace,
  type Receipt,
} from '#lib/pipeline';
import { Metrics, RapportError } from '#lib/platform';
import { Caller, Needs, Open, Signed } from './auth.js';
import { EVENT_BODY, documentsAppend, problems } from './openapi-parts.js';
import { textOf } from './raw-body.js';

type ReceiptWithLink = Receipt & { readonly trace?: string };

@ApiTags('events')
@Controller('v1')
export class EventsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly metrics: Metrics,
    private readonly settings: ProcessSettings,
  ) {}

  @Post('events')
  @Needs('events:write')
  @Signed()
  @documentsAppend
  async append(
    @Caller() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('mode') mode?: string,
  ) {
    const done = this.metrics.acceptSeconds.startTimer();
    const partial = readMode(mode) === 'partial';
    const answer = await this.commands.execute(
      new AppendEvents(principal, rawRequest(request), partial ? 'partial' : 'atomic'),
    );
    const fresh = answer.receipts.some((r) => r.verdict === 'accepted' || r.verdict === 'quarantined');
    void reply.status(fresh && !answer.receipts.some((r) => r.verdict === 'refused') ? 202 : 200);
    const linked = this.withLinks(answer);
    const only = linked.receipts.length === 1 ? linked.receipts[0]?.trace : undefined;
    if (only) void reply.header('Location', only);
    done();
    return linked;
  }

  // a literal colon in a Fastify path is written twice
  @Post('events::validate')
  @HttpCode(200)
  @Needs('events:write')
  @ApiOperation({
    summary: 'Try events without storing them',
    description: 'The same checks and the same faults as POST /v1/events; needs no signature.',
  })
  @problems(400, 401, 403, 415, 422)
  @EVENT_BODY
  validate(@Caller() principal: Principal, @Req() request: FastifyRequest): Promise<AppendAnswer> {
    return this.commands.execute(new AppendEvents(principal, rawRequest(request), 'validate'));
  }

  @Options('events')
  @Open()
  @HttpCode(200)
  @ApiExcludeEndpoint()
  handshake(
    @Headers('webhook-request-origin') origin: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): void {
    if (!origin || !/^[A-Za-z0-9.:-]{1,255}$/.test(origin)) throw new RapportError('method_not_allowed');
    void reply
      .header('WebHook-Allowed-Origin', origin)
      .header('WebHook-Allowed-Rate', '*')
      .header('Allow', 'POST, OPTIONS');
  }

  @Get('events/:position/trace')
  @Needs('clinic:read')
  @ApiOperation({ summary: "One event's way, from receipt to delivery" })
  @problems(401, 403, 404)
  trace(@Caller() principal: Principal, @Param('position') position: string): Promise<EventTrace> {
    if (!/^[0-9]{1,15}$/.test(position)) throw new RapportError('not_found');
    return this.queries.execute(new TraceEvent(principal, { position: Number(position) }));
  }

  @Get('events')
  @Needs('clinic:read')
  @ApiOperation({ summary: 'Find an event by source and id', description: 'Answers its trace, whatever became of it.' })
  @ApiQuery({ name: 'source', required: true })
  @ApiQuery({ name: 'id', required: true })
  @problems(401, 403, 404, 422)
  find(
    @Caller() principal: Principal,
    @Query('source') source: unknown,
    @Query('id') id: unknown,
  ): Promise<EventTrace> {
    if (typeof source !== 'string' || typeof id !== 'string')
      throw new RapportError('invalid_query', 'source and id are both needed, once');
    if (!isRef(id) || !/^[!-~]{1,200}$/.test(source)) throw new RapportError('not_found');
    return this.queries.execute(new TraceEvent(principal, { source, id }));
  }

  private withLinks(answer: AppendAnswer): { receivedAt: string; receipts: ReceiptWithLink[] } {
    const link = (r: Receipt): ReceiptWithLink =>
      r.position ? { ...r, trace: `${this.settings.publicUrl}/v1/events/${r.position}/trace` } : r;
    return { receivedAt: answer.receivedAt, receipts: answer.receipts.map(link) };
  }
}

function readMode(mode: unknown): 'atomic' | 'partial' {
  if (mode === undefined || mode === 'atomic') return 'atomic';
  if (mode === 'partial') return 'partial';
  throw new RapportError('invalid_query', undefined, {
    faults: [{ pointer: '/mode', code: 'unknown_code', detail: 'must be atomic or partial' }],
  });
}

function rawRequest(request: FastifyRequest) {
  return {
    contentType: request.headers['content-type'] ?? '',
    rawHeaders: request.raw.rawHeaders,
    body: textOf(request),
  };
}
