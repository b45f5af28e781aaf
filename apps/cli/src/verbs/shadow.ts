import type { ShadowFigures } from '#lib/evaluation';
import { GetShadowReport, type ShadowReport } from '#lib/pipeline';
import { comparisonText } from '../clinic/comparison-text.js';
import { CliFailure } from '../line/failure.js';
import { columns } from '../line/output.js';
import { withClinic } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { shadowVerb } from './shadow.verb.js';

export const runShadow: Run<typeof shadowVerb> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const watching = {
      onProgress: (episodes: number) => out.progress(`episodes read: ${episodes}`),
      isCancelled: () => host.signal.aborted,
    };
    const report = await queries.execute(new GetShadowReport(operator, watching));
    if (!report) throw new CliFailure('stopped; nothing was changed', `begin again:  ${PROGRAM} shadow report`);
    out.show(report, () => reportText(report));
    if (report.onTrial.length === 0) out.say(`no rule is on trial; see  ${PROGRAM} clinic show`);
    return 0;
  });

function reportText(report: ShadowReport): string {
  const silent = report.onTrial.filter((rule) => !report.shadowed.some((s) => s.rule === rule));
  const rows = [...report.shadowed.map(foundRow), ...silent.map((rule) => [rule, '0 forms'])];
  const found = rows.length > 0 ? [columns([['on trial', 'found on'], ...rows]), ''] : [];
  return [...found, comparisonText(['with the trial', 'without the trial'], report)].join('\n');
}

const foundRow = ({ rule, forms, byTier }: ShadowFigures): string[] => [
  rule,
  `${forms} forms (${Object.entries(byTier)
    .map(([tier, count]) => `${count} ${tier}`)
    .join(', ')})`,
];
