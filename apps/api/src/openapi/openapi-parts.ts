import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, type OpenAPIObject } from '@nestjs/swagger';
import { MAX_BATCH } from '#lib/intake';

/** Of a route whose answer holds words that a person reads. */
export const inWords: MethodDecorator = ApiHeader({
  name: 'Accept-Language',
  required: false,
  description: 'Language of the words, en or de; without it, what the clinic chose',
});

export const EXAMPLE_EVENT = {
  specversion: '1.0',
  id: 'form-2041',
  source: 'urn:example:practice',
  type: 'rapport.feedback.submitted.v1',
  time: '2026-03-02T15:01:00+01:00',
  data: {
    episode: 'ep-0042',
    client: 'cl-0042',
    form: 'form-2041',
    instrument: { code: 'pulse', version: '1' },
    respondent: 'client',
    items: [
      { item: 'p1', value: 8 },
      { item: 'p2', value: 9 },
    ],
  },
};

const ONE = { $ref: '#/components/schemas/CloudEvent' };
const MANY = { type: 'array', items: ONE, maxItems: MAX_BATCH };
const asOne = { schema: ONE, examples: { feedback: { value: EXAMPLE_EVENT } } };

const EVENT_BODY = {
  required: true,
  content: {
    'application/cloudevents+json': asOne,
    'application/cloudevents-batch+json': { schema: MANY, examples: { batch: { value: [EXAMPLE_EVENT] } } },
    'application/json': asOne,
    // an event of another type in binary mode is kept unread, whatever its data are
    '*/*': { schema: {} },
  },
};

/** `@ApiBody` knows one schema for all media types of a body, and these have two. */
export function describeEventBodies({ paths }: OpenAPIObject): void {
  for (const path of ['/v1/events', '/v1/events:validate']) {
    const post = paths[path]?.post;
    if (post) post.requestBody = EVENT_BODY;
  }
}

export const documentsAppend = applyDecorators(
  ApiOperation({
    summary: 'Send events',
    description:
      'CloudEvents 1.0.2 in structured, batched or binary mode, signed with Standard Webhooks over the raw body. ' +
      '202 means stored durably. The same id with the same content is answered 200 as a duplicate and changes nothing. ' +
      `A batch has up to ${MAX_BATCH} events and is all or nothing unless mode=partial. ` +
      'Well-formed events of unknown type are kept and answered as quarantined. ' +
      'In binary mode one webhook-id stands for one event.',
  }),
  ApiHeader({ name: 'webhook-id', required: true, description: 'Id of this request; no dots' }),
  ApiHeader({
    name: 'webhook-timestamp',
    required: true,
    description: 'Seconds since 1970; within 300 s of our clock',
  }),
  ApiHeader({
    name: 'webhook-signature',
    required: true,
    description: '`v1,` and the base64 of the HMAC-SHA256 of `id.timestamp.body`, keyed with the bytes of the secret',
  }),
);
