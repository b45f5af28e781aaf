/**
 * Shapes: what a value from outside must look like, defined once. A shape answers three questions:
 * `accepts` (fast, for the many good inputs), `explain` (every fault at once, for the few bad ones) and
 * `schema` (JSON Schema 2020-12, for everyone else). Values are judged, never changed.
 */
import { FACT_PATTERN, isZeroDate, parseInstant } from './instant.js';
import { REF_PATTERN } from './ids.js';
import { nearest } from './nearest.js';
import { escapePointer } from './pointer.js';
import { isZone, LONGEST_ZONE, ZONE_PATTERN, zoneHint } from './zone.js';

export interface Violation {
  /** JSON Pointer (RFC 6901) into the body. */
  readonly pointer: string;
  /** Stable, from the closed list in docs/reference/errors.md. */
  readonly code: string;
  readonly detail: string;
  readonly hint?: string;
}
export type JsonSchema = { readonly [keyword: string]: unknown };

export interface Schema<T> {
  readonly schema: JsonSchema;
  accepts(value: unknown): value is T;
  explain(value: unknown, pointer: string): Violation[];
}
export interface Optional<T> {
  readonly optional: Schema<T>;
}
export type Infer<S> = S extends Schema<infer T> ? T : never;

type Field = Schema<unknown> | Optional<unknown>;
type Fields = Readonly<Record<string, Field>>;
type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K] extends Optional<unknown> ? never : K }[keyof F];
type OptionalKeys<F extends Fields> = Exclude<keyof F, RequiredKeys<F>>;
export type Members<F extends Fields> = {
  readonly [K in RequiredKeys<F>]: F[K] extends Schema<infer T> ? T : never;
} & { readonly [K in OptionalKeys<F>]?: F[K] extends Optional<infer T> ? T : never };

const leaf = <T>(schema: JsonSchema, good: (v: unknown) => boolean, fault: Omit<Violation, 'pointer'>): Schema<T> => ({
  schema,
  accepts: (value): value is T => good(value),
  explain: (value, pointer) => (good(value) ? [] : [{ pointer, ...fault }]),
});

export const optional = <T>(shape: Schema<T>): Optional<T> => ({ optional: shape });

export const ref = (): Schema<string> => {
  const pattern = new RegExp(REF_PATTERN);
  return leaf({ type: 'string', pattern: REF_PATTERN }, (v) => typeof v === 'string' && pattern.test(v), {
    code: 'invalid_id',
    detail: 'must be an opaque reference of 1 to 200 characters from A-Z a-z 0-9 . _ : ~ -',
    hint: 'send the id of your record, never a name, an address or a sentence',
  });
};

const isFactTime = (v: unknown): boolean => parseInstant(v) !== undefined && !isZeroDate(v);
const NO_TIME: Omit<Violation, 'pointer'> = {
  code: 'invalid_time',
  detail: 'must be an RFC 3339 date and time with an offset',
  hint: 'for example 2026-03-02T14:00:00+01:00',
};
const EMPTY_DATE: Omit<Violation, 'pointer'> = {
  code: 'empty_date',
  detail: 'is the zero of a spreadsheet, a database or a clock: most likely the cell was empty',
  hint: 'leave the member out, or send the date and time themselves',
};

export const instant = (): Schema<string> => ({
  schema: { type: 'string', format: 'date-time', pattern: FACT_PATTERN },
  accepts: (value): value is string => isFactTime(value),
  explain: (value, pointer) => (isFactTime(value) ? [] : [{ pointer, ...(isZeroDate(value) ? EMPTY_DATE : NO_TIME) }]),
});

/** A name of the IANA time zone database that this machine knows. JSON Schema can only say what such a name looks like. */
export const zone = (): Schema<string> => ({
  schema: { type: 'string', pattern: ZONE_PATTERN, maxLength: LONGEST_ZONE },
  accepts: isZone,
  explain: (value, pointer) =>
    isZone(value)
      ? []
      : [{ pointer, code: 'unknown_zone', detail: 'must be an IANA time zone name', hint: zoneHint(value) }],
});

const MAX_TEXT = 200;
const A_CODE = `send the code itself, at most ${MAX_TEXT} characters, and no free text`;

/** A code of at most 200 characters that fits a pattern. Patterns must not backtrack, because untrusted senders choose the text. */
export const text = (pattern: string, detail: string): Schema<string> => {
  const expression = new RegExp(pattern);
  const good = (v: unknown): boolean => typeof v === 'string' && v.length <= MAX_TEXT && expression.test(v);
  return leaf({ type: 'string', pattern, maxLength: MAX_TEXT }, good, { code: 'invalid_text', detail, hint: A_CODE });
};

export const bool = (): Schema<boolean> =>
  leaf({ type: 'boolean' }, (v) => typeof v === 'boolean', {
    code: 'invalid_type',
    detail: 'must be true or false',
    hint: 'send true or false without quotes',
  });

const NUMBER_HINT = 'send it without quotes, or leave an optional member out';

export const number = (min: number, max: number): Schema<number> =>
  leaf({ type: 'number', minimum: min, maximum: max }, (v) => typeof v === 'number' && v >= min && v <= max, {
    code: 'number_range',
    detail: `must be a number from ${min} to ${max}`,
    hint: NUMBER_HINT,
  });

export const integer = (min: number, max: number): Schema<number> =>
  leaf(
    { type: 'integer', minimum: min, maximum: max },
    (v) => Number.isInteger(v) && (v as number) >= min && (v as number) <= max,
    { code: 'number_range', detail: `must be a whole number from ${min} to ${max}`, hint: NUMBER_HINT },
  );

export const nullable = <T>(shape: Schema<T>): Schema<T | null> => ({
  schema: { anyOf: [shape.schema, { type: 'null' }] },
  accepts: (value): value is T | null => value === null || shape.accepts(value),
  explain: (value, pointer) => (value === null ? [] : shape.explain(value, pointer)),
});

export const oneOf = <const T extends string>(...words: readonly T[]): Schema<T> => {
  const known = new Set<string>(words);
  return {
    schema: { enum: words },
    accepts: (value): value is T => typeof value === 'string' && known.has(value),
    explain: (value, pointer) => {
      if (typeof value === 'string' && known.has(value)) return [];
      const meant = typeof value === 'string' ? nearest(value, words) : undefined;
      const detail = `must be one of ${words.join(', ')}`;
      const hint = meant ? `did you mean "${meant}"?` : 'send one of these words, in this spelling';
      return [{ pointer, code: 'unknown_code', detail, hint }];
    },
  };
};

const SIZE = 'leave out what is not needed, or send the rest in another event';

export const list = <T>(shape: Schema<T>, max: number, min = 0): Schema<readonly T[]> => {
  const sized = (v: readonly unknown[]): boolean => v.length >= min && v.length <= max;
  return {
    schema: { type: 'array', items: shape.schema, minItems: min, maxItems: max },
    accepts: (value): value is readonly T[] =>
      Array.isArray(value) && sized(value) && value.every((v) => shape.accepts(v)),
    explain: (value, pointer) => {
      if (!Array.isArray(value))
        return [{ pointer, code: 'invalid_type', detail: 'must be a list', hint: 'also of one member: [...]' }];
      const size = sized(value)
        ? []
        : [{ pointer, code: 'list_size', detail: `must have ${min} to ${max} members`, hint: SIZE }];
      return [...size, ...value.slice(0, max).flatMap((v, i) => shape.explain(v, `${pointer}/${i}`))];
    },
  };
};

const isOptional = (field: Field): field is Optional<unknown> => 'optional' in field;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with exactly these members. An unknown member is a fault, with the nearest known name as a hint. */
export function object<F extends Fields>(fields: F): Schema<Members<F>> {
  const names = Object.keys(fields);
  const required = names.filter((n) => !isOptional(fields[n] as Field));
  const shapes = new Map(names.map((n) => [n, shapeOf(fields[n] as Field)]));
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...shapes].map(([n, s]) => [n, s.schema])),
      required,
      additionalProperties: false,
    },
    accepts: (value): value is Members<F> => acceptsObject(value, shapes, required),
    explain: (value, pointer) => explainObject(value, { shapes, required, names }, pointer),
  };
}

const shapeOf = (field: Field): Schema<unknown> => (isOptional(field) ? field.optional : field);

function acceptsObject(value: unknown, shapes: Map<string, Schema<unknown>>, required: readonly string[]): boolean {
  if (!isRecord(value)) return false;
  let found = 0;
  for (const key in value) {
    const shape = shapes.get(key);
    if (!shape?.accepts(value[key])) return false;
    found++;
  }
  return found >= required.length && required.every((name) => Object.hasOwn(value, name));
}

interface ObjectShape {
  readonly shapes: Map<string, Schema<unknown>>;
  readonly required: readonly string[];
  readonly names: readonly string[];
}

function explainObject(value: unknown, { shapes, required, names }: ObjectShape, pointer: string): Violation[] {
  if (!isRecord(value)) return [notAnObject(value, pointer, names)];
  const faults: Violation[] = [];
  for (const name of required) {
    if (Object.hasOwn(value, name)) continue;
    const at = `${pointer}/${escapePointer(name)}`;
    faults.push({
      pointer: at,
      code: 'missing_member',
      detail: 'is required',
      hint: `send ${wanted(shapes.get(name)?.schema ?? {})}`,
    });
  }
  for (const key of Object.keys(value)) {
    const shape = shapes.get(key);
    const at = `${pointer}/${escapePointer(key)}`;
    if (shape) faults.push(...shape.explain(value[key], at));
    else faults.push(unknownMember(at, key, names));
  }
  return faults;
}

function notAnObject(value: unknown, pointer: string, names: readonly string[]): Violation {
  const hint = `send an object with the members ${names.join(', ')}`;
  const detail = value === undefined || value === null ? 'is missing: must be an object' : 'must be an object';
  return { pointer, code: 'not_an_object', detail, hint };
}

/** A few words about what would be right, out of the schema. */
function wanted({ type, enum: words, format, anyOf }: JsonSchema): string {
  if (Array.isArray(words)) return `one of ${words.join(', ')}`;
  if (format === 'date-time') return 'an RFC 3339 date and time with an offset';
  if (Array.isArray(anyOf)) return (anyOf as readonly JsonSchema[]).map(wanted).join(', or ');
  return WANTED[String(type)] ?? 'a value';
}

const WANTED: Readonly<Record<string, string>> = {
  string: 'the code or reference as a text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

function unknownMember(pointer: string, key: string, names: readonly string[]): Violation {
  const meant = nearest(key, names);
  const hint = meant ? `did you mean "${meant}"?` : `known members: ${names.join(', ')}`;
  return { pointer, code: 'unknown_property', detail: 'is not a member of this object', hint };
}
