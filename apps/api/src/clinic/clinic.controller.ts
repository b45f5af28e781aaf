import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Attention } from '#lib/alliance';
import type { Principal } from '#lib/identity';
import { REF_PATTERN, type Language } from '#lib/kernel';
import {
  GetCaseload,
  GetEpisode,
  GetLooks,
  GetTimeline,
  type CaseloadEntry,
  type EpisodeLook,
  type EpisodeTimeline,
} from '#lib/pipeline';
import type { Page } from '#lib/readmodels';
import { Caller, Looks, Needs } from '../request/auth.js';
import { PathParameters, QueryParameters } from '../request/pipes.js';
import { CASELOAD, CASELOAD_ENTRY, LOOKS, TIMELINE } from '../openapi/answer-examples.js';
import { answers, problems } from '../openapi/answers.js';
import { inWords } from '../openapi/openapi-parts.js';
import { PageParameters } from '../request/pages.js';
import { EpisodePath } from '../request/paths.js';
import { Asked } from '../request/reader-language.js';

const ATTENTION = ['act-today', 'talk-soon', 'keep-an-eye', 'on-course', 'not-enough-yet'] as const;

export class PageQuery extends PageParameters {
  @ApiPropertyOptional({ description: "One clinician's reference" })
  @IsOptional()
  @Matches(REF_PATTERN)
  clinician?: string;
}

export class CaseloadParameters extends PageQuery {
  @ApiPropertyOptional({ enum: ATTENTION })
  @IsOptional()
  @IsIn(ATTENTION)
  attention?: Attention;
}

@ApiTags('clinic')
@Controller('v1')
@Needs('clinic:read')
export class ClinicController {
  constructor(private readonly queries: QueryBus) {}

  @Get('caseload')
  @Looks('caseload')
  @ApiOperation({
    summary: 'Who needs attention first',
    description: 'Episodes in order of need, then by the next appointment.',
  })
  @inWords
  @answers(CASELOAD, { description: 'A page of episodes' })
  @problems(404, 422)
  async caseload(
    @Caller() caller: Principal,
    @Query(QueryParameters) query: CaseloadParameters,
    @Asked() language: Language | undefined,
  ): Promise<Page<CaseloadEntry>> {
    return this.queries.execute(new GetCaseload(caller, query, language));
  }

  @Get('episodes/:episode')
  @Looks('episode')
  @ApiOperation({ summary: 'One episode now' })
  @inWords
  @answers(CASELOAD_ENTRY, { description: 'The episode' })
  @problems(404)
  async episode(
    @Caller() caller: Principal,
    @Param(PathParameters) { episode }: EpisodePath,
    @Asked() language: Language | undefined,
  ): Promise<CaseloadEntry> {
    return this.queries.execute(new GetEpisode(caller, episode, language));
  }

  @Get('episodes/:episode/timeline')
  @Looks('timeline')
  @ApiOperation({
    summary: 'What happened in one episode, in order',
    description: 'Forms, appointments, strain and repair, alerts; corrections are visible.',
  })
  @inWords
  @answers(TIMELINE, { description: 'What happened so far' })
  @problems(404)
  async timeline(
    @Caller() caller: Principal,
    @Param(PathParameters) { episode }: EpisodePath,
    @Asked() language: Language | undefined,
  ): Promise<EpisodeTimeline> {
    return this.queries.execute(new GetTimeline(caller, episode, language));
  }

  @Get('episodes/:episode/looks')
  @Looks('looks')
  @ApiOperation({
    summary: 'Who looked at one episode',
    description: 'Newest first, refused ones included. A key is named by its id. Asking this is on record itself.',
  })
  @inWords
  @answers(LOOKS, { description: 'A page of looks' })
  @problems(404, 422)
  async looks(
    @Caller() caller: Principal,
    @Param(PathParameters) { episode }: EpisodePath,
    @Query(QueryParameters) { limit, cursor }: PageParameters,
    @Asked() language: Language | undefined,
  ): Promise<Page<EpisodeLook>> {
    return this.queries.execute(new GetLooks(caller, episode, { limit, cursor }, language));
  }
}
