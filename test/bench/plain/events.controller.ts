import {
  BadRequestException,
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  Req,
  UnauthorizedException,
} from '@nestjs/common';
import type { Queue } from 'bullmq';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { verifyWebhook, type WebhookSecret } from '#lib/platform';
import { CloudEventDto } from './cloud-event.dto.js';
import { JOB_QUEUE, SECRET } from './settings.js';

const JOB = { removeOnComplete: true, attempts: 5 };

@Controller()
export class EventsController {
  constructor(
    @Inject(JOB_QUEUE) private readonly queue: Queue<CloudEventDto>,
    @Inject(SECRET) private readonly secret: WebhookSecret,
  ) {}

  @Post('v1/events')
  @HttpCode(202)
  async receive(@Req() request: FastifyRequest): Promise<{ accepted: number }> {
    const body = request.body as Buffer;
    this.verify(request, body);
    const events = await readEvents(body);
    await this.queue.addBulk(events.map((data) => ({ name: 'event', data, opts: JOB })));
    return { accepted: events.length };
  }

  @Get('health/ready')
  ready(): { status: string } {
    return { status: 'ready' };
  }

  private verify({ headers }: FastifyRequest, body: Buffer): void {
    const nowSeconds = Math.floor(Date.now() / 1_000);
    if (verifyWebhook({ headers, body, secrets: [this.secret], nowSeconds }).kind !== 'ok')
      throw new UnauthorizedException();
  }
}

async function readEvents(body: Buffer): Promise<CloudEventDto[]> {
  const json = JSON.parse(body.toString()) as object | object[];
  const events = plainToInstance(CloudEventDto, Array.isArray(json) ? json : [json]) as CloudEventDto[];
  for (const event of events) {
    const errors = await validate(event);
    if (errors.length > 0) throw new BadRequestException(errors.map(String));
  }
  return events;
}
