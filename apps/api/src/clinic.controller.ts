import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import type { Attention } from '#lib/presentation';
import { may, type Principal } from '#lib/identity';
import { REF_PATTERN } from '#lib/kernel';
import { Parts } from '#lib/pipeline';
import { rulesInForce } from '#lib/clinic-settings';
import { RapportError } from '#lib/platform';
import {
  isTold,
  readCaseload,
  readSummary,
  readTimeline,
  type CaseloadEntry,
  type EpisodeTimeline,
  type Page,
} from '#lib/readmodels';
import { Caller, Needs } from './auth.js';
import { QueryParameters, Reference } from './json-body.js';
import { inWords, problems } from './openapi-parts.js';
import { Asked, wordingFor } from './reader-language.js';

const wholeNumber = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^[0-9]{1,4}$/.test(value) ? Number(value) : value,
);
const ATTENTION = ['act-today', 'talk-soon', 'keep-an-eye', 'on-course', 'not-enough-yet'] as const;

export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @wholeNumber
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the page before' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z0-9_-]{1,400}$/)
  cursor?: string;

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

/** A key that belongs to one clinician reads that caseload, whatever it asks for. */
export const clinicianFor = (caller: Principal, asked: string | undefined): string | undefined => {
  if (asked !== undefined && !may(caller, 'clinic:read', asked)) throw new RapportError('not_found');
  return caller.clinician ?? asked;
};

/** A forged cursor may hold a key that PostgreSQL cannot even represent (class 22); it is no better than any other. */
export async function orBadCursor<T>(reading: Promise<T | undefined>): Promise<T> {
  const page = await reading.catch((error: unknown) => {
    if ((error as { code?: string } | null)?.code?.startsWith('22')) return undefined;
    throw error;
  });
  if (page === undefined) throw new RapportError('bad_cursor');
  return page;
}

@ApiTags('clinic')
@Controller('v1')
@Needs('clinic:read')
export class ClinicController {
  constructor(private readonly parts: Parts) {}

  @Get('caseload')
  @ApiOperation({
    summary: 'Who needs attention first',
    description: 'Episodes in order of need, then by the next appointment.',
  })
  @inWords
  @problems(400, 401, 403, 422)
  async caseload(
    @Caller() caller: Principal,
    @Query(QueryParameters) query: CaseloadParameters,
    @Asked() language: string | undefined,
  ): Promise<Page<CaseloadEntry>> {
    const clinician = clinicianFor(caller, query.clinician);
    const { limit, cursor, attention } = query;
    const rules = await rulesInForce(this.parts, caller.tenant);
    const wording = await wordingFor(this.parts, caller.tenant, language);
    const asked = { tenant: caller.tenant, clinician, attention, limit, cursor };
    return orBadCursor(readCaseload(this.parts.db, asked, rules, wording));
  }

  @Get('episodes/:episode')
  @ApiOperation({ summary: 'One episode now' })
  @inWords
  @problems(401, 403, 404)
  async episode(
    @Caller() caller: Principal,
    @Param('episode', Reference) episode: string,
    @Asked() language: string | undefined,
  ): Promise<CaseloadEntry> {
    const rules = await rulesInForce(this.parts, caller.tenant);
    const key = { tenant: caller.tenant, stream: `episode/${episode}` };
    const entry = await readSummary(this.parts.db, key, rules, await wordingFor(this.parts, caller.tenant, language));
    if (!entry || !(await this.mayRead(caller, entry))) throw new RapportError('not_found');
    return entry;
  }

  @Get('episodes/:episode/timeline')
  @ApiOperation({
    summary: 'What happened in one episode, in order',
    description: 'Forms, appointments, strain and repair, alerts; corrections are visible.',
  })
  @inWords
  @problems(401, 403, 404)
  async timeline(
    @Caller() caller: Principal,
    @Param('episode', Reference) episode: string,
    @Asked() language: string | undefined,
  ): Promise<EpisodeTimeline> {
    const rules = await rulesInForce(this.parts, caller.tenant);
    const wording = await wordingFor(this.parts, caller.tenant, language);
    const timeline = await readTimeline(this.parts.db, { tenant: caller.tenant, episode }, rules, wording);
    const read = timeline && (await this.mayRead(caller, { episode, clinician: timeline.summary.clinician }));
    if (!timeline || !read) throw new RapportError('not_found');
    return timeline;
  }

  /** Whoever works with the client, and whoever was told of something there and has not ended it. */
  private async mayRead(caller: Principal, of: Pick<CaseloadEntry, 'episode' | 'clinician'>): Promise<boolean> {
    const { tenant, clinician } = caller;
    if (may(caller, 'clinic:read', of.clinician)) return true;
    return clinician !== undefined && isTold(this.parts.db, { tenant, episode: of.episode, clinician });
  }
}
