/** Tables of members out of a JSON Schema as `#lib/kernel` writes it. */
import { FACT_PATTERN, REF_PATTERN, ZONE_PATTERN, type JsonSchema } from '#lib/kernel';

/** A row for each member, those of nested objects below it. */
export function rowsOf(schema: JsonSchema, above: string): string[] {
  const required = new Set(schema['required'] as string[]);
  return Object.entries(schema['properties'] as Record<string, JsonSchema>).flatMap(([name, member]) => {
    const row = `| \`${above}${name}\` | ${required.has(name) ? 'required' : ''} | ${valueOf(member)} |`;
    const inside = (member['items'] ?? member) as JsonSchema;
    return inside['type'] === 'object'
      ? [row, ...rowsOf(inside, `${above}${name}${member['items'] ? '[]' : ''}.`)]
      : [row];
  });
}

const DESCRIBED: Readonly<Record<string, (schema: JsonSchema) => string>> = {
  boolean: () => 'true or false',
  null: () => 'null',
  object: () => 'an object',
  integer: ({ minimum, maximum }) => `whole number, ${String(minimum)} to ${String(maximum)}`,
  number: ({ minimum, maximum }) => `number, ${String(minimum)} to ${String(maximum)}`,
  array: ({ items, minItems, maxItems }) =>
    `list of ${String(minItems)} to ${String(maxItems)}: ${valueOf(items as JsonSchema)}`,
  string: ({ pattern }) => textOf(pattern as string),
};

function textOf(pattern: string): string {
  if (pattern === REF_PATTERN) return 'reference';
  if (pattern === FACT_PATTERN) return 'time';
  if (pattern === ZONE_PATTERN) return 'IANA time zone';
  return `text that fits \`${pattern.replaceAll('|', '\\|')}\``;
}

export function valueOf(schema: JsonSchema): string {
  const words = schema['enum'] as string[] | undefined;
  if (words) return words.map((word) => `\`${word}\``).join(', ');
  const either = schema['anyOf'] as JsonSchema[] | undefined;
  if (either) return either.map(valueOf).join(' or ');
  return DESCRIBED[schema['type'] as string]?.(schema) ?? '';
}
