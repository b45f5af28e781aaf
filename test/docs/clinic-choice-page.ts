import { REPAIR, RULES } from '#lib/alliance';
import { CHOICE_SCHEMA, DEFAULT_CHOICE, type ClinicChoice } from '#lib/clinic-settings';
import type { JsonSchema } from '#lib/kernel';
import { table } from './page-parts.js';
import { rowsOf, valueOf } from './schema-rows.js';

const members = CHOICE_SCHEMA['properties'] as Readonly<Record<string, JsonSchema>>;
const required = new Set(CHOICE_SCHEMA['required'] as string[]);

const approaches = Object.keys(members['byApproach']?.['properties'] as object)
  .map((name) => `\`${name}\``)
  .join(', ');

/** The compiler asks for each member. */
const MEANING: Readonly<Record<keyof ClinicChoice, string>> = {
  active:
    'codes of the instruments whose forms count, included and own; `instruments list` shows them, and [own instruments](../how-to/own-instrument.md) what happens to other forms',
  own: 'the clinic’s own instruments, each whole, as in the file of `instruments add`; `instruments schema` prints its JSON Schema',
  parameters: 'for each rule the thresholds that differ from the defaults, see [below](#parameters)',
  byApproach: `the same for episodes of one approach (${approaches}); it goes before \`parameters\``,
  shadow:
    'codes of rules [on trial](../how-to/try-a-rule.md#on-new-forms): their findings are recorded and raise no alert',
  stopping: '[dropout risk](../how-to/chance-of-stopping-early.md); null switches it off. `stopping-model` writes it',
  safety:
    'who is notified of [safety answers](../how-to/safety-answers.md), and when the next person is; null is nobody',
  language: 'of messages, and of pages and answers where the reader asks for none; without it English',
  suggestions:
    'the clinic’s own [steps for a strain](../how-to/words-and-languages.md#write-your-own-steps), at most one pack for each language; `suggestions schema` prints its JSON Schema',
};

const topRows = Object.entries(members).map(([name, schema]) => [
  `\`${name}\``,
  required.has(name) ? 'required' : '',
  valueOf(schema).replace(/: $/, ''),
  MEANING[name as keyof ClinicChoice],
]);

/** Of a member that may be null, what it is otherwise. */
const objectIn = (schema: JsonSchema | undefined): JsonSchema =>
  ((schema?.['anyOf'] as JsonSchema[] | undefined)?.[0] ?? schema) as JsonSchema;
const inside = (name: string): string =>
  ['| member | | value |', '|---|---|---|', ...rowsOf(objectIn(members[name]), '')].join('\n');

const parameterRows = [...RULES, REPAIR].map(({ code, parameters }) => [
  `\`${code}\``,
  Object.entries(parameters)
    .map(([name, value]) => `\`${name}\` ${value}`)
    .join(', '),
]);

const EXAMPLE = {
  parameters: { 'reliable-drop': { reliableChanges: 1.5 } },
  byApproach: { psychodynamic: { repair: { forms: 5 } } },
  shadow: ['low-mark'],
  safety: { cover: 'dr-2', dutyLead: 'dr-3', minutes: { immediate: 30, sameDay: 240 } },
};

const inJson = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

/** docs/reference/clinic-choice.md: every member of the file that `clinic set` takes. */
export const clinicChoicePage = (): string => `# The choice of a clinic

\`clinic show\` prints what a clinic chose as one JSON object, and \`clinic set\` takes the same. The file holds the whole
choice: change some members and keep the rest. A file that lacks a required member, or has one that is not listed here, is
refused as a whole, with the place of every fault. \`clinic set --dry-run\` shows what would change.

\`clinic show\` also writes the \`revision\` that the file was made from. Where somebody else has set another one since, or the
file does not say, \`clinic set\` names who, and why, and stores nothing: show the choice again and repeat your change, or give the
newest revision with \`--over\`.

\`language\` and \`suggestions\` take effect within five seconds. So does a revision that only adds to \`active\` or \`own\`. Everything
else waits for the next \`rebuild\`, except in a clinic without events.

## Members

${table(['member', '', 'value', 'what it is'], topRows)}

For example, these members name rules on trial, a threshold of the clinic’s own, and who covers safety answers:

${inJson(EXAMPLE)}

Where a clinic has chosen nothing, this holds:

${inJson(DEFAULT_CHOICE)}

## parameters

The defaults of each rule; [strain.md](strain.md) says what they do. A rule or a parameter that is left out keeps its default.

${table(['rule', 'parameters'], parameterRows)}

## safety

${inside('safety')}

## stopping

${inside('stopping')}
`;
