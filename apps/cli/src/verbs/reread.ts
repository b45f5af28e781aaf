import { PlanReading, ReadAgain, type ReadAgainResult, type ReadingPlan } from '#lib/pipeline';
import { withClinic } from '../instance/store.js';
import { columns, counted, type Output } from '../line/output.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { rereadVerb } from './reread.verb.js';

export const runReread: Run<typeof rereadVerb> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ commands, queries, operator }) => {
    if (flags.yes) {
      const done = await commands.execute(new ReadAgain(operator));
      out.show(done, () => doneText(done));
      sayWhatWaits(done, out);
      return 0;
    }
    const plan = await queries.execute(new PlanReading(operator));
    out.show(plan, () => planText(plan));
    if (isSomething(plan)) out.say(`read them:  ${PROGRAM} reread --yes`);
    sayWhatWaits(plan, out);
    return 0;
  });

const isSomething = ({ readable, instruments }: ReadingPlan): boolean => readable.length + instruments.length > 0;

const doneText = ({ events, episodes }: ReadAgainResult): string =>
  events + episodes === 0
    ? 'nothing could be read again'
    : `${counted(events, 'event')} read; the forms that waited in ${counted(episodes, 'episode')} count now`;

export function planText(plan: ReadingPlan): string {
  const { readable, instruments, waiting, episodes, alerts, unread } = plan;
  const rows = readable.map(({ events, history, type, instrument, source }) => [
    `  ${events}`,
    type,
    instrument ?? '-',
    source,
    history > 0 ? `${history} of them as history` : '',
  ]);
  const blocks = [
    ...(rows.length > 0 ? ['would be read:', columns(rows)] : []),
    ...(instruments.length > 0
      ? [`would take effect: ${instruments.join(', ')}; forms wait in ${counted(waiting, 'episode')}`]
      : []),
    isSomething(plan)
      ? `${counted(episodes, 'episode')} would change; alerts: ${alerts.told} would be sent, ${alerts.silent} only shown`
      : 'nothing can be read again',
    ...(unread.length > 0
      ? ['stays unread:', columns(unread.map(({ events, type, reason, hint }) => [`  ${events}`, type, reason, hint]))]
      : []),
  ];
  return blocks.join('\n');
}

function sayWhatWaits({ waitsForRebuild }: Pick<ReadingPlan, 'waitsForRebuild'>, out: Output): void {
  if (waitsForRebuild.length === 0) return;
  out.say(
    `the newest choice also changes ${waitsForRebuild.slice(0, 3).join(', ')}, and waits for:  ${PROGRAM} rebuild`,
  );
}
