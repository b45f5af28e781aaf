/**
 * The CloudEvents HTTP binding, read strictly: structured, batched and binary mode. Nothing is invented: an id or a time
 * that is missing stays missing, because a made-up id would break idempotency and a made-up time would be clinical fiction.
 */
import { fail, parseJson, succeed, type Violation, type Result } from '#lib/kernel';
import { assemble, attributeFaults, missingAttributes, type CloudEvent, type Refusal } from './cloud-event.js';
import { binaryAttributes } from './binary-headers.js';
import { isJsonType, mediaTypeOf } from './media-type.js';

export interface RawRequest {
  readonly contentType: string;
  /** Names and values in turn, as they came over the wire, so that repeated headers can be seen. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}
export type Mode = 'structured' | 'batched' | 'binary';
export interface Reading {
  readonly mode: Mode;
  /** One entry per event sent, in order: the event, or all that is wrong with it. */
  readonly items: readonly Result<CloudEvent, readonly Violation[]>[];
}
export const MAX_BATCH = 500;

type Read = Result<Reading, Refusal>;
const refuse = (code: Refusal['code'], ...faults: Violation[]): Read => fail({ code, faults });

const MODES: Readonly<Record<string, Mode>> = {
  'application/cloudevents-batch+json': 'batched',
  'application/cloudevents+json': 'structured',
};

/** Which mode a request is in, by its content type; undefined when the type is none of ours. */
export function modeOf({ contentType, rawHeaders }: RawRequest): Mode | undefined {
  const media = mediaTypeOf(contentType);
  if (media === undefined) return undefined;
  if (media.startsWith('application/cloudevents')) return MODES[media];
  return isJsonType(media) && hasAttributes(rawHeaders) ? 'binary' : undefined;
}

const hasAttributes = (rawHeaders: readonly string[]): boolean =>
  rawHeaders.some((name, i) => i % 2 === 0 && name.toLowerCase().startsWith('ce-'));

export function readCloudEvents(request: RawRequest): Read {
  const mode = modeOf(request);
  if (!mode) return refuse('unsupported_media_type');
  const parsed = parseJson(request.body);
  if (!parsed.ok) return refuse(parsed.error.syntax ?? 'invalid_event', ...parsed.error.faults);
  if (mode === 'binary') return readBinary(request, parsed.value);
  if (hasAttributes(request.rawHeaders)) return refuse('invalid_cloudevent', MIXED_MODES);
  return mode === 'structured' ? readStructured(parsed.value) : readBatch(parsed.value);
}

const MIXED_MODES: Violation = {
  pointer: '',
  code: 'mixed_modes',
  detail: 'attributes come in ce- headers or in the body, not in both',
};

function readStructured(value: unknown): Read {
  const item = readOne(value, '');
  if (!item.ok && isEnvelopeFault(item.error)) return refuse('invalid_cloudevent', ...item.error);
  return succeed({ mode: 'structured', items: [item] });
}

function readBatch(value: unknown): Read {
  if (!Array.isArray(value)) {
    return refuse('invalid_event', { pointer: '', code: 'invalid_type', detail: 'a batch is a JSON array of events' });
  }
  if (value.length === 0 || value.length > MAX_BATCH) {
    return refuse('invalid_event', { pointer: '', code: 'list_size', detail: `a batch has 1 to ${MAX_BATCH} events` });
  }
  return succeed({ mode: 'batched', items: value.map((event, i) => readOne(event, `/${i}`)) });
}

function readBinary(request: RawRequest, data: unknown): Read {
  const { attributes, faults } = binaryAttributes(request.rawHeaders);
  const all = [...faults, ...missingAttributes(attributes, '')];
  if (all.length > 0) return refuse('invalid_cloudevent', ...all);
  const wrong = attributeFaults(attributes, '');
  return succeed({ mode: 'binary', items: [wrong.length > 0 ? fail(wrong) : succeed(assemble(attributes, data))] });
}

const ENVELOPE = new Set(['missing_attribute', 'mixed_modes']);
const isEnvelopeFault = (faults: readonly Violation[]): boolean =>
  faults.some((f) => ENVELOPE.has(f.code) || f.pointer.endsWith('/specversion'));

function readOne(value: unknown, pointer: string): Result<CloudEvent, readonly Violation[]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail([{ pointer, code: 'not_an_object', detail: 'an event is a JSON object' }]);
  }
  const { data, data_base64: encoded, ...attributes } = value as Record<string, unknown>;
  const content = readContent({ data, encoded }, pointer);
  const faults = [...missingAttributes(attributes, pointer), ...attributeFaults(attributes, pointer)];
  if (!content.ok) return fail([...faults, content.error]);
  return faults.length > 0 ? fail(faults) : succeed(assemble(attributes, content.value));
}

interface Contents {
  readonly data: unknown;
  readonly encoded: unknown;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** The data of an event, as JSON or as the base64 of JSON; never both. A null member counts as absent. */
function readContent({ data, encoded }: Contents, pointer: string): Result<unknown, Violation> {
  if (isAbsent(encoded)) return succeed(data);
  const refuseData = (code: string, detail: string): Result<never, Violation> =>
    fail({ pointer: `${pointer}/data_base64`, code, detail });
  if (!isAbsent(data)) return refuseData('mixed_modes', 'send data or data_base64, not both');
  const text = typeof encoded === 'string' ? decodeBase64(encoded) : undefined;
  const parsed = text === undefined ? undefined : parseJson(text);
  return parsed?.ok ? succeed(parsed.value) : refuseData('invalid_type', 'must be base64 of UTF-8 JSON');
}

function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
