import { Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Principal } from '#lib/identity';
import { GetHealth, ReleaseEpisode } from '#lib/pipeline';
import { Metrics, RapportError } from '#lib/platform';
import { Waker, queueMetrics } from '#lib/queues';
import type { PipelineHealth } from '#lib/readmodels';
import { Caller, Needs, Open } from './auth.js';
import { HEALTH, type Health } from './health.js';
import { Reference } from './json-body.js';
import { problems } from './openapi-parts.js';

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
      'Oldest waiting age per stage, what was set aside, what was not understood, what could not be delivered.',
  })
  @problems(401, 403)
  pipeline(@Caller() caller: Principal): Promise<PipelineHealth> {
    return this.queries.execute(new GetHealth(caller));
  }

  @Post('v1/episodes/:episode/release')
  @Needs('operate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Follow an episode again that was set aside' })
  @problems(401, 403, 404)
  async release(
    @Caller() caller: Principal,
    @Param('episode', Reference) episode: string,
  ): Promise<{ released: true }> {
    if (!(await this.commands.execute(new ReleaseEpisode(caller, episode)))) throw new RapportError('not_found');
    return { released: true };
  }

  @Get('health/live')
  @ApiOkResponse({ description: 'It runs' })
  @Open()
  @ApiOperation({ summary: 'The process runs' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('health/ready')
  @ApiOkResponse({ description: 'ready or degraded' })
  @ApiServiceUnavailableResponse({ description: 'The database is away' })
  @Open()
  @ApiOperation({
    summary: 'Requests can be served',
    description:
      '200 ready or degraded (the queue store is away; events are still accepted and followed), 503 when the database is away.',
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    const status = await this.health.status();
    if (status === 'unavailable') void reply.status(503).header('Retry-After', '2');
    return { status };
  }

  @Get('metrics')
  @ApiOkResponse({ description: 'Prometheus text' })
  @problems(401, 403)
  @Needs('operate')
  @ApiOperation({ summary: 'Prometheus metrics' })
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const { registry } = this.meters;
    const text = `${await registry.metrics()}\n${await queueMetrics(this.waker.all())}`;
    void reply.header('Content-Type', registry.contentType).send(text);
  }
}
