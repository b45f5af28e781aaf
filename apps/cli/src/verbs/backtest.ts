import { readChoice } from '#lib/clinic-settings';
import { backtest } from '#lib/pipeline';
import { comparisonText } from '../comparison-text.js';
import { CliFailure } from '../failure.js';
import { choiceRefusal, readJson } from '../revising.js';
import { needTenant, withDatabase } from '../store.js';
import { PROGRAM, type Run } from '../verb.js';
import type { backtestVerb } from './backtest.verb.js';

export const runBacktest: Run<typeof backtestVerb> = ({ words: [file = ''], flags, out, host }) =>
  withDatabase(host, async (db) => {
    const read = readChoice(await readJson(host, file));
    if (!read.ok) throw choiceRefusal(file, read.error);
    const { id } = await needTenant(db, flags.tenant, host);
    const compared = await backtest(db, {
      tenant: id,
      choice: read.value,
      now: host.now(),
      onProgress: (episodes) => out.progress(`episodes read: ${episodes}`),
      isCancelled: () => host.signal.aborted,
    });
    if (!compared) throw new CliFailure('stopped; nothing was changed', `begin again:  ${PROGRAM} backtest ${file}`);
    out.show(compared, () => comparisonText(['as it is', 'as it would be'], compared));
    out.say(`set it, if that is what you want:  ${PROGRAM} clinic set ${file} --by NAME`);
    return 0;
  });
