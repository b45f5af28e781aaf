import type { ShadowFigures } from '#lib/evaluation';
import { shadowReport, type ShadowReport } from '#lib/pipeline';
import { comparisonText } from '../comparison-text.js';
import { CliFailure } from '../failure.js';
import { columns } from '../output.js';
import { needTenant, withDatabase } from '../store.js';
import { PROGRAM, type Run } from '../verb.js';
import type { shadowVerb } from './shadow.verb.js';

export const runShadow: Run<typeof shadowVerb> = ({ flags, out, host }) =>
  withDatabase(host, async (db) => {
    const { id } = await needTenant(db, flags.tenant, host);
    const report = await shadowReport(db, {
      tenant: id,
      now: host.now(),
      onProgress: (episodes) => out.progress(`episodes read: ${episodes}`),
      isCancelled: () => host.signal.aborted,
    });
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
