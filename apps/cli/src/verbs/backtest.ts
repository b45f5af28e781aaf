import { readChoice } from '#lib/clinic-settings';
import { Backtest } from '#lib/pipeline';
import { comparisonText } from '../comparison-text.js';
import { CliFailure } from '../failure.js';
import { choiceRefusal, readJson } from '../revising.js';
import { TENANT_FLAG, withClinic } from '../store.js';
import { PROGRAM, verb } from '../verb.js';

export const backtestVerb = verb({
  name: 'backtest',
  summary: 'Try changed rules or thresholds on a clinic’s own history: more alerts, fewer, and what they were worth',
  usage: '<file> [flags]',
  examples: [
    ['backtest clinic.json', 'a choice as `clinic show` writes it, with something changed; nothing is stored'],
    ['backtest clinic.json --json', 'every figure'],
  ],
  words: [1, 1],
  flags: TENANT_FLAG,
  run: ({ words: [file = ''], flags, out, host }) =>
    withClinic(host, flags.tenant, async ({ queries, operator }) => {
      const read = readChoice(await readJson(host, file));
      if (!read.ok) throw choiceRefusal(file, read.error);
      const watching = {
        onProgress: (episodes: number) => out.progress(`episodes read: ${episodes}`),
        isCancelled: () => host.signal.aborted,
      };
      const compared = await queries.execute(new Backtest(operator, read.value, watching));
      if (!compared) throw new CliFailure('stopped; nothing was changed', `begin again:  ${PROGRAM} backtest ${file}`);
      out.show(compared, () => comparisonText(['as it is', 'as it would be'], compared));
      out.say(`set it, if that is what you want:  ${PROGRAM} clinic set ${file} --by NAME`);
      return 0;
    }),
});
