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
    const detail = nameProblem(header, name in attributes) ?? (value === undefined ? NOT_UTF8 : undefined);
    if (detail !== undefined) faults.push({ pointer: `/${name}`, code: 'invalid_attribute', detail });
    else attributes[name] = name === 'historical' ? asBoolean(value as string) : value;
  }
  return { attributes, faults };
}

const NOT_UTF8 = 'is not valid percent-encoded UTF-8';

/** Which attribute a header carries, by its lower-case name; undefined for a header that is none of CloudEvents. */
function attributeIn(header: string): string | undefined {
  if (header === 'content-type') return 'datacontenttype';
  return header.startsWith('ce-') ? header.slice('ce-'.length) : undefined;
}

function nameProblem(header: string, repeated: boolean): string | undefined {
  if (header === 'ce-datacontenttype') return 'belongs in Content-Type in binary mode';
  if (header === 'ce-data') return 'data is the body in binary mode';
  return repeated ? 'is sent twice' : undefined;
}

/** Extension values arrive as text; the one boolean we know is given its type back. */
const asBoolean = (text: string): unknown => (text === 'true' ? true : text === 'false' ? false : text);

function decodeHeader(raw: string): string | undefined {
  const text = raw.trim();
  const unquoted = /^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text;
  if (!unquoted.includes('%')) return unquoted;
  try {
    return decodeURIComponent(unquoted.replace(/%(?![0-9a-fA-F]{2})/g, '%25'));
  } catch {
    return undefined;
  }
}
