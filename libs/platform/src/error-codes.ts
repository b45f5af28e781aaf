interface CodeEntry {
  readonly status: number;
  readonly title: string;
  /** The next step, in one sentence. */
  readonly next: string;
}

/** Every code that the HTTP interface can answer with. */
export const ERROR_CODES = {
  empty_body: { status: 400, title: 'The body is empty', next: 'Send one event, or a batch, as JSON.' },
  invalid_json: { status: 400, title: 'The body is not JSON', next: 'Send exactly one JSON document in UTF-8.' },
  bad_request: {
    status: 400,
    title: 'This is not a request that can be read',
    next: 'Send HTTP/1.1 with a Host header and a body as long as it says; many clients do so by themselves.',
  },
  too_deep: { status: 400, title: 'The body is nested too deeply', next: 'Flatten it to at most 64 levels.' },
  forbidden_key: {
    status: 400,
    title: 'A member name is not allowed',
    next: 'Rename members called __proto__, prototype or constructor.',
  },
  invalid_cloudevent: {
    status: 400,
    title: 'Not a CloudEvent',
    next: 'Send id, source, specversion "1.0" and type; see /docs for the three modes.',
  },
  too_many_signatures: {
    status: 400,
    title: 'Too many signatures',
    next: 'Send at most 8 signatures in webhook-signature.',
  },
  key_in_query: {
    status: 400,
    title: 'A key was sent in the address',
    next: 'Revoke that key, and send the new one as Authorization: Bearer.',
  },
  bad_cursor: { status: 400, title: 'The cursor is not valid', next: 'Start again without a cursor.' },
  unauthenticated: {
    status: 401,
    title: 'Not authenticated',
    next: 'Send Authorization: Bearer with an API key that has not been revoked.',
  },
  bad_signature: {
    status: 401,
    title: 'The signature does not verify',
    next: 'Sign webhook-id.webhook-timestamp.body over the raw bytes, within 5 minutes, with a secret of that key.',
  },
  scope_required: {
    status: 403,
    title: 'This key may not do that',
    next: 'Use a key whose scope includes this action.',
  },
  foreign_request: {
    status: 403,
    title: 'This did not come from a page of this installation',
    next: 'Open the page at the address of this installation, and send x-rapport with what a script posts; a program uses an API key.',
  },
  not_found: { status: 404, title: 'Not found', next: 'Check the address and the id.' },
  method_not_allowed: { status: 405, title: 'Method not allowed', next: 'Use one of the methods in Allow; see /docs.' },
  request_timeout: {
    status: 408,
    title: 'The request did not come in whole in time',
    next: 'Send it again, in one go; split a batch that is too large for the line.',
  },
  conflict: { status: 409, title: 'Somebody else was first', next: 'Read the current state and decide again.' },
  id_reuse: {
    status: 409,
    title: 'This id already belongs to another event',
    next: 'Give the changed event a new id; the first one was kept.',
  },
  although_needed: {
    status: 409,
    title: 'This is not discarded without a second word',
    next: 'Look at what is named first. If it is to be discarded all the same, say so: although is true, or --although.',
  },
  webhook_id_reuse: {
    status: 409,
    title: 'This webhook-id already stands for another event',
    next: 'Give each request a webhook-id of its own; repeat a request with the same ce- headers and body.',
  },
  too_large: {
    status: 413,
    title: 'The body is too large',
    next: 'Split the batch: at most 1 MiB and 500 events in one request.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not supported',
    next: 'Use application/cloudevents+json, application/cloudevents-batch+json, or binary mode: ce- headers and any content type.',
  },
  expectation_failed: {
    status: 417,
    title: 'This expectation cannot be met',
    next: 'Leave the Expect header out, or send Expect: 100-continue.',
  },
  invalid_event: {
    status: 422,
    title: 'The event is not valid',
    next: 'Correct each member named in errors; POST /v1/events:validate checks without storing.',
  },
  invalid_query: { status: 422, title: 'A parameter is not valid', next: 'Correct each parameter named in errors.' },
  url_not_allowed: {
    status: 422,
    title: 'This address may not be called',
    next: 'Use a public https address on port 443 or 8443.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    next: 'Wait for the seconds in Retry-After, then go on; batches need fewer requests.',
  },
  headers_too_large: {
    status: 431,
    title: 'The headers are too large',
    next: 'Send less than 16 KiB of headers; data belongs in the body.',
  },
  internal: {
    status: 500,
    title: 'Something is wrong on our side',
    next: 'Try again; if it stays, report the requestId.',
  },
  unavailable: {
    status: 503,
    title: 'The store is unavailable',
    next: 'Nothing was accepted; send the same request again after Retry-After.',
  },
  audit_unavailable: {
    status: 503,
    title: 'The answer cannot be put on record',
    next: 'Nothing is shown without a record; send the same request again after Retry-After.',
  },
} as const satisfies Record<string, CodeEntry>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Codes of single faults inside `errors`. */
export const FAULT_CODES = {
  empty_body: 'there is nothing to read',
  invalid_json: 'not one JSON document in UTF-8',
  too_deep: 'nested deeper than 64 levels',
  not_an_object: 'must be an object',
  invalid_type: 'must be another JSON type',
  missing_member: 'a required member is absent',
  unknown_property: 'a member is not part of this object',
  unknown_code: 'a word is not in the closed list',
  unknown_type: 'the event type is not known and not well-formed',
  reserved_type: 'only Rapport itself appends this type',
  invalid_id: 'not an opaque reference, or an attribute that is too long',
  invalid_text: 'a text does not fit its pattern',
  invalid_time: 'not an RFC 3339 instant with offset',
  future_time: 'more than five minutes ahead of our clock',
  empty_date: 'the zero of a spreadsheet, a database or a clock',
  unknown_zone: 'not a name of the IANA time zone database',
  invalid_period: 'the end is not after the start, or more than 31 days later',
  long_period: 'more than a day long; only a warning, the event is kept',
  later_than_sent: 'a time after the event that reports it; only a warning, it is taken as the time of the event',
  offset_of_another_zone:
    'an offset from UTC that the named zone does not have then; only a warning, the offset counts',
  same_record: 'a record cannot go into itself',
  content_not_json: 'a known type whose data is not JSON',
  number_range: 'a number is out of range',
  list_size: 'too few or too many members',
  too_many_members: 'more than 10,000 members',
  nul_character: 'a NUL character',
  control_character: 'a control character (C0, DEL or C1)',
  bidi_character: 'a character that reorders text',
  duplicate_member: 'a member is named twice in one object',
  invalid_unicode: 'half of a surrogate pair',
  forbidden_key: 'a member name that is not allowed',
  instrument_taken: 'the code and version of another instrument of the clinic',
  invalid_source: 'not the source this key is bound to, or not a URI reference',
  invalid_attribute: 'a CloudEvents attribute breaks the specification',
  missing_attribute: 'a required CloudEvents attribute is absent',
  mixed_modes: 'data and data_base64, or binary and structured mode, at once',
  unknown_classification: 'a data classification label that we do not accept',
  score_range: 'an answer is outside the range or step of its instrument',
  unknown_scale: 'a total of a scale that the instrument does not have; only a warning, the event is kept',
  contradicted_total: 'a total that the answers sent with it do not give; only a warning, the event is kept',
  unknown_item: 'the instrument has no such item',
  duplicate_item: 'an item is answered twice',
  id_reuse: 'the id belongs to another event',
  url_not_allowed: 'an address that may not be called',
} as const;
