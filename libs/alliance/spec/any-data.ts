/** Values that fit a JSON Schema of the event catalogue, and the same values with one thing changed. */
import fc from 'fast-check';
import { isZeroDate, REF_PATTERN, ZONE_PATTERN, type JsonSchema } from '#lib/kernel';

type Anything = fc.Arbitrary<unknown>;

export function anyValueOf(schema: JsonSchema): Anything {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if (Array.isArray(schema['anyOf'])) return fc.oneof(...(schema['anyOf'] as JsonSchema[]).map(anyValueOf));
  const make = BY_TYPE[schema['type'] as string];
  if (!make) throw new Error(`no generator for ${JSON.stringify(schema)}`);
  return make(schema);
}

const BY_TYPE: Readonly<Record<string, (schema: JsonSchema) => Anything>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum, maximum }) => fc.integer({ min: minimum as number, max: maximum as number }),
  number: ({ minimum, maximum }) => fc.double({ min: minimum as number, max: maximum as number, noNaN: true }),
  string: anyText,
  array: ({ items, minItems, maxItems }) =>
    fc.array(anyValueOf(items as JsonSchema), {
      minLength: minItems as number,
      maxLength: Math.min(maxItems as number, (minItems as number) + 3),
    }),
  object: ({ properties, required }) =>
    fc.record(
      Object.fromEntries(
        Object.entries(properties as Record<string, JsonSchema>).map(([name, member]) => [name, anyValueOf(member)]),
      ),
      {
        requiredKeys: required as never[],
      },
    ),
};

const year = (n: number): number => Date.UTC(n, 0);
const instant = fc
  .date({ min: new Date(year(1900)), max: new Date(year(9999)), noInvalidDate: true })
  .map((date) => date.toISOString())
  .filter((text) => !isZeroDate(text));
/** A schema can only say what a zone looks like: these are some. */
const zone = fc.constantFrom('Europe/Vienna', 'America/Argentina/Ushuaia', 'US/Pacific', 'EST5EDT', 'Etc/GMT+5', 'UTC');

function anyText({ pattern, format }: JsonSchema): Anything {
  if (format === 'date-time') return instant;
  if (pattern === ZONE_PATTERN) return zone;
  // the generator cannot look ahead, so dots stay out of the first place
  if (pattern === REF_PATTERN) return fc.stringMatching(/^[A-Za-z0-9_:~-][A-Za-z0-9._:~-]{0,30}$/);
  return fc.stringMatching(new RegExp(pattern as string));
}

const ODD = [
  null,
  true,
  -1,
  0,
  0.5,
  1e9,
  '',
  ' ',
  'x',
  '...',
  'Anna Example',
  '2026-02-30T00:00:00Z',
  '1899-12-31T23:59:59Z',
  '2026-03-02T14:00:00',
  [],
  [null],
  {},
  { ref: 1 },
] as const;

/** The same value with one member, somewhere, taken away, added or replaced by something odd. */
export function changed(value: unknown): Anything {
  const odd = fc.constantFrom<unknown>(...ODD);
  if (typeof value !== 'object' || value === null) return odd;
  const keys = Object.keys(value);
  const added = odd.map((o) => (Array.isArray(value) ? [...(value as unknown[]), o] : { ...value, extra: o }));
  if (keys.length === 0) return fc.oneof(odd, added);
  const inside = fc.constantFrom(...keys).chain((key) => {
    const record = value as Record<string, unknown>;
    const removed = Array.isArray(value)
      ? value.filter((_, i) => String(i) !== key)
      : Object.fromEntries(Object.entries(record).filter(([k]) => k !== key));
    const put = (member: unknown): unknown =>
      Array.isArray(value)
        ? value.map((v: unknown, i) => (String(i) === key ? member : v))
        : { ...record, [key]: member };
    return fc.oneof(fc.constant(removed), changed(record[key]).map(put));
  });
  return fc.oneof({ arbitrary: inside, weight: 6 }, { arbitrary: added, weight: 1 }, { arbitrary: odd, weight: 1 });
}
