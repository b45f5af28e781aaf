/**
 * A clinic's own instrument, from a JSON file: the same data as ours, checked against a shape (which is also its JSON
 * Schema) and then for meaning. Nothing has to be built.
 */
import { fail, schema, succeed, type Violation, type Infer, type Result, type Language } from '#lib/kernel';
import { words } from './wording.js';
import { closerFaults } from './closer-faults.js';
import { instrumentFaults } from './instrument-faults.js';
import { FACETS } from './facet.js';
import type { Instrument } from './instrument.js';
import { LIBRARY } from './roster.js';

const { bool, integer, list, number, object, oneOf, optional, ref, text } = schema;

const MOST_ITEMS = 200;
const BIG = 10_000;
const code = () =>
  text('^[a-z0-9][a-z0-9-]{0,39}$', 'must be small letters a to z, digits and hyphens, 40 characters at most');
const basis = () => oneOf('published', 'secondary', 'recalled', 'ours');
const score = () => number(-BIG, BIG);
const spread = () => number(0, BIG);
const reliability = () => number(0, 1);

const texts = () => object({ en: words, de: optional(words) } satisfies Record<Language, unknown>);
const choices = () => list(words, 101, 2);
const item = object({
  id: ref(),
  text: optional(texts()),
  asClinician: optional(texts()),
  min: number(-1_000, 1_000),
  max: number(-1_000, 1_000),
  step: number(0.001, 1_000),
  reversed: optional(bool()),
  optional: optional(bool()),
  choices: optional(object({ en: choices(), de: optional(choices()) } satisfies Record<Language, unknown>)),
});

const scale = object({
  code: code(),
  items: list(ref(), MOST_ITEMS, 1),
  needs: integer(1, MOST_ITEMS),
  sumOf: optional(list(code(), 40, 1)),
  always: optional(list(ref(), MOST_ITEMS)),
  times: number(0.001, 1_000),
  whole: optional(bool()),
});

const cutoff = object({
  form: code(),
  at: score(),
  clinical: oneOf('below', 'at-or-above'),
  inclusiveAllowed: optional(bool()),
  basis: basis(),
});

const reliableChange = object({
  points: number(0.001, BIG),
  basis: basis(),
  source: words,
  from: optional(object({ sd: spread(), r: reliability(), z: number(0.1, 10) })),
});

const norm = object({
  population: oneOf('clinical', 'general'),
  mean: score(),
  sd: spread(),
  n: optional(integer(1, 100_000_000)),
  basis: basis(),
});

const safety = object({
  item: ref(),
  sameDay: score(),
  immediate: score(),
  basis: basis(),
});

const INSTRUMENT = object({
  code: code(),
  version: text('^[0-9]{1,3}(?:\\.[0-9]{1,3}){0,2}$', 'must be a version such as 1 or 1.0'),
  title: words,
  titles: optional(object({ en: optional(words), de: optional(words) } satisfies Record<Language, unknown>)),
  construct: oneOf('alliance', 'outcome', 'session', 'engagement'),
  direction: oneOf('higher-is-better', 'lower-is-better'),
  rhythm: optional(oneOf('hour', 'month')),
  respondents: list(oneOf('client', 'clinician', 'member', 'observer'), 4, 1),
  items: list(item, MOST_ITEMS, 1),
  scales: list(scale, 40, 1),
  reports: list(oneOf('total', 'mean'), 2),
  basis: object({ key: basis(), missing: basis() }),
  range: object({ min: score(), max: score() }),
  floor: optional(score()),
  prompts: optional(object({ mark: score(), fall: score() })),
  reliableChange: optional(reliableChange),
  bands: optional(list(object({ name: words, from: score(), to: score() }), 20, 1)),
  cutoffs: optional(list(cutoff, 20, 1)),
  reliabilities: optional(list(object({ kind: oneOf('alpha', 'retest'), r: reliability(), basis: basis() }), 20)),
  norms: optional(list(norm, 20)),
  symptoms: optional(
    object({ from: score(), needs: list(object({ scale: code(), count: integer(1, MOST_ITEMS) }), 40, 1) }),
  ),
  safety: optional(safety),
  facets: optional(list(object({ facet: oneOf(...FACETS), items: list(ref(), MOST_ITEMS, 1) }), FACETS.length)),
  probe: optional(object({ felt: ref(), mattered: ref(), sortedOut: ref() })),
  whatHelped: optional(object({ items: list(ref(), MOST_ITEMS, 1), helped: score(), hindered: score() })),
  licence: words,
  textMayShip: bool(),
  caveat: optional(words),
});

/** For editors and for whoever writes such a file: JSON Schema 2020-12. */
export const INSTRUMENT_SCHEMA: schema.JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Instrument',
  ...INSTRUMENT.schema,
};

/** The parsed JSON of one instrument, or every fault in it with pointers from its root. */
export function readInstrument(json: unknown): Result<Instrument, Violation[]> {
  const read = readKeptInstrument(json);
  const faults = read.ok ? closerFaults(read.value) : [];
  return faults.length > 0 ? fail(faults) : read;
}

/** The same for a file that was taken before: what is asked of new files only is not asked again. */
export function readKeptInstrument(json: unknown): Result<Instrument, Violation[]> {
  if (!INSTRUMENT.accepts(json)) return fail(INSTRUMENT.explain(json, ''));
  const instrument = asInstrument(json);
  const faults = [...ownFaults(instrument), ...instrumentFaults(instrument)];
  return faults.length > 0 ? fail(faults) : succeed(instrument);
}

/** The shape has counted: scales, respondents and cutoffs have at least one member where they are there. */
const asInstrument = (json: Infer<typeof INSTRUMENT>): Instrument => json as unknown as Instrument;

/** What holds for a clinic's instrument only. */
function ownFaults({ code: taken }: Instrument): Violation[] {
  if (!LIBRARY.some((ours) => ours.code === taken)) return [];
  const hint = 'add the name of the clinic to the code';
  return [{ pointer: '/code', code: 'instrument_taken', detail: 'is the code of an included instrument', hint }];
}
