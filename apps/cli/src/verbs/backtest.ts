import { Backtest } from '#lib/pipeline';
import { comparisonText } from '../clinic/comparison-text.js';
import { CliFailure } from '../line/failure.js';
import { readChoiceFile } from '../clinic/choice-file.js';
import { withClinic } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { backtestVerb } from './backtest.verb.js';

export const runBacktest: Run<typeof backtestVerb> = ({ words: [file = ''], flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const { choice } = await readChoiceFile(host, file);
    const watching = {
      onProgress: (episodes: number) => out.progress(`episodes read: ${episodes}`),
      isCancelled: () => host.signal.aborted,
    };
    const compared = await queries.execute(new Backtest(operator, choice, watching));
    if (!compared) throw new CliFailure('stopped; nothing was changed', `begin again:  ${PROGRAM} backtest ${file}`);
    out.show(compared, () => comparisonText(['as it is', 'as it would be'], compared));
    out.say(`set it, if that is what you want:  ${PROGRAM} clinic set ${file} --by NAME`);
    return 0;
  });
