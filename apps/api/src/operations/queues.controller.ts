import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/identity';
import { FindAnything, ListQueues, PauseQueue, ResumeQueue, type FoundAnything, type QueueAnswer } from '#lib/pipeline';
import { answers, problems } from '../openapi/answers.js';
import { FOUND, QUEUES_NOW, QUEUE_PAUSED } from '../openapi/repairs-examples.js';
import { Caller, Looks, Needs } from '../request/auth.js';
import { JsonBody, PathParameters, QueryParameters } from '../request/pipes.js';
import { FindQuery, PauseBody, QueuePath, WordBody } from './repairs.parameters.js';

@ApiTags('operations')
@Controller('v1')
export class QueuesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('find')
  @Looks('find')
  @Needs('operate')
  @ApiOperation({
    summary: 'Find anything by what it is called',
    description:
      'An event by its id or position, also one that was refused at the door; an episode, an alert, a delivery, everything of a trace, a job with what it was to wake, a repair. Says where to go on, and nothing of what it says.',
  })
  @answers(FOUND, { description: 'Everything that is called so; may be empty' })
  @problems(422)
  find(@Caller() caller: Principal, @Query(QueryParameters) { q }: FindQuery): Promise<FoundAnything> {
    return this.queries.execute(new FindAnything(caller, q));
  }

  @Get('queues')
  @Needs('operate')
  @ApiOperation({ summary: 'What waits in each queue, and which is paused' })
  @answers(QUEUES_NOW, { description: 'The queues' })
  @problems()
  queues(@Caller() caller: Principal): Promise<readonly QueueAnswer[]> {
    return this.queries.execute(new ListQueues(caller));
  }

  @Post('queues/:queue/pause')
  @Needs('operate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pause a queue for a while',
    description:
      'Within a second nothing of it is begun any more, and pending work waits; it goes on by itself at the end. Where one installation serves several clinics, only the person who runs it can do this, at the command line.',
  })
  @ApiBody({ type: PauseBody })
  @answers(QUEUE_PAUSED, { description: 'The queues' })
  @problems(404, 413, 415, 422)
  pause(
    @Caller() caller: Principal,
    @Param(PathParameters) { queue }: QueuePath,
    @JsonBody() { by, reason, minutes }: PauseBody,
  ): Promise<readonly QueueAnswer[]> {
    return this.commands.execute(new PauseQueue(caller, { queue, by, reason, minutes }));
  }

  @Post('queues/:queue/resume')
  @Needs('operate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a queue go on before its pause ends' })
  @ApiBody({ type: WordBody })
  @answers(QUEUES_NOW, { description: 'The queues' })
  @problems(404, 413, 415, 422)
  resume(
    @Caller() caller: Principal,
    @Param(PathParameters) { queue }: QueuePath,
    @JsonBody() { by, reason }: WordBody,
  ): Promise<readonly QueueAnswer[]> {
    return this.commands.execute(new ResumeQueue(caller, { queue, by, reason }));
  }
}
