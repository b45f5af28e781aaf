import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/identity';
import {
  CancelRepair,
  GetRepair,
  ListFailed,
  ListOperations,
  ListRepairs,
  PlanRepair,
  StartRepair,
  type FailedItem,
  type OperationAnswer,
  type RepairAnswer,
} from '#lib/pipeline';
import type { Page } from '#lib/readmodels';
import { answers, problems } from '../openapi/answers.js';
import { FAILED, OPERATIONS, REPAIR, REPAIRS, REPAIRED } from '../openapi/repairs-examples.js';
import { Caller, Looks, Needs } from '../request/auth.js';
import { PageParameters } from '../request/pages.js';
import { JsonBody, PathParameters, QueryParameters } from '../request/pipes.js';
import {
  FailedParameters,
  KindPath,
  RepairBody,
  RepairPath,
  StartBody,
  WordBody,
  filterIn,
} from './repairs.parameters.js';

@ApiTags('operations')
@Controller('v1')
export class RepairsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('failed/:kind')
  @Looks('failed')
  @Needs('operate')
  @ApiOperation({
    summary: 'What failed and waits for a person?',
    description:
      'Deliveries that were given up, events that nobody understands, episodes that were set aside, jobs that failed; or those that were discarded, with who did it and why. Ids, times and reasons only.',
  })
  @answers(FAILED, { description: 'A page of what failed' })
  @problems(404, 422)
  failed(
    @Caller() caller: Principal,
    @Param(PathParameters) { kind }: KindPath,
    @Query(QueryParameters) query: FailedParameters,
  ): Promise<Page<FailedItem>> {
    const { limit, cursor } = query;
    return this.queries.execute(new ListFailed(caller, { kind, filter: filterIn(query), limit, cursor }));
  }

  @Post('repairs')
  @Needs('operate')
  @HttpCode(201)
  @ApiOperation({
    summary: 'Plan a repair',
    description:
      'Counts what matches and changes nothing. The plan is kept for a week; starting it acts on what it counted and on nothing else.',
  })
  @ApiBody({ type: RepairBody })
  @answers(REPAIR, { status: 201, description: 'How many, since when, and how many would be sent or read' })
  @problems(413, 415, 422)
  plan(@Caller() caller: Principal, @JsonBody() body: RepairBody): Promise<RepairAnswer> {
    const { kind, act, ...filter } = body;
    return this.commands.execute(new PlanRepair(caller, { kind, act, filter }));
  }

  @Get('repairs')
  @Looks('repairs')
  @Needs('operate')
  @ApiOperation({ summary: 'Repairs, newest first', description: 'With who started each and why.' })
  @answers(REPAIRS, { description: 'A page of repairs' })
  @problems(422)
  list(
    @Caller() caller: Principal,
    @Query(QueryParameters) { limit, cursor }: PageParameters,
  ): Promise<Page<RepairAnswer>> {
    return this.queries.execute(new ListRepairs(caller, { limit, cursor }));
  }

  @Get('repairs/:repair')
  @Looks('repairs')
  @Needs('operate')
  @ApiOperation({ summary: 'How far a repair is, and what came of it' })
  @answers(REPAIRED, { description: 'The repair' })
  @problems(404)
  one(@Caller() caller: Principal, @Param(PathParameters) { repair }: RepairPath): Promise<RepairAnswer> {
    return this.queries.execute(new GetRepair(caller, repair));
  }

  @Post('repairs/:repair/start')
  @Needs('operate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Do what a plan says',
    description:
      'The first items are dealt with at once, and a worker goes on with the rest. Starting it again does nothing twice.',
  })
  @ApiBody({ type: StartBody })
  @answers(REPAIRED, { description: 'Started; done where nothing is left' })
  @problems(404, 409, 413, 415, 422)
  start(
    @Caller() caller: Principal,
    @Param(PathParameters) { repair }: RepairPath,
    @JsonBody() { by, reason, although }: StartBody,
  ): Promise<RepairAnswer> {
    return this.commands.execute(new StartRepair(caller, repair, { by, reason, although }));
  }

  @Post('repairs/:repair/cancel')
  @Needs('operate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop a repair', description: 'What is done stays done; the rest is left as it is.' })
  @ApiBody({ type: WordBody })
  @answers(REPAIRED, { description: 'The repair as it is now' })
  @problems(404, 413, 415, 422)
  cancel(
    @Caller() caller: Principal,
    @Param(PathParameters) { repair }: RepairPath,
    @JsonBody() { by, reason }: WordBody,
  ): Promise<RepairAnswer> {
    return this.commands.execute(new CancelRepair(caller, repair, { by, reason }));
  }

  @Get('operations')
  @Looks('operations')
  @Needs('operate')
  @ApiOperation({
    summary: 'Who did what to the system, when and why',
    description: 'Newest first: repairs, releases of episodes, pauses of queues.',
  })
  @answers(OPERATIONS, { description: 'A page of what was done' })
  @problems(422)
  operations(
    @Caller() caller: Principal,
    @Query(QueryParameters) { limit, cursor }: PageParameters,
  ): Promise<Page<OperationAnswer>> {
    return this.queries.execute(new ListOperations(caller, { limit, cursor }));
  }
}
