import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mayOperate, type Principal } from '#lib/identity';
import {
  GetHealth,
  ListInbound,
  ListSetAside,
  Readiness,
  ReleaseEpisode,
  type InboundEvent,
  type PipelineHealth,
  type ReadyStatus,
  type SetAsideEvent,
  type UnreadyReason,
  metricsText,
} from '#lib/pipeline';
import { Metrics, RapportError } from '#lib/platform';
import { Waker } from '#lib/queues';
import type { Page } from '#lib/readmodels';
import { Caller, Looks, Needs, Open } from '../request/auth.js';
import { PageParameters } from '../request/pages.js';
import { PathParameters, QueryParameters } from '../request/pipes.js';
import { InboundParameters } from './inbound.parameters.js';
import { HEALTH_OF_PIPELINE, INBOUND, METRICS_TEXT, SET_ASIDE } from '../openapi/operations-examples.js';
import { answers, openProblems, problems } from '../openapi/answers.js';
import { EpisodePath } from '../request/paths.js';

@ApiTags('operations')
@Controller()
export class OperationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly meters: Metrics,
    private readonly waker: Waker,
    private readonly readiness: Readiness,
  ) {}

  @Get('v1/pipeline')
  @Looks('pipeline')
  @Needs('operate')
  @ApiOperation({
    summary: 'Is everything processed?',
    description:
      'Oldest waiting age per stage, what was set aside, what was not understood or does not count, what could not be delivered.',
  })
  @answers(HEALTH_OF_PIPELINE, { description: 'What waits, and what was set aside' })
  @problems()
  pipeline(@Caller() caller: Principal): Promise<PipelineHealth> {
    return this.queries.execute(new GetHealth(caller));
  }

  @Get('v1/set-aside')
  @Looks('set-aside')
  @Needs('operate')
  @ApiOperation({
    summary: 'Which events were taken in and do not count, and why?',
    description:
      'Events that name somebody else than their episode, forms of instruments that are not active, and what was not understood, each with what would make it count. Without data of the events.',
  })
  @answers(SET_ASIDE, { description: 'A page of events' })
  @problems(422)
  setAside(
    @Caller() caller: Principal,
    @Query(QueryParameters) { limit, cursor }: PageParameters,
  ): Promise<Page<SetAsideEvent>> {
    return this.queries.execute(new ListSetAside(caller, { limit, cursor }));
  }

  @Get('v1/inbound')
  @Needs('operate')
  @ApiOperation({
    summary: 'What came to the door, and what became of it?',
    description:
      'Newest first, for 30 days: a line for each event that was refused or is kept, and one for those of a request that were accepted or known. With codes, effect and latency, and without what was sent. Lines appear within a second.',
  })
  @answers(INBOUND, { description: 'A page of what came' })
  @problems(422)
  inbound(@Caller() caller: Principal, @Query(QueryParameters) query: InboundParameters): Promise<Page<InboundEvent>> {
    return this.queries.execute(new ListInbound(caller, query));
  }

  @Post('v1/episodes/:episode/release')
  @Needs('operate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Release an episode that was set aside' })
  @answers({ released: true } as const, { description: 'It is projected again' })
  @problems(404)
  async release(
    @Caller() caller: Principal,
    @Param(PathParameters) { episode }: EpisodePath,
  ): Promise<{ released: true }> {
    if (!(await this.commands.execute(new ReleaseEpisode(caller, episode)))) throw new RapportError('not_found');
    return { released: true };
  }

  @Get('health/live')
  @answers({ status: 'live' } as const, { description: 'It is running' })
  @openProblems()
  @Open()
  @ApiOperation({ summary: 'The process is running' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @answers({ status: 'ready' } as const, { description: 'ready or degraded' })
  @answers({ status: 'unavailable', reason: 'migrations_pending' } as const, {
    status: 503,
    description: 'The database is unavailable or takes no writes, or its tables are of an earlier or a later version',
  })
  @openProblems()
  @Open()
  @ApiOperation({
    summary: 'Requests can be served',
    description:
      '200 ready or degraded (the queue store is unavailable; events are still accepted and projected), 503 when the database is unavailable or takes no writes, or its tables are not those of this version; `reason` says which.',
  })
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: ReadyStatus; reason?: UnreadyReason }> {
    const ready = await this.readiness.look();
    if (ready.status === 'unavailable') void reply.status(503).header('Retry-After', '2');
    return { ...ready };
  }

  @Get('metrics')
  @answers(METRICS_TEXT, { description: 'Prometheus text', type: 'text/plain' })
  @problems()
  @Needs('operate')
  @ApiOperation({ summary: 'Prometheus metrics' })
  async metrics(@Caller() caller: Principal, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!mayOperate(caller)) throw new RapportError('scope_required', 'it needs a key of the whole clinic');
    const { meters: metrics, waker, readiness } = this;
    void reply.header('Content-Type', metrics.registry.contentType);
    return metricsText({ metrics, waker, readiness });
  }
}
