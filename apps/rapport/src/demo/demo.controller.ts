import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { RapportError } from '#lib/platform';
import { JsonBody, Needs, Open } from '../../../api/src/index.js';
import { FASTEST, LONGEST_JUMP, type ClinicTime, type TimeStanding } from './clinic-time.js';
import type { MailSink } from './mail-sink.js';
import type { WebhookReceiver } from './webhook-receiver.js';

export interface Catchers {
  readonly mail: MailSink;
  readonly webhooks: WebhookReceiver;
}

/** What of the demo can be looked at and moved. */
export abstract class DemoParts {
  abstract readonly catchers: Catchers;
  /** None while the demo is being prepared. */
  abstract readonly time: ClinicTime | undefined;
}

export class TimeWanted {
  /** Seconds of clinic time in one second; 0 pauses. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(FASTEST)
  speed?: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_JUMP / 1_000)
  jumpSeconds?: number;
}

/** What the demo's mail server and webhook receiver caught, and what time it is there. Synthetic, and minimal by design, so it is open to look at. */
@ApiExcludeController()
@Controller('demo')
export class DemoController {
  constructor(@Inject(DemoParts) private readonly demo: DemoParts) {}

  @Get('mail')
  @Open()
  mail() {
    const { mails } = this.demo.catchers.mail;
    return { count: mails.length, mails };
  }

  @Get('webhooks')
  @Open()
  webhooks() {
    const { webhooks } = this.demo.catchers.webhooks;
    return { count: webhooks.length, webhooks };
  }

  @Get('time')
  @Open()
  time(): TimeStanding {
    return this.timeOf().standing();
  }

  /** Sets the speed, moves the clinic on, or both; `jumpedSeconds` is how far it could go. */
  @Post('time')
  @Needs('operate')
  @HttpCode(200)
  setTime(@JsonBody() { speed, jumpSeconds }: TimeWanted): TimeStanding & { readonly jumpedSeconds: number } {
    if (speed === undefined && jumpSeconds === undefined)
      throw new RapportError('invalid_query', undefined, {
        faults: [{ pointer: '', code: 'missing', detail: 'give speed, jumpSeconds or both' }],
      });
    const time = this.timeOf();
    if (speed !== undefined) time.goAt(speed);
    const jumped = jumpSeconds === undefined ? 0 : time.jump(jumpSeconds * 1_000);
    return { ...time.standing(), jumpedSeconds: Math.round(jumped / 1_000) };
  }

  private timeOf(): ClinicTime {
    const { time } = this.demo;
    if (!time) throw new RapportError('not_found', 'the demo is still being prepared: ask again in a moment');
    return time;
  }
}
