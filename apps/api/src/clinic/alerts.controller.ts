import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { OUTCOMES, OVERRIDE_REASONS } from '#lib/events';
import type { Principal } from '#lib/identity';
import { DAY, INSTANT_PATTERN, REF_PATTERN, parseInstant, type Language } from '#lib/kernel';
import {
  ActOnAlert,
  GetAlert,
  ListAlerts,
  UndoAct,
  type ActResult,
  type AlertAction,
  type AlertAnswer,
} from '#lib/pipeline';
import { ClinicClock, RapportError } from '#lib/platform';
import type { Page } from '#lib/readmodels';
import { Caller, Looks, Needs } from '../request/auth.js';
import { PageQuery } from './clinic.controller.js';
import { JsonBody, PathParameters, QueryParameters } from '../request/pipes.js';
import {
  ACKNOWLEDGED,
  ALERT_ANSWER,
  INBOX,
  OVERRIDDEN,
  RESOLVED,
  SNOOZED,
  UNDONE,
} from '../openapi/answer-examples.js';
import { answers, problems } from '../openapi/answers.js';
import { inWords } from '../openapi/openapi-parts.js';
import { AlertPath } from '../request/paths.js';
import { Asked } from '../request/reader-language.js';

export class InboxParameters extends PageQuery {
  @ApiPropertyOptional({ enum: ['live', 'all'], default: 'live' })
  @IsOptional()
  @IsIn(['live', 'all'])
  show: 'live' | 'all' = 'live';
}

const REFERENCE = { message: 'must be a reference of 1 to 200 characters from A-Z a-z 0-9 . _ : ~ -' };

export class By {
  @ApiPropertyOptional({
    description:
      "Who acts: a clinician's reference; the key's own clinician when it has one; a person who signed in acts as that person",
  })
  @IsOptional()
  @Matches(new RegExp(REF_PATTERN), REFERENCE)
  by?: string;
}
export class SnoozeBody extends By {
  @ApiProperty({ format: 'date-time', description: 'At most a year ahead' })
  @Matches(new RegExp(INSTANT_PATTERN), { message: 'must be a time such as 2026-12-01T08:00:00Z' })
  until!: string;
}
export class OverrideBody extends By {
  @ApiProperty({ enum: OVERRIDE_REASONS })
  @IsIn(OVERRIDE_REASONS)
  reason!: (typeof OVERRIDE_REASONS)[number];
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
  @Looks('alerts')
  @Needs('clinic:read')
  @ApiOperation({ summary: 'Alerts that are waiting', description: 'Newest first, with the words a clinician reads.' })
  @inWords
  @answers(INBOX, { description: 'A page of alerts' })
  @problems(404, 422)
  async inbox(
    @Caller() caller: Principal,
    @Query(QueryParameters) query: InboxParameters,
    @Asked() language: Language | undefined,
  ): Promise<Page<AlertAnswer>> {
    return this.queries.execute(new ListAlerts(caller, query, language));
  }

  @Get(':alert')
  @Looks('alert')
  @Needs('clinic:read')
  @ApiOperation({ summary: 'One alert' })
  @inWords
  @answers(ALERT_ANSWER, { description: 'The alert' })
  @problems(404)
  async one(
    @Caller() caller: Principal,
    @Param(PathParameters) { alert: id }: AlertPath,
    @Asked() language: Language | undefined,
  ): Promise<AlertAnswer> {
    return this.queries.execute(new GetAlert(caller, id, language));
  }

  @Post(':alert/acknowledge')
  @Looks('alert-acknowledge')
  @Needs('alerts:write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Got it: claim this alert' })
  @inWords
  @ApiBody({ type: By, required: false })
  @answers(ACKNOWLEDGED, { description: 'Done; changed is false where it had been done before' })
  @problems(404, 409, 413, 415, 422)
  acknowledge(
    @Caller() caller: Principal,
    @Param(PathParameters) { alert: id }: AlertPath,
    @JsonBody() body: By,
    @Asked() language: Language | undefined,
  ): Promise<ActResult> {
    return this.act(caller, id, { body, language, action: { kind: 'acknowledge' } });
  }

  @Post(':alert/snooze')
  @Looks('alert-snooze')
  @Needs('alerts:write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Later' })
  @inWords
  @ApiBody({ type: SnoozeBody })
  @answers(SNOOZED, { description: 'Done; changed is false where it had been done before' })
  @problems(404, 409, 413, 415, 422)
  snooze(
    @Caller() caller: Principal,
    @Param(PathParameters) { alert: id }: AlertPath,
    @JsonBody() body: SnoozeBody,
    @Asked() language: Language | undefined,
  ): Promise<ActResult> {
    const until = parseInstant(body.until) ?? 0;
    const now = this.clinicClock.now();
    if (until <= now || until > now + 366 * DAY)
      throw new RapportError('invalid_query', undefined, {
        faults: [{ pointer: '/until', code: 'invalid_time', detail: 'must be an instant in the coming year' }],
      });
    return this.act(caller, id, { body, language, action: { kind: 'snooze', until } });
  }

  @Post(':alert/override')
  @Looks('alert-override')
  @Needs('alerts:write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Not useful, with the reason' })
  @inWords
  @ApiBody({ type: OverrideBody })
  @answers(OVERRIDDEN, { description: 'Done; changed is false where it had been done before' })
  @problems(404, 409, 413, 415, 422)
  override(
    @Caller() caller: Principal,
    @Param(PathParameters) { alert: id }: AlertPath,
    @JsonBody() body: OverrideBody,
    @Asked() language: Language | undefined,
  ): Promise<ActResult> {
    return this.act(caller, id, { body, language, action: { kind: 'override', reason: body.reason } });
  }

  @Post(':alert/resolve')
  @Looks('alert-resolve')
  @Needs('alerts:write')
  @HttpCode(200)
  @ApiOperation({ summary: 'Done, and what happened' })
  @inWords
  @ApiBody({ type: ResolveBody })
  @answers(RESOLVED, { description: 'Done; changed is false where it had been done before' })
  @problems(404, 409, 413, 415, 422)
  resolve(
    @Caller() caller: Principal,
    @Param(PathParameters) { alert: id }: AlertPath,
    @JsonBody() body: ResolveBody,
    @Asked() language: Language | undefined,
  ): Promise<ActResult> {
    return this.act(caller, id, { body, language, action: { kind: 'resolve', outcome: body.outcome } });
  }

  @Post(':alert/undo')
  @Looks('alert-undo')
  @Needs('alerts:write')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take back what was done last',
    description: 'Within ten minutes, by the person who did it. The alert is as it was before, and is not sent again.',
  })
  @inWords
  @ApiBody({ type: By, required: false })
  @answers(UNDONE, { description: 'Done; changed is false where it had been taken back before' })
  @problems(404, 409, 413, 415, 422)
  undo(
    @Caller() caller: Principal,
    @Param(PathParameters) { alert: id }: AlertPath,
    @JsonBody() body: By,
    @Asked() language: Language | undefined,
  ): Promise<ActResult> {
    return this.commands.execute(new UndoAct(caller, id, actingAs(caller, body), language));
  }

  private act(caller: Principal, id: string, { body, action, language }: Acting): Promise<ActResult> {
    return this.commands.execute(new ActOnAlert(caller, id, action, actingAs(caller, body), language));
  }
}

interface Acting {
  readonly body: By;
  readonly action: AlertAction;
  readonly language: Language | undefined;
}

/** Who signed in acts as that person, whatever is asked. */
const actingAs = ({ session, keyId, clinician }: Principal, body: By): string =>
  session === undefined ? (clinician ?? body.by ?? `key:${keyId}`) : keyId;
