/** What each attribute of a CloudEvent may hold: all that the specification allows, and our limits named where it has none. */
import { isLineOfText, lineOfTextFaults, schema, type Schema, type Violation } from '#lib/kernel';
import { isContentType } from './media-type.js';
import { isUriReference } from './uri-reference.js';

/** Of `id`, `source`, `type` and `subject`: source and id together are a key of the log, whose entries have a limit. */
export const ATTRIBUTE_BYTES = 1_024;
/** Of an extension's text. */
const EXTENSION_BYTES = 4_096;
const EXTENSION_NAME = /^[a-z0-9]{1,40}$/;
const INTEGER = 2_147_483_648;

const encoder = new TextEncoder();
/** No character has more than three bytes for each of its units: only long texts are measured. */
const fits = (text: string, bytes: number): boolean =>
  text.length * 3 <= bytes || (text.length <= bytes && encoder.encode(text).length <= bytes);

type Fault = Omit<Violation, 'pointer'>;
const invalid = (detail: string, hint: string): Fault => ({ code: 'invalid_attribute', detail, hint });
const bytesOf = (limit: number): string => `${limit.toLocaleString('en')} bytes in UTF-8`;

type Code = 'invalid_attribute' | 'invalid_id' | 'invalid_source' | 'invalid_text';
const as = (code: Code, fault: Fault): Fault => ({ ...fault, code });

interface Rule {
  readonly code: Code;
  readonly limit: number;
  readonly good?: (text: string) => boolean;
  /** What is said when `good` says no. */
  readonly otherwise?: Fault;
}

/** A text of one line with a limit in bytes, and maybe a grammar of its own. */
function line(rule: Rule): Schema<string> {
  const { limit, good } = rule;
  const accepts = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && fits(value, limit) && isLineOfText(value) && (good?.(value) ?? true);
  const explain = (value: unknown, pointer: string): Violation[] => {
    if (accepts(value)) return [];
    const measured = measure(value, rule);
    if (measured) return [{ pointer, ...as(rule.code, measured) }];
    const faults = lineOfTextFaults(value as string, pointer);
    return faults.length > 0 || !rule.otherwise ? faults : [{ pointer, ...rule.otherwise }];
  };
  return { schema: { type: 'string' }, accepts, explain };
}

function measure(value: unknown, { limit }: Rule): Fault | undefined {
  if (typeof value !== 'string') return invalid('must be a text', 'send it as a JSON string, in quotes');
  if (value === '') return invalid('is empty', 'leave it out, or send its value');
  if (fits(value, limit)) return undefined;
  return invalid(`is longer than ${bytesOf(limit)}`, 'send a shorter one, for example a hash of it');
}

const anyText = (code: Code): Schema<string> => line({ code, limit: ATTRIBUTE_BYTES });
const uriReference = (code: Code): Schema<string> =>
  line({
    code,
    limit: ATTRIBUTE_BYTES,
    good: isUriReference,
    otherwise: {
      code,
      detail: 'must be a URI reference (RFC 3986)',
      hint: 'for example urn:example:practice or https://practice.example/api; percent-encode spaces and letters beyond ASCII',
    },
  });
const pattern = (expression: RegExp, detail: string, hint: string): Schema<string> =>
  line({
    code: 'invalid_text',
    limit: ATTRIBUTE_BYTES,
    good: (text) => expression.test(text),
    otherwise: { code: 'invalid_text', detail, hint },
  });

const id = anyText('invalid_id');
const source = uriReference('invalid_source');

/** Whether any event could have this source and id. */
export const couldBeEvent = (itsSource: string, itsId: string): boolean =>
  source.accepts(itsSource) && id.accepts(itsId);

const SHAPES = new Map<string, Schema<unknown>>(
  Object.entries({
    id,
    source,
    type: anyText('invalid_text'),
    time: schema.instant(),
    subject: anyText('invalid_id'),
    dataschema: uriReference('invalid_attribute'),
    datacontenttype: line({
      code: 'invalid_text',
      limit: ATTRIBUTE_BYTES,
      good: isContentType,
      otherwise: {
        code: 'invalid_text',
        detail: 'must be a media type (RFC 2046)',
        hint: 'for example application/json, or leave it out',
      },
    }),
    recordedtime: schema.instant(),
    sequence: pattern(
      /^[A-Za-z0-9._:-]{1,64}$/,
      'must be 1 to 64 characters that sort as text',
      'pad numbers with zeros and send them in quotes, for example "000042"',
    ),
    partitionkey: anyText('invalid_id'),
    correlationid: anyText('invalid_id'),
    causationid: anyText('invalid_id'),
    traceparent: pattern(
      /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/,
      'must be a W3C traceparent',
      'send the header of the trace as it is, or leave it out',
    ),
    historical: schema.bool(),
  }),
);

const CLASSIFICATIONS = new Map<string, readonly string[]>([
  ['dataclassification', ['restricted', 'confidential']],
  ['dataregulation', ['HIPAA', 'GDPR']],
  ['datacategory', ['phi', 'special-category']],
]);

/** Every fault of one attribute's value. */
export function valueFaults(name: string, value: unknown, pointer: string): readonly Violation[] {
  const known = SHAPES.get(name);
  if (!known) return extensionFaults(name, value, pointer);
  return known.accepts(value) ? NONE : known.explain(value, pointer);
}

const NONE: readonly Violation[] = [];

function extensionFaults(name: string, value: unknown, pointer: string): readonly Violation[] {
  if (!EXTENSION_NAME.test(name)) return [{ pointer, ...BAD_NAME }];
  const labels = CLASSIFICATIONS.get(name);
  if (!labels || labels.includes(String(value))) return scalarFaults(value, pointer);
  const detail = `is accepted only as ${labels.join(' or ')}`;
  return [{ pointer, code: 'unknown_classification', detail, hint: 'data of another kind must not be sent here' }];
}

function scalarFaults(value: unknown, pointer: string): readonly Violation[] {
  if (value === '' || typeof value === 'boolean' || ofAnExtension.accepts(value)) return NONE;
  if (typeof value === 'string') return ofAnExtension.explain(value, pointer);
  if (typeof value !== 'number') return [{ pointer, ...BAD_VALUE }];
  return isInteger(value) ? NONE : [{ pointer, ...BAD_INTEGER }];
}

const ofAnExtension = line({ code: 'invalid_attribute', limit: EXTENSION_BYTES });
const isInteger = (value: number): boolean => Number.isInteger(value) && value >= -INTEGER && value < INTEGER;
const BAD_NAME = invalid(
  'attribute names are 1 to 40 lower-case letters a-z and digits 0-9 (CloudEvents 1.0)',
  'rename it, for example clinicid instead of clinic_id, or move it into data',
);
const BAD_INTEGER = invalid(
  'must be a whole number from -2147483648 to 2147483647: CloudEvents integers have 32 bits',
  'send a larger or a fractional number as a text, in quotes',
);
const BAD_VALUE = invalid(
  'an extension is a text, a whole number, or true or false',
  'move lists and objects into data',
);
