import type { Alert } from '#lib/alliance';

/** One text, or one per value of the fact named `by`, which may depend on another one. `{name}` is filled in from the facts. */
export type Text = string | ChosenText;
interface ChosenText {
  readonly by: string;
  readonly when: Readonly<Record<string, Text>>;
  /** Whenever the fact is there at all, with a value that has no text of its own. */
  readonly present?: Text;
  readonly otherwise: Text;
}

/** How a fact is written out: a number by the language's custom, a code by its name. */
export type Spelling = (name: string, value: string | number) => string;

export function fill(text: Text, facts: Alert['facts'], spell: Spelling): string {
  if (typeof text !== 'string') return fill(choose(text, facts[text.by]), facts, spell);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name];
    return value === undefined ? '' : spell(name, value);
  });
}

const choose = ({ when, present, otherwise }: ChosenText, fact: string | number | undefined): Text =>
  fact === undefined ? otherwise : (when[String(fact)] ?? present ?? otherwise);
