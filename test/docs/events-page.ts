import { CATALOGUE, EVENT_TYPES, isOwnType, wireName, type EventType } from '#lib/events';
import { FACT_PATTERN, REF_PATTERN, ZONE_PATTERN, type JsonSchema } from '#lib/kernel';

/** docs/reference/events.md: one section for each type, with its members. */
export function eventsPage(): string {
  const sent = EVENT_TYPES.filter((type) => !isOwnType(type));
  const own = EVENT_TYPES.filter(isOwnType);
  return `# Events

Every fact that Rapport understands, version 1. An event is a CloudEvent 1.0; the tables list the members of its \`data\`.
The same as JSON Schema 2020-12: \`GET /schemas/<type>.json\`. No member takes free text. A reference is an opaque id of 1 to
200 characters from \`A-Z a-z 0-9 . _ : ~ -\`, a time is RFC 3339 with an offset.

${sent.map(section).join('\n')}
# Internal events

Rapport appends these itself. If a practice system sends one, it is refused with \`reserved_type\`.

${own.map(section).join('\n')}`;
}

function section(type: EventType): string {
  return `## ${wireName(type)}\n\n| member | | value |\n|---|---|---|\n${rowsOf(CATALOGUE[type].schema, '').join('\n')}\n`;
}

function rowsOf(schema: JsonSchema, above: string): string[] {
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

function valueOf(schema: JsonSchema): string {
  const words = schema['enum'] as string[] | undefined;
  if (words) return words.map((word) => `\`${word}\``).join(', ');
  const either = schema['anyOf'] as JsonSchema[] | undefined;
  if (either) return either.map(valueOf).join(' or ');
  return DESCRIBED[schema['type'] as string]?.(schema) ?? '';
}
