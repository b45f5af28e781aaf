/**
 * The CloudEvents HTTP binding, read strictly: structured, batched and binary mode. Nothing is invented: an id or a time
 * that is missing stays missing, because a made-up id would break idempotency and a made-up time would be clinical fiction.
 */
import { fail, MOST_TOLD, parseJson, succeed, type Violation, type Result } from '#lib/kernel';
import {
  assemble,
  attributeFaults,
  missingAttributes,
  REQUIRED,
  type CloudEvent,
  type Refusal,
} from './cloud-event.js';
import { nameIn, type EventName } from './event-name.js';
import { binaryAttributes } from './binary-headers.js';
import { contentOf, isJson, NOTHING, readMembers, type Content } from './content.js';
import { isContentType, isOfCloudEvents, mediaTypeOf } from './media-type.js';

export interface RawRequest {
  readonly contentType: string;
  /** Names and values in turn, as they came over the wire, so that repeated headers can be seen. */
  readonly rawHeaders: readonly string[];
  /** Its text, or its bytes when they are no UTF-8. */
  readonly body: string | Uint8Array;
}
export type Mode = 'structured' | 'batched' | 'binary';
export interface Reading {
  readonly mode: Mode;
  /** One entry per event sent, in order: the event, or all that is wrong with it. */
  readonly items: readonly Result<CloudEvent, readonly Violation[]>[];
  /** Of each event that is wrong, which one it was; in the same places. */
  readonly names: readonly (EventName | undefined)[];
}
export const MAX_BATCH = 500;

type Read = Result<Reading, Refusal>;
const refuse = (code: Refusal['code'], ...faults: Violation[]): Result<never, Refusal> => fail({ code, faults });

/** One event of which it is known what it calls itself. */
const refuseNamed = (code: Refusal['code'], name: EventName | undefined, faults: readonly Violation[]): Read =>
  fail({ code, faults, ...(name && { name }) });

const MODES: Readonly<Record<string, Mode>> = {
  'application/cloudevents-batch+json': 'batched',
  'application/cloudevents+json': 'structured',
};

/** Which mode a request is in, by its content type; undefined when the type is none of ours. */
export function modeOf({ contentType, rawHeaders }: RawRequest): Mode | undefined {
  if (isOfCloudEvents(contentType)) return MODES[mediaTypeOf(contentType) ?? ''];
  const hasForm = contentType === '' || isContentType(contentType);
  return hasForm && hasAttributes(rawHeaders) ? 'binary' : undefined;
}

const hasAttributes = (rawHeaders: readonly string[]): boolean =>
  rawHeaders.some((name, i) => i % 2 === 0 && name.toLowerCase().startsWith('ce-'));

export function readCloudEvents(request: RawRequest): Read {
  const mode = modeOf(request);
  if (!mode) return refuse('unsupported_media_type');
  if (mode === 'binary') return readBinary(request);
  const parsed = readJson(request.body);
  if (!parsed.ok) return readUnfit(mode, request, parsed.error);
  if (hasAttributes(request.rawHeaders)) return refuse('invalid_cloudevent', MIXED_MODES);
  return mode === 'structured' ? readStructured(parsed.value) : readBatch(parsed.value);
}

/**
 * JSON with values that do not pass: what one event of a batch says is no fault of the others. Where not all faults are
 * told, nobody knows which events have none.
 */
function readUnfit(mode: Mode, { body, rawHeaders }: RawRequest, refusal: Refusal): Read {
  const { code, faults } = refusal;
  const value = code === 'invalid_event' ? jsonIn(body) : undefined;
  if (mode === 'structured') return refuseNamed(code, nameIn(value), faults);
  const isApart = faults.length < MOST_TOLD && faults.every(({ pointer }) => /^\/\d/.test(pointer));
  if (!Array.isArray(value) || !isApart || hasAttributes(rawHeaders)) return fail(refusal);
  return readBatch(value, faults);
}

function readJson(body: string | Uint8Array): Result<unknown, Refusal> {
  if (typeof body !== 'string') return refuse('invalid_json', NOT_UTF8);
  const parsed = parseJson(body);
  return parsed.ok ? parsed : fail({ code: parsed.error.syntax ?? 'invalid_event', faults: parsed.error.faults });
}

const NOT_UTF8: Violation = {
  pointer: '',
  code: 'invalid_json',
  detail: 'the body is not UTF-8',
  hint: 'encode the body as UTF-8, whatever encoding your database has',
};
const MIXED_MODES: Violation = {
  pointer: '',
  code: 'mixed_modes',
  detail: 'attributes come in ce- headers or in the body, not in both',
  hint: 'send a whole event without ce- headers, as application/cloudevents+json; or its data alone, with them',
};

function readStructured(value: unknown): Read {
  const item = readOne(value, '');
  const names = [item.ok ? undefined : nameIn(value)];
  if (!item.ok && isEnvelopeFault(item.error)) return refuseNamed('invalid_cloudevent', names[0], item.error);
  return succeed({ mode: 'structured', items: [item], names });
}

const ARRAY = 'put one event into [ ] too, or send it as application/cloudevents+json';
const SPLIT = 'send the rest in another request';

function readBatch(value: unknown, unfit: readonly Violation[] = []): Read {
  if (!Array.isArray(value)) {
    return refuse('invalid_event', {
      pointer: '',
      code: 'invalid_type',
      detail: 'a batch is a JSON array',
      hint: ARRAY,
    });
  }
  if (value.length === 0 || value.length > MAX_BATCH) {
    return refuse('invalid_event', {
      pointer: '',
      code: 'list_size',
      detail: `a batch has 1 to ${MAX_BATCH} events`,
      hint: SPLIT,
    });
  }
  const items = value.map((event, i) => {
    const faults = unfit.filter(({ pointer }) => pointer.split('/')[1] === String(i));
    return faults.length > 0 ? fail(faults) : readOne(event, `/${i}`);
  });
  return succeed({ mode: 'batched', items, names: items.map((item, i) => (item.ok ? undefined : nameIn(value[i]))) });
}

function readBinary(request: RawRequest): Read {
  const { attributes, faults } = binaryAttributes(request.rawHeaders);
  const all = [...faults, ...missingAttributes(attributes, '')];
  if (all.length > 0) return refuseNamed('invalid_cloudevent', nameIn(attributes), all);
  const body = readBody(request);
  if (!body.ok) return body;
  const content = body.value;
  const wrong = [...attributeFaults(attributes, ''), ...(content.ok ? [] : content.error)];
  const item = content.ok && wrong.length === 0 ? succeed(assemble(attributes, content.value)) : fail(wrong);
  return succeed({ mode: 'binary', items: [item], names: [item.ok ? undefined : nameIn(attributes)] });
}

/** The body of binary mode is the data. An empty one is none. */
function readBody({ body, contentType }: RawRequest): Result<Result<Content, Violation[]>, Refusal> {
  if (body.length === 0) return succeed(succeed(NOTHING));
  const data = jsonOf(body, contentType);
  if (data && !data.ok) return data;
  if (isWholeEvent(data ? data.value : jsonIn(body))) return refuse('invalid_cloudevent', MIXED_MODES);
  return succeed(data ? succeed({ data: data.value }) : contentOf(body, contentType, '/data'));
}

function jsonOf(body: string | Uint8Array, contentType: string): Result<unknown, Refusal> | undefined {
  if (contentType === '') return readUntyped(body);
  return isJson(contentType) ? readJson(body) : undefined;
}

/** Without a content type the data is JSON, as it is in the other two modes. */
function readUntyped(body: string | Uint8Array): Result<unknown, Refusal> {
  const read = readJson(body);
  if (read.ok) return read;
  const { code, faults } = read.error;
  const named = (hint = ''): string => [hint, 'or name in Content-Type what the data is'].filter(Boolean).join('; ');
  return refuse(code, ...faults.map((fault) => ({ ...fault, hint: named(fault.hint) })));
}

/**
 * A whole event is no data: its signature would let anybody who has seen it send it once more under attributes of his own,
 * because a signature covers the body and no header.
 */
function isWholeEvent(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null && REQUIRED.every((name) => name in first);
}

function jsonIn(body: string | Uint8Array): unknown {
  if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const ENVELOPE = new Set(['missing_attribute', 'mixed_modes']);
const isEnvelopeFault = (faults: readonly Violation[]): boolean =>
  faults.some((f) => ENVELOPE.has(f.code) || f.pointer.endsWith('/specversion'));

const EVENT = 'send {"specversion":"1.0","id":...,"source":...,"type":...,"data":{...}}';

function readOne(value: unknown, pointer: string): Result<CloudEvent, readonly Violation[]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail([{ pointer, code: 'not_an_object', detail: 'an event is a JSON object', hint: EVENT }]);
  }
  const { data, data_base64: encoded, ...attributes } = value as Record<string, unknown>;
  const contentType = attributes['datacontenttype'];
  const content = readMembers(
    { data, encoded, contentType: typeof contentType === 'string' ? contentType : undefined },
    pointer,
  );
  const faults = [...missingAttributes(attributes, pointer), ...attributeFaults(attributes, pointer)];
  if (!content.ok) return fail([...faults, ...content.error]);
  return faults.length > 0 ? fail(faults) : succeed(assemble(attributes, content.value));
}
