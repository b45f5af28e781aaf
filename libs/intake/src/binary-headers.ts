/** CloudEvents attributes in HTTP headers: quoting is undone first, then one round of percent-decoding. */
import type { Fault } from '#lib/kernel';

export function binaryAttributes(rawHeaders: readonly string[]): { attributes: Record<string, unknown>; faults: Fault[] } {
  const attributes: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const header = (rawHeaders[i] as string).toLowerCase();
    const name = header === 'content-type' ? 'datacontenttype' : header.startsWith('ce-') ? header.slice(3) : undefined;
    if (name === undefined) continue;
    const problem = nameProblem(header, name in attributes);
    const value = decodeHeader(rawHeaders[i + 1] as string);
    if (problem ?? value === undefined) faults.push({ pointer: `/${name}`, code: 'invalid_attribute', detail: problem ?? 'is not valid percent-encoded UTF-8' });
    else attributes[name] = name === 'historical' ? asBoolean(value as string) : value;
  }
  return { attributes, faults };
}

function nameProblem(header: string, repeated: boolean): string | undefined {
  if (header === 'ce-datacontenttype') return 'belongs into Content-Type in binary mode';
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
