import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../../../api/src/index.js';
import type { MailSink } from './mail-sink.js';
import type { WebhookReceiver } from './webhook-receiver.js';

export interface Catchers {
  readonly mail: MailSink;
  readonly webhooks: WebhookReceiver;
}
export const CATCHERS = Symbol('catchers');

/** What the demo's mail server and webhook receiver caught. Synthetic, and minimal by design, so it is open. */
@ApiExcludeController()
@Controller('demo')
@Open()
export class DemoController {
  constructor(@Inject(CATCHERS) private readonly catchers: Catchers) {}

  @Get('mail')
  mail() {
    return { count: this.catchers.mail.mails.length, mails: this.catchers.mail.mails };
  }

  @Get('webhooks')
  webhooks() {
    return { count: this.catchers.webhooks.webhooks.length, webhooks: this.catchers.webhooks.webhooks };
  }
}
