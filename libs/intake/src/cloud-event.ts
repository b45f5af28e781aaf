/** A CloudEvent 1.0.2 after its mode is forgotten: attributes as sent, data as JSON. */
import { escapePointer, schema, type Violation, type Schema, type SyntaxCode } from '#lib/kernel';
import { isJsonType, mediaTypeOf } from './media-type.js';

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
  readonly data: unknown;
}

/** Why a request cannot be read as CloudEvents. `code` is one of the HTTP error codes. */
export interface Refusal {
  readonly code: SyntaxCode | 'invalid_cloudevent' | 'invalid_event' | 'unsupported_media_type';
  readonly faults: readonly Violation[];
}

type Attribute = string | number | boolean;
const URI_REFERENCE = "^[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]{1,200}$";
/** Each separator stands alone: a character that could be separator or word would make this backtrack without end. */
const TYPE = '^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)+$';

const isJsonText = (value: unknown): boolean => typeof value === 'string' && isJsonType(mediaTypeOf(value));
const jsonType: Schema<string> = {
  schema: { type: 'string' },
  accepts: (value): value is string => isJsonText(value),
  explain: (value, pointer) =>
    isJsonText(value) ? [] : [{ pointer, code: 'invalid_text', detail: 'must be application/json in UTF-8' }],
};

const SHAPES = new Map<string, Schema<unknown>>(
  Object.entries({
    id: schema.ref(),
    source: schema.text(URI_REFERENCE, 'must be a URI reference of 1 to 200 characters'),
    type: schema.text(TYPE, 'must be lower-case words joined by dots, such as rapport.appointment.missed.v1'),
    time: schema.instant(),
    subject: schema.ref(),
    dataschema: schema.text(URI_REFERENCE, 'must be a URI'),
    datacontenttype: jsonType,
    recordedtime: schema.instant(),
    sequence: schema.text('^[A-Za-z0-9._:-]{1,64}$', 'must be 1 to 64 characters that sort as text'),
    partitionkey: schema.ref(),
    correlationid: schema.ref(),
    causationid: schema.ref(),
    traceparent: schema.text('^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$', 'must be a W3C traceparent'),
    historical: schema.bool(),
  }),
);
const CORE = new Set(['specversion', 'id', 'source', 'type', 'time', 'subject', 'dataschema', 'datacontenttype']);
const CLASSIFICATIONS = new Map<string, readonly string[]>([
  ['dataclassification', ['restricted', 'confidential']],
  ['dataregulation', ['HIPAA', 'GDPR']],
  ['datacategory', ['phi', 'special-category']],
]);
export const REQUIRED = ['specversion', 'id', 'source', 'type'] as const;

/** Missing what makes a CloudEvent one: the request is answered 400, whatever else is wrong. */
export function missingAttributes(attributes: Readonly<Record<string, unknown>>, pointer: string): Violation[] {
  const faults: Violation[] = [];
  for (const name of REQUIRED) {
    const value = attributes[name];
    if (value !== undefined && value !== null && value !== '') continue;
    faults.push({ pointer: `${pointer}/${name}`, code: 'missing_attribute', detail: 'is required by CloudEvents 1.0' });
  }
  const version = attributes['specversion'];
  if (version && version !== '1.0') {
    faults.push({ pointer: `${pointer}/specversion`, code: 'invalid_attribute', detail: 'must be "1.0"' });
  }
  return faults;
}

/** Every fault of the attributes that are there. A null attribute counts as absent. */
export function attributeFaults(attributes: Readonly<Record<string, unknown>>, pointer: string): Violation[] {
  const faults: Violation[] = [];
  for (const name in attributes) {
    const value = attributes[name];
    if (value === null || name === 'specversion') continue;
    const known = SHAPES.get(name);
    const at = `${pointer}/${escapePointer(name)}`;
    if (known) {
      if (!known.accepts(value)) faults.push(...known.explain(value, at));
    } else faults.push(...extensionFaults(name, value, at));
  }
  return faults;
}

function extensionFaults(name: string, value: unknown, pointer: string): Violation[] {
  if (!/^[a-z0-9]{1,40}$/.test(name)) {
    return [
      { pointer, code: 'invalid_attribute', detail: 'attribute names are 1 to 40 lower-case letters and digits' },
    ];
  }
  const labels = CLASSIFICATIONS.get(name);
  if (labels && !labels.includes(String(value))) {
    return [{ pointer, code: 'unknown_classification', detail: `is accepted only as ${labels.join(' or ')}` }];
  }
  const scalar =
    typeof value === 'boolean' || Number.isInteger(value) || (typeof value === 'string' && value.length <= 1_000);
  return scalar
    ? []
    : [{ pointer, code: 'invalid_attribute', detail: 'must be a short text, a whole number or a boolean' }];
}

/** Puts together an event whose attributes have passed. */
export function assemble(attributes: Readonly<Record<string, unknown>>, data: unknown): CloudEvent {
  const core: Record<string, unknown> = {};
  const extensions: Record<string, Attribute> = {};
  for (const name in attributes) {
    const value = attributes[name];
    if (value === null || value === undefined || name === 'specversion') continue;
    if (CORE.has(name)) core[name] = value;
    else extensions[name] = value as Attribute;
  }
  return { ...(core as unknown as Omit<CloudEvent, 'extensions' | 'data'>), extensions, data };
}
