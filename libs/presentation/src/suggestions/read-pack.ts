/**
 * A pack of suggestions from a JSON file: checked against a shape (which is also its JSON Schema), then for meaning, then
 * every text in it under the wording lint of its language. Nothing has to be built.
 */
import { escapePointer, fail, nearest, schema, succeed, type Violation, type Result, LANGUAGES } from '#lib/kernel';
import { words } from '#lib/instruments';
import { lintWording, type LintFinding } from '../lint/wording-lint.js';
import {
  KINDS,
  PARTS,
  STAGES,
  type Entry,
  type Kind,
  type SuggestionStep,
  type SuggestionPack,
} from './suggestion-pack.js';

const { list, object, oneOf, optional, text } = schema;

const MOST_STEPS = 8;
const MOST_SOURCES = 20;
const code = () =>
  text('^[a-z0-9][a-z0-9-]{0,39}$', 'must be small letters a to z, digits and hyphens, 40 characters at most');

const perPart = Object.fromEntries(PARTS.map((part) => [part, optional(words)]));

const step = object({
  stage: oneOf(...STAGES),
  text: words,
  byPart: optional(object(perPart)),
  sources: list(code(), MOST_SOURCES, 1),
});

const entry = object({ steps: list(step, MOST_STEPS, 1), wordsToOpenWith: words });

const PACK = object({
  language: oneOf(...LANGUAGES),
  version: text('^[0-9]{1,3}(?:\\.[0-9]{1,3}){0,2}$', 'must be a version such as 1 or 1.0'),
  title: words,
  sources: list(object({ id: code(), text: words }), MOST_SOURCES, 1),
  entries: object({ withdrawal: entry, confrontation: entry, unspecified: entry } satisfies Record<Kind, unknown>),
});

/** For editors and for whoever writes such a file: JSON Schema 2020-12. */
export const PACK_SCHEMA: schema.JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Suggestions',
  ...PACK.schema,
};

/** The parsed JSON of one pack, or every fault in it with pointers from its root. */
export function readPack(json: unknown): Result<SuggestionPack, Violation[]> {
  if (!PACK.accepts(json)) return fail(PACK.explain(json, ''));
  const pack = json as unknown as SuggestionPack;
  const faults = [...KINDS.flatMap((kind) => entryFaults(pack, kind)), ...lintPack(pack)];
  return faults.length > 0 ? fail(faults) : succeed(pack);
}

/** Of the packs of one clinic, with pointers from the root of its choice. */
export function packsFaults(packs: readonly unknown[]): Violation[] {
  const languages = new Set<string>();
  return packs.flatMap((json, index) => {
    const place = `/suggestions/${index}`;
    const read = readPack(json);
    if (!read.ok) return read.error.map((fault) => ({ ...fault, pointer: `${place}${fault.pointer}` }));
    const twice = languages.has(read.value.language);
    languages.add(read.value.language);
    return twice ? [{ ...TWICE, pointer: `${place}/language` }] : [];
  });
}

const TWICE = {
  code: 'pack_taken',
  detail: 'is the language of another pack of yours',
  hint: 'keep one pack for each language',
};

function entryFaults({ entries, sources }: SuggestionPack, kind: Kind): Violation[] {
  const known = sources.map(({ id }) => id);
  const { steps } = entries[kind];
  return steps.flatMap((one, index) => {
    const pointer = `/entries/${kind}/steps/${index}`;
    return [...orderFaults(steps, index, pointer), ...sourceFaults(one, known, pointer)];
  });
}

const rank = ({ stage }: SuggestionStep): number => STAGES.indexOf(stage);

function orderFaults(steps: readonly SuggestionStep[], index: number, pointer: string): Violation[] {
  const [before, now] = [steps[index - 1], steps[index]];
  if (!before || !now || rank(before) <= rank(now)) return [];
  const detail = `comes after "${before.stage}"`;
  return [{ pointer: `${pointer}/stage`, code: 'step_order', detail, hint: `the order is ${STAGES.join(', ')}` }];
}

const sourceFaults = ({ sources }: SuggestionStep, known: readonly string[], pointer: string): Violation[] =>
  sources.flatMap((id, index) => {
    if (known.includes(id)) return [];
    const meant = nearest(id, known);
    const hint = meant ? `did you mean "${meant}"?` : 'add it to /sources';
    return [
      { pointer: `${pointer}/sources/${index}`, code: 'unknown_code', detail: 'is no source of this pack', hint },
    ];
  });

function lintPack({ language, title, entries }: SuggestionPack): Violation[] {
  const lint = (said: string, pointer: string, surface: LintFinding['surface'] = 'text') =>
    lintWording(said, { language, surface, pointer });
  return [
    ...lint(title, '/title', 'title'),
    ...KINDS.flatMap((kind) => textsOf(entries[kind], `/entries/${kind}`).flatMap((one) => lint(...one))),
  ];
}

const textsOf = ({ steps, wordsToOpenWith }: Entry, pointer: string): [string, string][] => [
  ...steps.flatMap(({ text: said, byPart = {} }, index): [string, string][] => [
    [said, `${pointer}/steps/${index}/text`],
    ...Object.entries(byPart).map(([part, one]): [string, string] => [
      one,
      `${pointer}/steps/${index}/byPart/${escapePointer(part)}`,
    ]),
  ]),
  [wordsToOpenWith, `${pointer}/wordsToOpenWith`],
];
