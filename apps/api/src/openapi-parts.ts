import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { MAX_BATCH } from '#lib/intake';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'No live key, or the signature does not verify',
  403: 'The key may not do that',
  404: 'Not found',
  409: 'Somebody else, or another event with this id, was first',
  413: 'Too large',
  415: 'Content type not supported',
  422: 'Readable but not valid; every fault is listed',
  429: 'Too many requests; see Retry-After',
  503: 'Nothing was accepted; see Retry-After',
};

/** The refusals of a route, all application/problem+json. */
export const problems = (...statuses: readonly number[]): MethodDecorator =>
  applyDecorators(
    ApiBearerAuth(),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: TITLES[status] ?? '',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );

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
  ApiConsumes('application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json'),
  ApiBody({ schema: { $ref: '#/components/schemas/CloudEvent' }, examples: { feedback: { value: EXAMPLE_EVENT } } }),
);

export const documentsAppend = applyDecorators(
  ApiOperation({
    summary: 'Send events',
    description:
      'CloudEvents 1.0.2 in structured, batched or binary mode, signed with Standard Webhooks over the raw body. ' +
      '202 means stored durably. The same id with the same content is answered 200 as a duplicate and changes nothing. ' +
      `A batch has up to ${MAX_BATCH} events and is all or nothing unless mode=partial. ` +
      'Well-formed events of unknown type are kept and answered as quarantined.',
  }),
  ApiHeader({ name: 'webhook-id', required: true, description: 'Id of this request; no dots' }),
  ApiHeader({
    name: 'webhook-timestamp',
    required: true,
    description: 'Seconds since 1970; within 300 s of our clock',
  }),
  ApiHeader({ name: 'webhook-signature', required: true, description: 'v1,<base64 HMAC-SHA256 of id.timestamp.body>' }),
  ApiQuery({ name: 'mode', required: false, enum: ['atomic', 'partial'] }),
  ApiResponse({ status: 202, description: 'Stored durably; one receipt per event' }),
  ApiResponse({ status: 200, description: 'Nothing new: every event was known; or the verdicts of mode=partial' }),
  problems(400, 401, 403, 409, 413, 415, 422, 429, 503),
  EVENT_BODY,
);
