/** What a person reads about one alert, made of its facts at the moment of reading. */
import type { Alert } from '#lib/alliance';
import { LIBRARY } from '#lib/instruments';
import { LONGEST_TITLE } from './lint/wording-lint.js';
import { outcomeSpelling } from './outcome-words.js';
import { suggest } from './suggestions/suggestion-pack.js';
import { fill, type Spelling, type Text } from './text.js';
import { DEFAULT_WORDING, type Wording } from './wording.js';
import type { AdvisingRuleInWords, AlertsInWords, RuleInWords, Words } from './words.js';

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

function rulesWords({ alerts }: Words, rule: string): RuleInWords | AdvisingRuleInWords {
  const said = rule === 'felt' ? undefined : alerts[rule as Exclude<keyof AlertsInWords, 'felt'>];
  if (!said) throw new Error(`alert rule ${rule} has no words`);
  return said;
}

function sayer(words: Words, facts: Alert['facts']): (text: Text) => string {
  const ofOutcome = 'shape' in facts ? outcomeSpelling(words, facts) : undefined;
  const spell: Spelling = (name, value) =>
    ofOutcome?.(name, value) ??
    (typeof value === 'number' ? words.number(value) : (SPELLED[name]?.(value, words) ?? value));
  return (text) => fill(text, facts, spell);
}

type Speller = (value: string, words: Words) => string;
const ofForm: Speller = (code, { instruments }) => instruments[code] ?? TITLES.get(code) ?? code;
const ofPart: Speller = (code, words) => partName(code, words);

/** A clinic's own form or scale is named by its code. */
const SPELLED: Readonly<Record<string, Speller>> = {
  answeredOn: (value, { day }) => day(value),
  lastOn: (value, { day }) => day(value),
  felt: (value, { alerts }) => alerts.felt[value as keyof AlertsInWords['felt']] ?? value,
  form: ofForm,
  alsoForm: ofForm,
  part: ofPart,
  alsoPart: ofPart,
};
const TITLES: ReadonlyMap<string, string> = new Map(LIBRARY.map(({ code, title }) => [code, title]));

/** A part of the relationship, as it stands in running text. */
export const partName = (code: string, { parts }: Words): string => parts[code as keyof Words['parts']] ?? code;
