import { chooseVerb, familyOf } from '../command-line.js';
import { overview, referencePage, verbHelp } from '../help.js';
import { verb, type Verb } from '../verb.js';

/** The list is asked for when it is needed: this verb is on it. */
export const helpVerb = (verbs: () => readonly Verb[]): Verb =>
  verb({
    name: 'help',
    summary: 'List all verbs, or show what one verb takes',
    usage: '[verb]',
    examples: [
      ['help', 'every verb'],
      ['help send', 'one of them'],
    ],
    words: [0, 2],
    flags: { markdown: { kind: 'switch', help: 'print the reference page' } },
    run: async ({ words, flags, out }) => {
      const all = verbs();
      if (flags.markdown) out.data(referencePage(all).trimEnd());
      else
        out.show(
          all.map(({ name, summary, usage }) => ({ name, summary, usage })),
          () => textFor(all, words),
        );
      return 0;
    },
  });

function textFor(verbs: readonly Verb[], words: readonly string[]): string {
  const [first] = words;
  if (first === undefined) return overview(verbs);
  const family = words.length === 1 ? familyOf(verbs, first) : [];
  return family.length > 0 ? family.map(verbHelp).join('\n\n') : verbHelp(chooseVerb(verbs, words).verb);
}
