/** What a person reads about one alert, made of its facts at the moment of reading. */
import type { Alert, AlertRuleCode } from '#lib/alliance';
import { LIBRARY, type Instrument } from '#lib/instruments';
import { LONGEST_TITLE } from './lint/wording-lint.js';
import { wordWords } from './mark-words.js';
import { outcomeSpelling } from './outcome-words.js';
import { suggest } from './suggestions/suggestion-pack.js';
import { fill, type Spelling, type Text } from './text.js';
import { DEFAULT_WORDING, type Wording } from './wording.js';
import type { AdvisingRuleInWords, AlertsInWords, RuleInWords, SmallSign, Words } from './words.js';

/** Six parts, and the words to open with. */
export interface AlertWords {
  /** At most 80 characters: it is the caseload line too. */
  readonly title: string;
  readonly whatChanged: string;
  readonly comparedWith: string;
  readonly howSure: string;
  readonly otherReadings: string;
  readonly tryNext: readonly string[];
  /** To be said to the client. */
  readonly wordsToOpenWith: string;
}

type AlertToRender = Pick<Alert, 'rule' | 'facts'>;

/** The words of an alert. Throws for a rule without words, which the specs exclude. */
export function wordsFor(
  { rule, facts }: AlertToRender,
  { words, suggestions }: Wording = DEFAULT_WORDING,
): AlertWords {
  const said = rulesWords(words, rule);
  const say = sayer(words, facts);
  return {
    title: shortened(say(said.title)),
    whatChanged: say(said.whatChanged),
    comparedWith: say(said.comparedWith),
    howSure: say(said.howSure),
    otherReadings: say(said.otherReadings),
    ...('tryNext' in said
      ? { tryNext: said.tryNext.map(say), wordsToOpenWith: say(said.wordsToOpenWith) }
      : suggest(suggestions, facts)),
  };
}

/** The title alone, for lists. */
export const titleOf = ({ rule, facts }: AlertToRender, words: Words): string =>
  shortened(sayer(words, facts)(rulesWords(words, rule).title));

/** A clinic may give its forms long names. */
export const shortened = (title: string): string =>
  title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;

/** Members beside the rules: names of what stands in the facts. */
const NO_RULES: ReadonlySet<string> = new Set<Exclude<keyof AlertsInWords, AlertRuleCode>>([
  'felt',
  'smallSigns',
  'together',
  'also',
]);

function rulesWords({ alerts }: Words, rule: string): RuleInWords | AdvisingRuleInWords {
  const said = NO_RULES.has(rule) ? undefined : alerts[rule as AlertRuleCode];
  if (!said) throw new Error(`alert rule ${rule} has no words`);
  return said;
}

/** Three in a sentence, the largest first. */
function listOf(alerts: AlertsInWords, codes: readonly string[]): string {
  const names = codes.map((code) => nameOf(alerts, code));
  const sentences = Array.from({ length: Math.ceil(names.length / 3) }, (_, i) => names.slice(3 * i, 3 * i + 3));
  return sentences.map(alerts.together).join(alerts.also);
}

/** A sign that this version no longer knows is named by its code. */
const nameOf = ({ smallSigns }: AlertsInWords, code: string): string =>
  smallSigns[code as SmallSign] ?? code.replaceAll('-', ' ');

function sayer(words: Words, facts: Alert['facts']): (text: Text) => string {
  const ofOutcome = 'shape' in facts ? outcomeSpelling(words, facts) : undefined;
  const spell: Spelling = (name, value) =>
    ofOutcome?.(name, value) ??
    (typeof value === 'number' ? words.number(value) : (SPELLED[name]?.(value, words, facts) ?? value));
  return (text) => fill(text, facts, spell);
}

type Speller = (value: string, words: Words, facts: Alert['facts']) => string;
/** By the name that the facts bring, which they do of a form of the clinic's own. */
const ofForm =
  (name: 'form' | 'alsoForm'): Speller =>
  (code, words, facts) =>
    shippedName(code, words) ?? String(facts[`${name}_${words.language}`] ?? facts[`${name}_title`] ?? code);
const shippedName = (code: string, { instruments, language }: Words): string | undefined => {
  const form = FORMS.get(code);
  return form?.titles?.[language] ?? instruments[code] ?? form?.title;
};
const ofPart: Speller = (code, words) => partName(code, words);

/** A clinic's own scale is named by its code. */
const SPELLED: Readonly<Record<string, Speller>> = {
  answeredOn: (value, { day }) => day(value),
  lastOn: (value, { day }) => day(value),
  feltOn: (value, { day }) => day(value),
  lowSince: (value, { day }) => day(value),
  missedOn: (value, { day }) => day(value),
  missedFrom: (value, { day }) => day(value),
  felt: (value, { alerts }) => alerts.felt[value as keyof AlertsInWords['felt']] ?? value,
  small: (value, { alerts }) => listOf(alerts, value.split(' ')),
  form: ofForm('form'),
  alsoForm: ofForm('alsoForm'),
  mark: (word, words) => wordWords(word, words),
  part: ofPart,
  alsoPart: ofPart,
  swingPart: ofPart,
};
const FORMS: ReadonlyMap<string, Instrument> = new Map(LIBRARY.map((form) => [form.code, form]));

/** A part of the relationship, as it stands in running text. */
export const partName = (code: string, { parts }: Words): string =>
  parts[code as keyof Words['parts']] ?? code.replaceAll(/[-_.]/g, ' ');
