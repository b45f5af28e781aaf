/** CloudEvents attributes in HTTP headers: quoting is undone first, then one round of percent-decoding. */
import type { Violation } from '#lib/kernel';

export function binaryAttributes(rawHeaders: readonly string[]): {
  attributes: Record<string, unknown>;
  faults: Violation[];
} {
  // without a prototype: `ce-constructor` and `ce-__proto__` are names like any other
  const attributes = Object.create(null) as Record<string, unknown>;
  const faults: Violation[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const header = (rawHeaders[i] as string).toLowerCase();
    const name = attributeIn(header);
    if (name === undefined) continue;
    const value = decodeHeader(rawHeaders[i + 1] as string);
    const problem = nameProblem(header, name in attributes) ?? (value === undefined ? NOT_UTF8 : undefined);
    if (problem !== undefined) faults.push({ pointer: `/${name}`, code: 'invalid_attribute', ...problem });
    else attributes[name] = name === 'historical' ? asBoolean(value as string) : value;
  }
  return { attributes, faults };
}

type Problem = Pick<Violation, 'detail' | 'hint'>;

const NOT_UTF8: Problem = {
  detail: 'is neither UTF-8 nor percent-encoded UTF-8',
  hint: 'percent-encode the UTF-8 bytes of every character beyond ASCII: ü is %C3%BC',
};

/** Which attribute a header carries, by its lower-case name; undefined for a header that is none of CloudEvents. */
function attributeIn(header: string): string | undefined {
  if (header === 'content-type') return 'datacontenttype';
  return header.startsWith('ce-') ? header.slice('ce-'.length) : undefined;
}

function nameProblem(header: string, repeated: boolean): Problem | undefined {
  if (header === 'ce-datacontenttype')
    return { detail: 'belongs in Content-Type in binary mode', hint: 'send Content-Type alone' };
  if (header === 'ce-data') return { detail: 'data is the body in binary mode', hint: 'send it as the body' };
  return repeated ? { detail: 'is sent twice', hint: 'send each header once' } : undefined;
}

/** Extension values arrive as text; the one boolean we know is given its type back. */
const asBoolean = (text: string): unknown => (text === 'true' ? true : text === 'false' ? false : text);

/** Quotes are undone first, then one round of percent-decoding; bytes that were sent as they are have to be UTF-8. */
function decodeHeader(raw: string): string | undefined {
  const text = asUtf8(raw.replace(/^[ \t]+|[ \t]+$/g, ''));
  if (text === undefined) return undefined;
  const unquoted = /^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text;
  if (!unquoted.includes('%')) return unquoted;
  try {
    return decodeURIComponent(unquoted.replace(/%(?![0-9a-fA-F]{2})/g, '%25'));
  } catch {
    return undefined;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const BEYOND_ASCII = /[\u0080-\u00ff]/;

/** Node hands the bytes of a header over as Latin-1: "Zürich" in UTF-8 would be kept as "ZÃ¼rich". */
function asUtf8(header: string): string | undefined {
  if (!BEYOND_ASCII.test(header)) return header;
  try {
    return utf8.decode(Uint8Array.from(header, (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
