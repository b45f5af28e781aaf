/** The HTTP interface over a house of its own, and the words its specs are written in. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { PipelineModule, type Composition } from '#lib/pipeline';
import { signWebhook, type WebhookSecret } from '#lib/platform';
import type { QueueBackend } from '#lib/queues';
import { openTestSystem, type TestSystem, type TestSystemOptions } from '#lib/testkit';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { describeApi } from '../../apps/api/src/openapi/docs.js';
import { createHttpApp, type HttpLimits } from '../../apps/api/src/http.js';
import { PromisedAnswers } from './promised-answers.js';

@Module({})
class ApiRoot {
  static with({ parts, backend }: Composition, ratePerSecond: number): DynamicModule {
    return {
      module: ApiRoot,
      imports: [PipelineModule.with(parts), ApiModule.with({ ratePerSecond, backend })],
    };
  }
}

/** `close` fails when an answer was not what the API document promises. */
export interface ApiHouse {
  readonly system: TestSystem;
  readonly app: NestFastifyApplication;
  readonly fastify: FastifyInstance;
  close(): Promise<void>;
}
export interface ApiHouseOptions extends TestSystemOptions {
  readonly ratePerSecond?: number;
  readonly limits?: HttpLimits;
  /** Where the rate limit is counted; where the queues are, unless told. */
  readonly counters?: QueueBackend;
}
export type Reply = LightMyRequestResponse;

export async function openApi({
  ratePerSecond = 0,
  limits,
  counters,
  ...options
}: ApiHouseOptions = {}): Promise<ApiHouse> {
  const system = await openTestSystem(options);
  const app = await createHttpApp(
    ApiRoot.with({ ...system.composition, ...(counters && { backend: counters }) }, ratePerSecond),
    system.parts.logger,
    limits,
  );
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const promises = new PromisedAnswers();
  fastify.addHook('onSend', (request, reply, payload, done) => {
    promises.check(request, reply, payload);
    done();
  });
  await app.init();
  await fastify.ready();
  promises.readFrom(describeApi(app));
  return {
    system,
    app,
    fastify,
    close: async () => {
      await app.close();
      await system.close();
      assert.deepEqual(promises.broken, [], 'answers are not what the API describes');
    },
  };
}

export const STRUCTURED = 'application/cloudevents+json';
export const BATCHED = 'application/cloudevents-batch+json';

export interface Sending {
  readonly body: string | Buffer;
  readonly contentType?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly apiKey?: string;
  readonly secrets?: readonly WebhookSecret[];
  readonly webhookId?: string;
  /** Seconds, added to our clock. */
  readonly skew?: number;
}

/** Opens a port on loopback, and says which. */
export async function listen({ app }: ApiHouse): Promise<number> {
  await app.listen(0, '127.0.0.1');
  return Number(new URL(await app.getUrl()).port);
}

/** POSTs a body to the event route, signed as a practice system would sign it. */
export function post({ system, fastify }: ApiHouse, sending: Sending): Promise<Reply> {
  const { body, url = '/v1/events', contentType = STRUCTURED, apiKey = system.apiKey, headers = {} } = sending;
  return fastify.inject({
    method: 'POST',
    url,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(contentType ? { 'content-type': contentType } : {}),
      ...signed(system, sending),
      ...headers,
    },
    payload: body,
  });
}

export function signed(
  system: TestSystem,
  { body, secrets = [system.signingSecret], webhookId = `msg_${randomBytes(6).toString('hex')}`, skew = 0 }: Sending,
): Record<string, string> {
  const timestamp = Math.floor(system.clock.now() / 1_000) + skew;
  const signature = signWebhook({ id: webhookId, timestamp, body: Buffer.from(body) }, secrets);
  return { 'webhook-id': webhookId, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
}

export function ask({ system, fastify }: ApiHouse, url: string, more: InjectOptions = {}): Promise<Reply> {
  return fastify.inject({
    method: 'GET',
    url,
    ...more,
    headers: { authorization: `Bearer ${system.apiKey}`, ...more.headers },
  });
}

export interface Traces {
  readonly events: number;
  readonly keys: number;
  readonly marks: number;
}

/** What a request could have left behind. A refusal leaves nothing. */
export async function traces({ parts }: TestSystem): Promise<Traces> {
  const { rows } = await parts.db.query<Traces & Record<string, unknown>>(
    `SELECT (SELECT count(*)::int FROM event) AS events, (SELECT count(*)::int FROM event_key) AS keys,
            (SELECT count(*)::int FROM dirty_episode) AS marks`,
  );
  return rows[0] as Traces;
}

/** The status and code of a refusal; fails unless it is a problem document that tells nothing about the inside. */
export function refusal(reply: Reply): {
  readonly status: number;
  readonly code: string;
  readonly faults: readonly string[];
} {
  expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(reply.body).not.toMatch(INSIDE);
  const { status, code, errors } = reply.json<{ status: number; code: string; errors?: { code: string }[] }>();
  expect(status).toBe(reply.statusCode);
  return { status, code, faults: (errors ?? []).map((fault) => fault.code) };
}

/** SQL, file paths, stacks and the names of libraries. */
const INSIDE =
  /\b(?:SELECT|INSERT|UPDATE|DELETE) |\/(?:work|home|node_modules|usr)\/|\.(?:js|ts):\d|\bat \w+ \(|fastify|FST_|nestjs|postgres|typeorm|pg_|ECONN|syntax error/i;
