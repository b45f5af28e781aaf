import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Principal } from '#lib/identity';
import { DAY, INSTANT_PATTERN, REF_PATTERN, parseInstant, type Language } from '#lib/kernel';
import { ActOnAlert, GetAlert, ListAlerts, type ActResult, type AlertAction, type AlertAnswer } from '#lib/pipeline';
import { ClinicClock, RapportError } from '#lib/platform';
import type { Page } from '#lib/readmodels';
import { Caller, Needs } from './auth.js';
import { PageQuery } from './clinic.controller.js';
import { JsonBody, QueryParameters, Reference } from './json-body.js';
import { inWords, problems } from './openapi-parts.js';
import { Asked } from './reader-language.js';

const OVERRIDES = ['already-knew', 'not-relevant', 'wrong', 'bad-moment'] as const;
const OUTCOMES = ['talked-it-through', 'changed-the-plan', 'nothing-needed', 'cannot-reach'] as const;

export class InboxParameters extends PageQuery {
  @ApiPropertyOptional({ enum: ['live', 'all'], default: 'live' })
  @IsOptional()
  @IsIn(['live', 'all'])
  show: 'live' | 'all' = 'live';
}

export class By {
  @ApiPropertyOptional({ description: "Who acts: a clinician's reference; the key's own clinician when it has one" })
  @IsOptional()
  @Matches(REF_PATTERN)
  by?: string;
}
export class SnoozeBody extends By {
  @ApiProperty({ format: 'date-time', description: 'At most a year ahead' })
  @Matches(INSTANT_PATTERN)
  until!: string;
}
export class OverrideBody extends By {
  @ApiProperty({ enum: OVERRIDES })
  @IsIn(OVERRIDES)
  reason!: (typeof OVERRIDES)[number];
}
export class ResolveBody extends By {
  @ApiProperty({ enum: OUTCOMES })
  @IsIn(OUTCOMES)
  outcome!: (typeof OUTCOMES)[number];
}

@ApiTags('alerts')
@Controller('v1/alerts')
export class AlertsController {
  constructor(
    private readonly clinicClock: ClinicClock,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Needs('clinic:read')
  @ApiOperation({ summary: 'What waits for somebody', description: 'Newest first, with the words a clinician reads.' })
  @inWords
  @problems(400, 401, 403, 422)
  async inbox(
    @Caller() caller: Principal,
    @Query(QueryParameters) query: InboxParameters,
    @Asked() language: Language | undefined,
  ): Promise<Page<AlertAnswer>> {
    return this.queries.execute(new ListAlerts(caller, query, language));
  }

  @Get(':alert')
  @Needs('clinic:read')
  @ApiOperation({ summary: 'One alert' })
  @inWords
  @problems(401, 403, 404)
  async one(
    @Caller() caller: Principal,
    @Param('alert', Reference) id: string,
    @Asked() language: Language | undefined,
  ): Promise<AlertAnswer> {
    return this.queries.execute(new GetAlert(caller, id, language));
  }

  @Post(':alert/acknowledge')
  @Needs('alerts:write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Got it: claim this alert' })
  @ApiBody({ type: By, required: false })
  @problems(400, 401, 403, 404, 409, 415, 422)
  acknowledge(
    @Caller() caller: Principal,
    @Param('alert', Reference) id: string,
    @JsonBody() body: By,
  ): Promise<ActResult> {
    return this.act(caller, id, { body, action: { kind: 'acknowledge' } });
  }

  @Post(':alert/snooze')
  @Needs('alerts:write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Later' })
  @ApiBody({ type: SnoozeBody })
  @problems(400, 401, 403, 404, 409, 415, 422)
  snooze(
    @Caller() caller: Principal,
    @Param('alert', Reference) id: string,
    @JsonBody() body: SnoozeBody,
  ): Promise<ActResult> {
    const until = parseInstant(body.until) ?? 0;
    const now = this.clinicClock.now();
    if (until <= now || until > now + 366 * DAY)
      throw new RapportError('invalid_query', 'until must lie in the coming year');
    return this.act(caller, id, { body, action: { kind: 'snooze', until } });
  }

  @Post(':alert/override')
  @Needs('alerts:write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Not useful, with the reason' })
  @ApiBody({ type: OverrideBody })
  @problems(400, 401, 403, 404, 409, 415, 422)
  override(
    @Caller() caller: Principal,
    @Param('alert', Reference) id: string,
    @JsonBody() body: OverrideBody,
  ): Promise<ActResult> {
    return this.act(caller, id, { body, action: { kind: 'override', reason: body.reason } });
  }

  @Post(':alert/resolve')
  @Needs('alerts:write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Done, and what happened' })
  @ApiBody({ type: ResolveBody })
  @problems(400, 401, 403, 404, 409, 415, 422)
  resolve(
    @Caller() caller: Principal,
    @Param('alert', Reference) id: string,
    @JsonBody() body: ResolveBody,
  ): Promise<ActResult> {
    return this.act(caller, id, { body, action: { kind: 'resolve', outcome: body.outcome } });
  }

  private act(caller: Principal, id: string, { body, action }: { body: By; action: AlertAction }): Promise<ActResult> {
    const by = caller.clinician ?? body.by ?? `key:${caller.keyId}`;
    return this.commands.execute(new ActOnAlert(caller, id, action, by));
  }
}
