import type { ThresholdProposal } from '#lib/evaluation';
import { toIso } from '#lib/kernel';
import { ApproveThreshold, ProposeThreshold } from '#lib/pipeline';
import { nameOf, refusal, tellRevision } from '../clinic/revising.js';
import { withClinic } from '../instance/store.js';
import { CliFailure, misuse } from '../line/failure.js';
import { columns } from '../line/output.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { strainApprove, strainPropose } from './strain-score.verb.js';

export const runStrainPropose: Run<typeof strainPropose> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const watching = {
      onProgress: (episodes: number) => out.progress(`episodes read: ${episodes}`),
      isCancelled: () => host.signal.aborted,
    };
    const proposal = await queries.execute(new ProposeThreshold(operator, watching));
    if (!proposal && host.signal.aborted) throw new CliFailure('stopped; nothing was changed', 'begin again');
    if (!proposal) throw new CliFailure('the history is too short to choose a threshold and to show it', 'wait');
    out.show(proposal, () => proposalText(proposal));
    if (proposal.proposed !== proposal.now)
      out.say(`approve it:  ${PROGRAM} strain-score approve ${proposal.proposed} --by NAME`);
    return 0;
  });

export const runStrainApprove: Run<typeof strainApprove> = ({ words: [given = ''], flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ commands, operator }) => {
    const approved = await commands.execute(new ApproveThreshold(operator, factorOf(given), nameOf(flags.by)));
    if (!approved.ok) throw refusal('the choice is not valid', approved.error, 'give another factor');
    tellRevision(approved.value, { out });
    return 0;
  });

function factorOf(given: string): number {
  const factor = Number(given);
  if (!/^[0-9]{1,2}(\.[0-9]{1,3})?$/.test(given) || factor < 0.1 || factor > 10)
    throw misuse(`"${given}" is no factor`, 'give a number from 0.1 to 10');
  return factor;
}

function proposalText({ perWeek, now, proposed, boundary, chosenOn, shownOn, figures }: ThresholdProposal): string {
  const rows = figures.map(({ stricter, whileChoosing, prompts, perClinicianWeek, right, wrong }) => [
    `${stricter}${stricter === proposed ? '  proposed' : ''}${stricter === now ? '  now' : ''}`,
    whileChoosing?.toFixed(3) ?? '-',
    perClinicianWeek?.toFixed(3) ?? '-',
    String(prompts),
    String(right),
    String(wrong),
  ]);
  return [
    `budget: ${perWeek} prompts of the strain score for a clinician in a week`,
    `chosen on ${chosenOn.episodes} episodes that began before ${toIso(boundary).slice(0, 10)}, ${chosenOn.clinicianWeeks} clinician-weeks`,
    `shown on ${shownOn.episodes} that began later, ${shownOn.clinicianWeeks} clinician-weeks`,
    '',
    columns([['factor', 'a week, earlier', 'a week, later', 'prompts', 'said right', 'said wrong'], ...rows]),
  ].join('\n');
}
