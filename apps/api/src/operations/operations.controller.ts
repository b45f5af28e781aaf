import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Principal } from '#lib/identity';
import { GetHealth, ListSetAside, ReleaseEpisode, type SetAsideEvent } from '#lib/pipeline';
import { Metrics, RapportError } from '#lib/platform';
import { Waker, queueMetrics } from '#lib/queues';
import type { Page, PipelineHealth } from '#lib/readmodels';
import { Caller, Needs, Open } from '../request/auth.js';
import { HEALTH, type Health } from './health.js';
import { PageParameters } from '../request/pages.js';
import { PathParameters, QueryParameters } from '../request/pipes.js';
import { HEALTH_OF_PIPELINE, METRICS_TEXT, SET_ASIDE } from '../openapi/answer-examples.js';
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
    @Inject(HEALTH) private readonly health: Health,
  ) {}

  @Get('v1/pipeline')
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
  @answers({ status: 'unavailable' } as const, { status: 503, description: 'The database is unavailable' })
  @openProblems()
  @Open()
  @ApiOperation({
    summary: 'Requests can be served',
    description:
      '200 ready or degraded (the queue store is unavailable; events are still accepted and projected), 503 when the database is unavailable.',
  })
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: 'ready' | 'degraded' | 'unavailable' }> {
    const status = await this.health.status();
    if (status === 'unavailable') void reply.status(503).header('Retry-After', '2');
    return { status };
  }

  @Get('metrics')
  @answers(METRICS_TEXT, { description: 'Prometheus text', type: 'text/plain' })
  @problems()
  @Needs('operate')
  @ApiOperation({ summary: 'Prometheus metrics' })
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { registry } = this.meters;
    const text = `${await registry.metrics()}\n${await queueMetrics(this.waker.all())}`;
    void reply.header('Content-Type', registry.contentType);
    return text;
  }
}
