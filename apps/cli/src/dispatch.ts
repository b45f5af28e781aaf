/** From a command line to an exit code. Everything that is thrown ends here, as words. */
import { chooseVerb, parse } from './command-line.js';
import { asFailure } from './failure.js';
import { overview, verbHelp } from './help.js';
import { createOutput, type Output, type OutputOptions } from './output.js';
import type { Host, Verb } from './verb.js';

export interface Surroundings extends Omit<OutputOptions, 'json' | 'now'> {
  readonly host: Host;
  readonly version: string;
}

export async function dispatch(
  verbs: readonly Verb[],
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { host } = surroundings;
  const outputFor = (json: boolean): Output => createOutput({ ...surroundings, json, now: () => host.now() });
  let out = outputFor(args.includes('--json'));
  try {
    const general = generalAnswer(verbs, args, surroundings.version);
    if (general !== undefined) {
      out.data(general);
      return 0;
    }
    const { verb, rest } = chooseVerb(verbs, args);
    const { words, flags, json, help } = parse(verb, rest);
    out = outputFor(json);
    if (help) {
      out.data(verbHelp(verb));
      return 0;
    }
    return await verb.run({ words, flags, out, host });
  } catch (thrown) {
    return report(thrown, out);
  } finally {
    out.settle();
  }
}

/** What is asked before any verb is named. */
function generalAnswer(verbs: readonly Verb[], [first]: readonly string[], version: string): string | undefined {
  if (first === '--version') return version;
  return first === undefined || first === '--help' || first === '-h' ? overview(verbs) : undefined;
}

function report(thrown: unknown, out: Output): number {
  const { message, next, exit } = asFailure(thrown);
  if (out.json) out.say(JSON.stringify({ error: message, next }));
  else out.say(`${message}\n  next: ${next}`);
  return exit;
}
