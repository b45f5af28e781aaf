/**
 * "Accepted" means that it takes effect, for every member too: each member of each type is told in two ways, and what a
 * reader is shown has to differ: the timeline, the summary, the relationship, the alerts or the next due time. What is
 * kept in the log alone is named below, with the reason.
 */
import { foldEpisode, lookAgainAt, relationshipOf } from '#lib/alliance';
import { CATALOGUE, EVENT_TYPES, type ClinicEvent, type EventType } from '#lib/events';
import { FACT_PATTERN, REF_PATTERN, ZONE_PATTERN, type JsonSchema } from '#lib/kernel';
import { booked, contact, iso, on, opened, phq, phqRules, pulse } from '../../alliance/spec/history.js';
import { summarise } from './episode-summary.js';
import { narrate } from './episode-timeline.js';

/** Members that change nothing that is shown, and why they are taken all the same. */
const KEPT_IN_THE_LOG: Readonly<Record<string, string>> = {
  'appointment.booked participants[].ref': 'the others in a group are somebody else’s: only their number is shown',
  'appointment.booked participants[].role': 'as their references; the two of the episode are known',
  'feedback.partially_submitted totals': 'a form that was begun is not scored; its finished version is',
  'feedback.partially_submitted totals[].scale': 'as its totals',
  'feedback.partially_submitted totals[].value': 'as its totals',
  'note.alliance_markers_recorded ownPart': 'for supervision, shown in no list',
};

/** Whose an event is. With another client or episode it is an event of somebody else. */
const WHOSE: ReadonlySet<string> = new Set(['episode', 'client']);

type Way = readonly (string | number)[];

const TEXTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/member:/, ['client', 'clinician']],
  [/pat\|prov/, ['pat', 'prov']],
  [/\[A-Za-z0-9\]\{2,8\}\)\{0,3\}/, ['en', 'de']],
  [/0,39/, ['pulse', 'phq-9']],
  [/\[0-9\]\{1,3\}/, ['1', '2']],
  [/./, ['denial', 'avoidance']],
];

/** Two values that fit a schema. */
function twoOf(schema: JsonSchema): readonly unknown[] {
  const words = schema['enum'] as unknown[] | undefined;
  if (words) return [words[0], words[1] ?? words[0]];
  const either = schema['anyOf'] as JsonSchema[] | undefined;
  if (either) return twoOf(either[0] as JsonSchema);
  return TWO_BY_TYPE[schema['type'] as string]?.(schema) ?? [];
}

const TWO_BY_TYPE: Readonly<Record<string, (schema: JsonSchema) => readonly unknown[]>> = {
  boolean: () => [true, false],
  integer: ({ minimum, maximum }) => [Math.max(Number(minimum), 1), Math.min(Number(maximum), 3)],
  number: () => [0.25, 0.75],
  string: ({ pattern }) => twoTexts(pattern as string),
  array: ({ items }) => [
    [sampleOf(items as JsonSchema)],
    [sampleOf(items as JsonSchema), sampleOf(items as JsonSchema)],
  ],
  object: (schema) => [sampleOf(schema), sampleOf(schema)],
};

function twoTexts(pattern: string): readonly string[] {
  if (pattern === FACT_PATTERN) return [iso(12), iso(13)];
  if (pattern === ZONE_PATTERN) return ['Europe/Vienna', 'America/New_York'];
  if (pattern === REF_PATTERN) return ['ref-1', 'ref-2'];
  return TEXTS.find(([known]) => known.test(pattern))?.[1] ?? [];
}

/** The least that passes, with members that make it mean something. */
function sampleOf(schema: JsonSchema): unknown {
  if (schema['type'] !== 'object') return twoOf(schema)[0];
  const required = new Set(schema['required'] as string[]);
  const members = Object.entries(schema['properties'] as Record<string, JsonSchema>);
  return Object.fromEntries(members.filter(([name]) => required.has(name)).map(([name, one]) => [name, sampleOf(one)]));
}

interface Member {
  readonly name: string;
  readonly way: Way;
  readonly schema: JsonSchema;
  readonly optional: boolean;
}

function membersOf(schema: JsonSchema, name = '', way: Way = []): readonly Member[] {
  const required = new Set(schema['required'] as string[]);
  return Object.entries(schema['properties'] as Record<string, JsonSchema>).flatMap(([key, member]) => {
    const own: Member = { name: `${name}${key}`, way: [...way, key], schema: member, optional: !required.has(key) };
    const inside = (member['items'] ?? member) as JsonSchema;
    const place = member['items'] ? [...way, key, 0] : [...way, key];
    if (inside['type'] !== 'object') return [own];
    // an object is its members; of a list it matters also whether there is one
    return [
      ...(member['items'] ? [own] : []),
      ...membersOf(inside, `${name}${key}${member['items'] ? '[].' : '.'}`, place),
    ];
  });
}

/** The same data with one member set; without it where undefined is set. */
function withMember(data: unknown, [key, ...rest]: Way, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(data) || typeof key === 'number') {
    const [first = {}, ...others] = (data ?? []) as readonly unknown[];
    return [withMember(first, rest, value), ...others];
  }
  const record = { ...(data as Record<string, unknown> | undefined) };
  record[key] = withMember(record[key], rest, value);
  return record;
}

/** What surrounds the event, so that it has something to change. */
const answers = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'].map((item) => ({ item, value: 8 }));
const before: readonly ClinicEvent[] = [opened(), contact(1), pulse(2, 90), pulse(3, 90), phq(4, 3), booked(5, 20)];

const merged = on(8, 'client.merged', { client: 'kept', survivor: 'kept', retired: 'c1' } as never);

/** What has to be said beside a member, so that it can mean something; the first that fits its row counts. */
const BESIDE: readonly (readonly [RegExp, object])[] = [
  // totals count where there are no answers
  [/^feedback\.(?:submitted|amended) totals/, { totals: [{ scale: 'alliance', value: 80 }] }],
  [/^feedback\.(?:submitted|amended) /, { items: answers }],
  // a form that was begun is never scored, and its answer to a safety question is heard
  [
    /^feedback\.partially_submitted /,
    { instrument: { code: 'phq-9', version: '1' }, items: [{ item: 'phq9-9', value: 2 }] },
  ],
  [/^feedback\.requested /, { dueAt: iso(12) }],
  [/^client\.merged /, { client: 'kept', survivor: 'kept', retired: 'c1' }],
];
/** Of members whose schema does not say what means something. */
const VALUES: readonly (readonly [RegExp, readonly unknown[]])[] = [
  [/^client\.merged retired$/, ['c1', 'somebody-else']],
  [/^client\.unmerged restored$/, ['c1', 'somebody-else']],
  [/partially_submitted items\[\]\.item$/, ['phq9-9', 'phq9-1']],
  [/partially_submitted items\[\]\.value$/, [3, 0]],
  [/partially_submitted items$/, [[{ item: 'phq9-9', value: 3 }], []]],
  [/ items$/, [answers, []]],
  [/ items\[\]\.item$/, ['p1', 'r2']],
  [/ totals$/, [[{ scale: 'alliance', value: 80 }], []]],
  [/ totals\[\]\.scale$/, ['alliance', 'nobody-reads']],
  [/ totals\[\]\.value$/, [80, 40]],
];

const isOfOnePerson = (type: EventType): boolean => /^(?:client|clinician)\./.test(type);

function eventOf(type: EventType, data: object): ClinicEvent {
  const event = on(10, type, data as never);
  if (!isOfOnePerson(type)) return event;
  const whose = type.startsWith('client.') ? { client: 'c1' } : { clinician: 'k1' };
  return { ...event, data: { ...whose, ...data } } as ClinicEvent;
}

function shown(event: ClinicEvent): string {
  const events = [...before, ...(event.type === 'client.unmerged' ? [merged] : []), event];
  const state = foldEpisode(events, phqRules());
  return JSON.stringify([
    narrate(events, phqRules()),
    summarise(state, phqRules()),
    relationshipOf(state, phqRules()),
    state.alerts,
    lookAgainAt(state, phqRules()),
  ]);
}

const ROWS = EVENT_TYPES.flatMap((type) =>
  membersOf(CATALOGUE[type].schema)
    .filter(({ name }) => !WHOSE.has(name))
    .map((member) => ({ row: `${type} ${member.name}`, type, member })),
);

/** Told in every way that there is, and not told. */
function waysToTell(row: string, { schema, optional }: Member): readonly unknown[] {
  const values = VALUES.find(([which]) => which.test(row))?.[1] ?? twoOf(schema);
  return [...(optional ? [undefined] : []), ...values];
}

function seesDifference({ row, type, member }: (typeof ROWS)[number]): boolean {
  const beside = BESIDE.find(([which]) => which.test(row))?.[1];
  const base = { ...(sampleOf(CATALOGUE[type].schema) as object), ...ofThisEpisode(type), ...beside };
  const ways = waysToTell(row, member).map((value) => withMember(base, member.way, value) as object);
  return new Set(ways.map((data) => shown(eventOf(type, data)))).size > 1;
}

const ofThisEpisode = (type: EventType): object =>
  isOfOnePerson(type)
    ? type.startsWith('client.')
      ? { client: 'c1' }
      : { clinician: 'k1' }
    : { episode: 'e1', client: 'c1' };

it.each(ROWS.filter(({ row }) => !(row in KEPT_IN_THE_LOG)))('$row is seen', (row) => {
  expect(seesDifference(row)).toBe(true);
});

it.each(Object.keys(KEPT_IN_THE_LOG))('%s is kept in the log alone, and so is nowhere said to be shown', (row) => {
  const found = ROWS.find((one) => one.row === row);
  expect(found && seesDifference(found)).toBe(false);
});
