import type { Alert } from '#lib/alliance';

/** One text, one per value of the fact named `by`, or several in a row. `{name}` is filled in from the facts. */
export type Text = string | ChosenText | readonly Text[];
interface ChosenText {
  readonly by: string;
  readonly when: Readonly<Record<string, Text>>;
  /** Whenever the fact is there at all, with a value that has no text of its own. */
  readonly present?: Text;
  readonly otherwise: Text;
}

/** How a fact is written out: a number by the language's custom, a code by its name. */
export type Spelling = (name: string, value: string | number) => string;

/** Of several in a row, those that say something, as one paragraph. */
export function fill(text: Text, facts: Alert['facts'], spell: Spelling): string {
  if (typeof text === 'string') return fillOne(text, facts, spell);
  if (isList(text))
    return text
      .map((one) => fill(one, facts, spell))
      .filter((one) => one !== '')
      .join(' ');
  return fill(choose(text, facts[text.by]), facts, spell);
}

const isList = (text: Text): text is readonly Text[] => Array.isArray(text);

const fillOne = (text: string, facts: Alert['facts'], spell: Spelling): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name];
    return value === undefined ? '' : spell(name, value);
  });

const choose = ({ when, present, otherwise }: ChosenText, fact: string | number | undefined): Text =>
  fact === undefined ? otherwise : (when[String(fact)] ?? present ?? otherwise);
