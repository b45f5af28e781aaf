import type { Alert } from '#lib/alliance';

/** One text, or one per value of the fact named `by`. `{name}` is filled in from the facts. */
export type Text = string | ChosenText;
interface ChosenText {
  readonly by: string;
  readonly when: Readonly<Record<string, string>>;
  /** Whenever the fact is there at all, with a value that has no text of its own. */
  readonly present?: string;
  readonly otherwise: string;
}

/** How a fact is written out: a number by the language's custom, a code by its name. */
export type Spelling = (name: string, value: string | number) => string;

export function fill(text: Text, facts: Alert['facts'], spell: Spelling): string {
  const chosen = typeof text === 'string' ? text : choose(text, facts[text.by]);
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name];
    return value === undefined ? '' : spell(name, value);
  });
}

const choose = ({ when, present, otherwise }: ChosenText, fact: string | number | undefined): string =>
  fact === undefined ? otherwise : (when[String(fact)] ?? present ?? otherwise);
