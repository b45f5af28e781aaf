import { readCommandLine } from '../command-line.js';
import { overview, referencePage } from '../help.js';
import type { Run, Verb } from '../verb.js';
import type { helpVerb } from './help.verb.js';

export const runHelp: Run<typeof helpVerb> = async ({ words, flags, out, verbs }) => {
  if (flags.markdown) out.data(referencePage(verbs).trimEnd());
  else
    out.show(
      verbs.map(({ name, summary, usage }) => ({ name, summary, usage })),
      () => textFor(verbs, words),
    );
  return 0;
};

/** `help keys create` says what `keys create --help` does. */
function textFor(verbs: readonly Verb[], words: readonly string[]): string {
  const asked = readCommandLine(verbs, [...words, '--help']);
  return 'answer' in asked ? asked.answer : overview(verbs);
}
