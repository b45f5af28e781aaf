/** A CloudEvent 1.0.2 after its mode is forgotten: attributes as sent, data as JSON. */
import { escapePointer, type Violation, type SyntaxCode } from '#lib/kernel';
import { valueFaults } from './attribute-shapes.js';
import type { EventName } from './event-name.js';

export interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time?: string;
  readonly subject?: string;
  readonly dataschema?: string;
  readonly datacontenttype?: string;
  /** Extension attributes, kept as they came. */
  readonly extensions: Readonly<Record<string, string | number | boolean>>;
  /** JSON as it was read; a text for other content; undefined when nothing was sent. */
  readonly data: unknown;
  /** Base64 of content that is neither JSON nor text. */
  readonly bytes?: string;
}

/** Why a request cannot be read as CloudEvents. `code` is one of the HTTP error codes. */
export interface Refusal {
  readonly code: SyntaxCode | 'invalid_cloudevent' | 'invalid_event' | 'unsupported_media_type';
  readonly faults: readonly Violation[];
  /** Of the one event of the request, as far as it could be read. */
  readonly name?: EventName;
}

type Attribute = string | number | boolean;
const CORE = new Set(['specversion', 'id', 'source', 'type', 'time', 'subject', 'dataschema', 'datacontenttype']);
export const REQUIRED = ['specversion', 'id', 'source', 'type'] as const;

const MEANT: Readonly<Record<(typeof REQUIRED)[number], string>> = {
  specversion: 'the text "1.0"',
  id: 'the id of your record or message, the same at every try',
  source: 'a URI of your system that never changes',
  type: 'the name of what happened, such as rapport.appointment.missed.v1',
};
const V1 = 'send "1.0" as a text; versions 0.x are not read';

/** Missing what makes a CloudEvent one: the request is answered 400, whatever else is wrong. */
export function missingAttributes(attributes: Readonly<Record<string, unknown>>, pointer: string): Violation[] {
  const faults: Violation[] = [];
  for (const name of REQUIRED) {
    const value = attributes[name];
    if (value !== undefined && value !== null && value !== '') continue;
    const hint = `send ${name}: ${MEANT[name]}`;
    faults.push({
      pointer: `${pointer}/${name}`,
      code: 'missing_attribute',
      detail: 'is required by CloudEvents 1.0',
      hint,
    });
  }
  const version = attributes['specversion'];
  if (version && version !== '1.0') {
    faults.push({ pointer: `${pointer}/specversion`, code: 'invalid_attribute', detail: 'must be "1.0"', hint: V1 });
  }
  return faults;
}

/** Every fault of the attributes that are there. A null attribute counts as absent. */
export function attributeFaults(attributes: Readonly<Record<string, unknown>>, pointer: string): Violation[] {
  const faults: Violation[] = [];
  for (const name in attributes) {
    const value = attributes[name];
    if (value === null || name === 'specversion') continue;
    faults.push(...valueFaults(name, value, `${pointer}/${escapePointer(name)}`));
  }
  return faults;
}

/** Puts together an event whose attributes have passed. */
export function assemble(
  attributes: Readonly<Record<string, unknown>>,
  content: Pick<CloudEvent, 'data' | 'bytes'>,
): CloudEvent {
  const core: Record<string, unknown> = {};
  const extensions: Record<string, Attribute> = {};
  for (const name in attributes) {
    const value = attributes[name];
    if (value === null || value === undefined || name === 'specversion') continue;
    if (CORE.has(name)) core[name] = value;
    else extensions[name] = value as Attribute;
  }
  return { ...(core as unknown as Omit<CloudEvent, 'extensions' | 'data' | 'bytes'>), extensions, ...content };
}
