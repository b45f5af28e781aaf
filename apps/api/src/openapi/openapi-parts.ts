import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation } from '@nestjs/swagger';
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

export const EVENT_BODY = applyDecorators(
  ApiConsumes('application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json', '*/*'),
  ApiBody({ schema: { $ref: '#/components/schemas/CloudEvent' }, examples: { feedback: { value: EXAMPLE_EVENT } } }),
);

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
  ApiHeader({ name: 'webhook-signature', required: true, description: 'v1,<base64 HMAC-SHA256 of id.timestamp.body>' }),
  EVENT_BODY,
);
