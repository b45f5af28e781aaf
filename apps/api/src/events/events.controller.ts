import { Controller, Get, HttpCode, Options, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '#lib/identity';
import {
  AppendEvents,
  ProcessSettings,
  TraceEvent,
  type AppendAnswer,
  type EventTrace,
  type Receipt,
} from '#lib/pipeline';
import { Metrics, RapportError } from '#lib/platform';
import { Caller, Looks, Needs, Open, Signed, webhookIdOf } from '../request/auth.js';
import type { AtTheDoor } from './at-the-door.js';
import { AppendParameters, FindParameters, HandshakeHeaders, couldExist } from './events.parameters.js';
import { KnownQueryParameters, NeededHeaders, PathParameters, QueryParameters } from '../request/pipes.js';
import { ACCEPTED, KNOWN, TRACE, VALIDATED } from '../openapi/answer-examples.js';
import { answers, problems } from '../openapi/answers.js';
import { documentsAppend } from '../openapi/openapi-parts.js';
import { EventPath } from '../request/paths.js';
import { textOrBytesOf } from '../request/raw-body.js';

/** A receipt with the address where the event's way can be read. */
export interface LinkedReceipt extends Receipt {
  readonly trace?: string;
}
export interface LinkedAnswer {
  readonly receivedAt: string;
  readonly receipts: readonly LinkedReceipt[];
}

const WHO_SEES_A_TRACE =
  'With `operate` every try of a delivery is shown and nothing clinical; with `clinic:read` how urgent an alert is. A key of one clinician sees the events of its own caseload.';

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
  @answers(ACCEPTED, { status: 202, description: 'Stored durably; one receipt per event' })
  @answers(KNOWN, { description: 'Nothing new: every event was known; or the verdicts of mode=partial' })
  @problems(409, 413, 415, 422)
  async append(
    @Caller() principal: Principal,
    @Req() request: AtTheDoor,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query(KnownQueryParameters) { mode }: AppendParameters,
  ): Promise<LinkedAnswer> {
    const done = this.metrics.acceptSeconds.startTimer();
    const command = new AppendEvents(principal, rawRequest(request), mode, webhookIdOf(request));
    request.isLookedInto = true;
    const answer = await this.commands.execute(command);
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
  @answers(VALIDATED, { description: 'A receipt per event, as it would be' })
  @problems(413, 415, 422)
  validate(@Caller() principal: Principal, @Req() request: FastifyRequest): Promise<AppendAnswer> {
    return this.commands.execute(new AppendEvents(principal, rawRequest(request), 'validate'));
  }

  @Options('events')
  @Open()
  @HttpCode(200)
  @ApiExcludeEndpoint()
  handshake(
    @NeededHeaders() { 'webhook-request-origin': origin }: HandshakeHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): void {
    void reply
      .header('WebHook-Allowed-Origin', origin)
      .header('WebHook-Allowed-Rate', '*')
      .header('Allow', 'POST, OPTIONS');
  }

  @Get('events/:position/trace')
  @Looks('trace')
  @Needs('clinic:read', 'operate')
  @ApiOperation({
    summary: "One event's path, from receipt to delivery",
    description: WHO_SEES_A_TRACE,
  })
  @answers(TRACE, { description: 'Its path so far' })
  @problems(404)
  trace(@Caller() principal: Principal, @Param(PathParameters) { position }: EventPath): Promise<EventTrace> {
    return this.queries.execute(new TraceEvent(principal, { position: Number(position) }));
  }

  @Get('events')
  @Looks('trace')
  @Needs('clinic:read', 'operate')
  @ApiOperation({
    summary: 'Find an event by source and id',
    description: `Returns its trace, whatever happened to it. ${WHO_SEES_A_TRACE}`,
  })
  @answers(TRACE, { description: 'Its path so far' })
  @problems(404, 422)
  find(@Caller() principal: Principal, @Query(QueryParameters) event: FindParameters): Promise<EventTrace> {
    if (!couldExist(event)) throw new RapportError('not_found');
    return this.queries.execute(new TraceEvent(principal, { source: event.source, id: event.id }));
  }

  private withLinks(answer: AppendAnswer): LinkedAnswer {
    const link = (r: Receipt): LinkedReceipt =>
      r.position ? { ...r, trace: `${this.settings.publicUrl}/v1/events/${r.position}/trace` } : r;
    return { receivedAt: answer.receivedAt, receipts: answer.receipts.map(link) };
  }
}

function rawRequest(request: FastifyRequest) {
  return {
    contentType: request.headers['content-type'] ?? '',
    rawHeaders: request.raw.rawHeaders,
    body: textOrBytesOf(request),
  };
}
