/**
 * What a clinic chose, as it is kept: JSON that names our instruments by code and holds the clinic's own in full. It is
 * read strictly, so that a choice that is not understood is refused with pointers and never folded under by half.
 */
import {
  fail,
  nearest,
  schema,
  succeed,
  type Violation,
  type Result,
  DEFAULT_LANGUAGE,
  LANGUAGES,
  type Language,
} from '#lib/kernel';
import { readKeptInstrument, closerFaults, type Instrument, LIBRARY, plainVersion } from '#lib/instruments';
import {
  REPAIR,
  RULES,
  DEFAULT_RULES,
  type Approach,
  type ClinicRules,
  type RuleParameters,
  policyFaults,
  SAFETY,
} from '#lib/alliance';
import { STOPPING } from './dropout-choice.js';
import { packsFaults, type SuggestionPack } from '#lib/presentation';

export interface ClinicChoice {
  /** Codes of the forms that are taken in: ours and the clinic's own. */
  readonly active: readonly string[];
  /** The clinic's own instruments, whether they are active or not. */
  readonly own: readonly Instrument[];
  readonly parameters: RuleParameters;
  readonly byApproach: ClinicRules['byApproach'];
  readonly shadow: readonly string[];
  readonly stopping: ClinicRules['stopping'];
  /** Absent in choices of before there was any. */
  readonly safety?: ClinicRules['safety'];
  /** Of messages, and of pages and answers for whoever asks for none; absent is English. No part of the rules. */
  readonly language?: Language;
  /** The clinic's own packs of steps for a rupture, at most one for each language; absent are ours. */
  readonly suggestions?: readonly SuggestionPack[];
}

/** What holds where a clinic has chosen nothing. */
export const DEFAULT_CHOICE: ClinicChoice = {
  active: DEFAULT_RULES.instruments.map(({ code }) => code),
  own: [],
  parameters: DEFAULT_RULES.parameters,
  byApproach: DEFAULT_RULES.byApproach,
  shadow: DEFAULT_RULES.shadow,
  stopping: DEFAULT_RULES.stopping,
  safety: DEFAULT_RULES.safety,
  language: DEFAULT_LANGUAGE,
  suggestions: [],
};

const { list, nullable, number, object, oneOf, optional, text } = schema;

const MOST = 200;
const FAR = 10_000;
const chosen = optional(number(-FAR, FAR));
const parametersOf = (own: RuleParameters[string]) =>
  optional(object(Object.fromEntries(Object.keys(own).map((name) => [name, chosen]))));
const parameters = object(
  Object.fromEntries([...RULES, REPAIR].map((rule) => [rule.code, parametersOf(rule.parameters)])),
);

/** Takes anything; `readKeptInstrument` and `readPack` say what is wrong with a member. */
const anything: schema.Schema<unknown> = { schema: {}, accepts: (_): _ is unknown => true, explain: () => [] };

const CHOICE = object({
  active: list(text('^[a-z0-9][a-z0-9-]{0,39}$', 'must be the code of an instrument'), MOST),
  own: list(anything, MOST),
  parameters,
  byApproach: object({
    cbt: optional(parameters),
    dbt: optional(parameters),
    'person-centred': optional(parameters),
    psychodynamic: optional(parameters),
    emdr: optional(parameters),
    'couple-family': optional(parameters),
    group: optional(parameters),
    other: optional(parameters),
  } satisfies Record<Approach, unknown>),
  shadow: list(oneOf(...RULES.map(({ code }) => code)), RULES.length),
  stopping: nullable(STOPPING),
  safety: optional(nullable(SAFETY)),
  language: optional(oneOf(...LANGUAGES)),
  suggestions: optional(list(anything, LANGUAGES.length)),
});

/** For the reference page. */
export const CHOICE_SCHEMA = CHOICE.schema;

/** The parsed JSON of a choice, or every fault in it with pointers from its root. */
export function readChoice(json: unknown): Result<ClinicChoice, Violation[]> {
  if (!CHOICE.accepts(json)) return fail(CHOICE.explain(json, ''));
  const choice = json as unknown as ClinicChoice;
  const faults = [...rulesFaults(choice), ...packsFaults(choice.suggestions ?? [])];
  return faults.length > 0 ? fail(faults) : succeed(choice);
}

/** The same for what a fold takes of it: its words are not looked at. */
export function readRulesChoice(json: unknown): Result<Omit<ClinicChoice, 'suggestions'>, Violation[]> {
  if (!CHOICE.accepts(json)) return fail(CHOICE.explain(json, ''));
  const choice = json as unknown as ClinicChoice;
  const faults = rulesFaults(choice);
  return faults.length > 0 ? fail(faults) : succeed(choice);
}

const rulesFaults = (choice: ClinicChoice): Violation[] => [
  ...ownFaults(choice.own),
  ...activeFaults(choice),
  ...policyFaults(choice.safety ?? null),
];

function ownFaults(own: readonly unknown[]): Violation[] {
  const editions = new Set<string>();
  return own.flatMap((json, index) => {
    const read = readKeptInstrument(json);
    if (!read.ok) return read.error.map((fault) => ({ ...fault, pointer: `/own/${index}${fault.pointer}` }));
    const edition = `${read.value.code}@${read.value.version}`;
    const twice = editions.has(edition);
    editions.add(edition);
    return twice ? [{ ...TWICE, pointer: `/own/${index}/version` }] : [];
  });
}

const TWICE = {
  code: 'instrument_taken',
  detail: 'is the code and version of another of your instruments',
  hint: 'raise the version',
};

function activeFaults({ active, own }: ClinicChoice): Violation[] {
  const known = [...LIBRARY, ...own].map(({ code }) => code);
  return active.flatMap((code, index) => {
    if (known.includes(code)) return [];
    const meant = nearest(code, known);
    const hint = meant ? `did you mean "${meant}"?` : 'add its file first';
    return [
      {
        pointer: `/active/${index}`,
        code: 'unknown_code',
        detail: 'is neither an included instrument nor one of yours',
        hint,
      },
    ];
  });
}

/** Why a choice that reads may not be set. One that was kept from before this was asked reads all the same. */
export const guardFaults = (choice: ClinicChoice): Violation[] => [
  ...unheardFaults(choice),
  ...choice.own.flatMap((instrument, i) =>
    closerFaults(instrument).map((fault) => ({ ...fault, pointer: `/own/${i}${fault.pointer}` })),
  ),
  ...twinFaults(choice.own),
];

/** 1 and 1.0 are one version to whoever reads them, and ratings would be compared within each alone. */
function twinFaults(own: readonly Instrument[]): Violation[] {
  return own.flatMap(({ code, version }, i) => {
    const twin = own
      .slice(0, i)
      .find((other) => other.code === code && plainVersion(other.version) === plainVersion(version));
    if (!twin || twin.version === version) return [];
    const detail = `is version ${twin.version} of ${code} written differently`;
    return [{ ...TWICE, pointer: `/own/${i}/version`, detail }];
  });
}

/**
 * An instrument that asks about safety needs somebody who hears when the first does not. In a choice that was kept from
 * before, such an instrument is not active.
 */
function unheardFaults({ active, own, safety }: ClinicChoice): Violation[] {
  if (safety) return [];
  const asking = new Set([...own, ...LIBRARY].filter(asksAboutSafety).map(({ code }) => code));
  return active.flatMap((code, index) => (asking.has(code) ? [{ ...UNHEARD, pointer: `/active/${index}` }] : []));
}

const UNHEARD = {
  code: 'safety_unheard',
  detail: 'asks about safety, but no cover is named for an answer that the clinician does not acknowledge',
  hint: 'set /safety to {"cover": "..."}, a clinician\u2019s reference, or remove this code',
};

const asksAboutSafety = ({ safety }: Instrument): boolean => safety !== undefined;

/** What a fold takes: the instruments themselves, the clinic's own first. `revision` names the choice. */
export function rulesOf(revision: number, choice: Omit<ClinicChoice, 'suggestions'>): ClinicRules {
  const { active, own, safety = null, parameters: chosenParameters, byApproach, shadow, stopping } = choice;
  const known = [...own, ...LIBRARY];
  const isActive = (instrument: Instrument): boolean =>
    active.includes(instrument.code) && (safety !== null || !asksAboutSafety(instrument));
  return {
    parameters: chosenParameters,
    byApproach,
    shadow,
    stopping,
    safety,
    revision,
    instruments: known.filter(isActive),
    inactive: known.filter((instrument) => !isActive(instrument)),
  };
}
