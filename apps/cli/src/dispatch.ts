/** From a command line to an exit code. Everything that is thrown ends here, as words. */
import { readCommandLine } from './line/command-line.js';
import { CliFailure } from './line/failure.js';
import { createOutput, type Output, type OutputOptions } from './line/output.js';
import type { Host, Verb } from './line/verb.js';

export interface Surroundings extends Omit<OutputOptions, 'json' | 'now'> {
  readonly host: Host;
  readonly version: string;
}

export async function dispatch(
  verbs: readonly Verb[],
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { host, version } = surroundings;
  const outputFor = (json: boolean): Output => createOutput({ ...surroundings, json, now: () => host.now() });
  let out = outputFor(args.includes('--json'));
  try {
    const wanted = readCommandLine(verbs, args, version);
    if ('answer' in wanted) {
      out.data(wanted.answer);
      return 0;
    }
    const { verb, words, flags, json } = wanted;
    out = outputFor(json);
    return await verb.run({ words, flags, out, host, verbs });
  } catch (thrown) {
    return report(await failureOf(thrown), out);
  } finally {
    out.settle();
  }
}

const failureOf = async (thrown: unknown): Promise<CliFailure> =>
  thrown instanceof CliFailure ? thrown : (await import('./line/thrown.js')).asFailure(thrown);

function report({ message, next, exit }: CliFailure, out: Output): number {
  if (out.json) out.say(JSON.stringify({ error: message, next }));
  else out.say(`${message}\n  next: ${next}`);
  return exit;
}
