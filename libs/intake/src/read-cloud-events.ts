/**
 * The CloudEvents HTTP binding, read strictly: structured, batched and binary mode. Nothing is invented: an id or a time
 * that is missing stays missing, because a made-up id would break idempotency and a made-up time would be clinical fiction.
 */
import { fail, parseJson, succeed, type Fault, type Result } from '#lib/kernel';
import { assemble, attributeFaults, missingAttributes, type CloudEvent, type Refusal } from './cloud-event.js';
import { binaryAttributes } from './binary-headers.js';

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
  readonly items: readonly Result<CloudEvent, readonly Fault[]>[];
}
export const MAX_BATCH = 500;

type Read = Result<Reading, Refusal>;
const refuse = (code: Refusal['code'], ...faults: Fault[]): Read => fail({ code, faults });

/** Which mode a request is in, by the prefix of its content type; undefined when the type is none of ours. */
export function modeOf({ contentType, rawHeaders }: RawRequest): Mode | undefined {
  const type = contentType.trim().toLowerCase();
  const [media = ''] = type.split(';');
  if (!/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(media.trim())) return undefined;
  if (/charset=(?!"?utf-8"?\s*(?:;|$))/.test(type)) return undefined;
  if (media.trim() === 'application/cloudevents-batch+json') return 'batched';
  if (media.trim() === 'application/cloudevents+json') return 'structured';
  if (media.startsWith('application/cloudevents')) return undefined;
  if (!/^application\/(?:json|[a-z0-9.+-]+\+json)$/.test(media.trim())) return undefined;
  return rawHeaders.some((name, i) => i % 2 === 0 && name.toLowerCase().startsWith('ce-')) ? 'binary' : undefined;
}

export function readCloudEvents(request: RawRequest): Read {
  const mode = modeOf(request);
  if (!mode) return refuse('unsupported_media_type');
  const parsed = parseJson(request.body);
  if (!parsed.ok) return refuse(refusalCode(parsed.error), ...parsed.error.faults);
  if (mode === 'binary') return readBinary(request, parsed.value);
  if (mode === 'structured') return readStructured(parsed.value);
  return readBatch(parsed.value);
}

function refusalCode({ syntax, faults }: { syntax: boolean; faults: readonly Fault[] }): Refusal['code'] {
  const code = faults[0]?.code;
  if (!syntax) return 'invalid_event';
  return code === 'empty_body' || code === 'too_deep' || code === 'forbidden_key' ? code : 'invalid_json';
}

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
const isEnvelopeFault = (faults: readonly Fault[]): boolean =>
  faults.some((f) => ENVELOPE.has(f.code) || f.pointer.endsWith('/specversion'));

function readOne(value: unknown, pointer: string): Result<CloudEvent, readonly Fault[]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail([{ pointer, code: 'not_an_object', detail: 'an event is a JSON object' }]);
  }
  const { data, data_base64: encoded, ...attributes } = value as Record<string, unknown>;
  const faults = [...missingAttributes(attributes, pointer), ...attributeFaults(attributes, pointer)];
  if (encoded === undefined || encoded === null) {
    return faults.length > 0 ? fail(faults) : succeed(assemble(attributes, data));
  }
  if (data !== undefined && data !== null) {
    faults.push({ pointer: `${pointer}/data_base64`, code: 'mixed_modes', detail: 'send data or data_base64, not both' });
    return fail(faults);
  }
  return readEncoded({ attributes, encoded, pointer, faults });
}

interface Encoded {
  readonly attributes: Record<string, unknown>;
  readonly encoded: unknown;
  readonly pointer: string;
  readonly faults: readonly Fault[];
}

function readEncoded({ attributes, encoded, pointer, faults }: Encoded): Result<CloudEvent, readonly Fault[]> {
  const text = typeof encoded === 'string' ? decodeBase64(encoded) : undefined;
  const parsed = text === undefined ? undefined : parseJson(text);
  if (!parsed?.ok) {
    return fail([...faults, { pointer: `${pointer}/data_base64`, code: 'invalid_type', detail: 'must be base64 of UTF-8 JSON' }]);
  }
  return faults.length > 0 ? fail(faults) : succeed(assemble(attributes, parsed.value));
}

function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
