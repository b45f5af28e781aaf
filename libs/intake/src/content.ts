/**
 * The data of an event in whichever way it was sent. JSON is read; text and XML stay the text that they are; anything
 * else is bytes. Only JSON can be understood, and the rest is kept with an event that nobody here knows.
 */
import { dataTextFaults, fail, parseJson, succeed, type Result, type Violation } from '#lib/kernel';
import type { CloudEvent } from './cloud-event.js';
import { isJsonType, isTextType, mediaTypeOf } from './media-type.js';

export type Content = Pick<CloudEvent, 'data' | 'bytes'>;

export const NOTHING: Content = { data: undefined };

/** An absent content type means JSON. */
export const isJson = (contentType: string | undefined): boolean =>
  contentType === undefined || isJsonType(mediaTypeOf(contentType));

interface Members {
  readonly data: unknown;
  readonly encoded: unknown;
  readonly contentType: string | undefined;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** The members `data` and `data_base64` of an event: one of them at most. A null member counts as absent. */
export function readMembers({ data, encoded, contentType }: Members, pointer: string): Result<Content, Violation[]> {
  if (isAbsent(encoded)) return succeed({ data });
  const at = `${pointer}/data_base64`;
  if (!isAbsent(data)) return fail([{ pointer: at, ...BOTH }]);
  const bytes = typeof encoded === 'string' ? bytesIn(encoded) : undefined;
  if (!bytes) return fail([{ pointer: at, ...NOT_BASE64 }]);
  if (!isJson(contentType)) return contentOf(bytes, contentType as string, at);
  const value = jsonIn(bytes);
  return value ?? fail([{ pointer: at, ...NOT_JSON }]);
}

type Fault = Omit<Violation, 'pointer'>;
const BOTH: Fault = {
  code: 'mixed_modes',
  detail: 'send data or data_base64, not both',
  hint: 'leave one of them out',
};
const NOT_BASE64: Fault = {
  code: 'invalid_type',
  detail: 'must be base64',
  hint: 'send the standard alphabet with padding, in one line',
};
const NOT_JSON: Fault = {
  code: 'invalid_type',
  detail: 'must be base64 of UTF-8 JSON',
  hint: 'name another content in datacontenttype',
};

function jsonIn(bytes: Uint8Array): Result<Content, Violation[]> | undefined {
  const text = textIn(bytes);
  const parsed = text === undefined ? undefined : parseJson(text);
  return parsed?.ok ? succeed({ data: parsed.value }) : undefined;
}

/** Content that is not JSON: a text when it is one, else its bytes. */
export function contentOf(
  body: string | Uint8Array,
  contentType: string,
  pointer: string,
): Result<Content, Violation[]> {
  const text = typeof body === 'string' ? body : textIn(body);
  const faults = text === undefined ? [] : dataTextFaults(text, pointer);
  if (text !== undefined && faults.length === 0) return succeed({ data: text });
  if (text !== undefined && isTextType(contentType)) return fail(faults);
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return succeed({ data: undefined, bytes: base64Of(bytes) });
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textIn(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function bytesIn(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
