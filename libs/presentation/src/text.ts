import type { AlertFacts } from '#lib/alliance';

/** One text, or one per value of the fact named `by`. `{name}` is filled in from the facts. */
export type Text =
  string | { readonly by: string; readonly when: Readonly<Record<string, string>>; readonly otherwise: string };

/** How a fact is written out: a number by the language's custom, a code by its name. */
export type Spelling = (name: string, value: string | number) => string;

export function fill(text: Text, facts: AlertFacts, spell: Spelling): string {
  const chosen = typeof text === 'string' ? text : (text.when[String(facts[text.by])] ?? text.otherwise);
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name];
    return value === undefined ? '' : spell(name, value);
  });
}
