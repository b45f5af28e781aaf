import { readCommandLine } from '../line/command-line.js';
import { overview } from '../line/help.js';
import type { Run, Verb } from '../line/verb.js';
import type { helpVerb } from './help.verb.js';

export const runHelp: Run<typeof helpVerb> = async ({ words, out, verbs }) => {
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
