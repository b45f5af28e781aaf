import type { AlertFacts } from '../alert.js';

/** What a person reads about one alert: six parts, and the words to open with. */
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

/** One text, or one per value of the fact named `by`. `{name}` is filled in from the facts. */
export type Text =
  string | { readonly by: string; readonly when: Readonly<Record<string, string>>; readonly otherwise: string };

/** All words of one alert rule in one language. A further language is a further file with the same members. */
export interface RuleWords {
  readonly rule: string;
  readonly language: string;
  readonly title: Text;
  readonly whatChanged: Text;
  readonly comparedWith: Text;
  readonly howSure: Text;
  readonly otherReadings: Text;
  readonly tryNext: readonly Text[];
  readonly wordsToOpenWith: Text;
}

export function fill(text: Text, facts: AlertFacts): string {
  const chosen = typeof text === 'string' ? text : (text.when[String(facts[text.by])] ?? text.otherwise);
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
}
