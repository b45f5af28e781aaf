import type { Proposal, ProposalFault, DropoutEvaluation } from '#lib/evaluation';
import { toIso } from '#lib/kernel';
import {
  ApproveModel,
  GetProposal,
  ProposeModel,
  SwitchDropoutModel,
  type ApprovalFault,
  type ModelDoubt,
} from '#lib/pipeline';
import { CliFailure, misuse } from '../line/failure.js';
import { columns } from '../line/output.js';
import { nameOf, refusal as refused, tellRevision } from '../clinic/revising.js';
import { withClinic } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { stoppingPropose, stoppingShow, stoppingApprove, stoppingSwitch } from './stopping-model.verb.js';

const FAULTS: Readonly<Record<ProposalFault, string>> = {
  'too-little-data': 'the history is too short: there are no decided intervals on both sides of the split',
  'no-rows': 'the history has no decided intervals',
  singular: 'some signals cannot be told apart in this history',
  diverged: 'the fit does not settle on this history',
};

export const runStoppingPropose: Run<typeof stoppingPropose> = ({ flags: { tenant, seed, steps }, out, host }) =>
  withClinic(host, tenant, async ({ commands, operator }) => {
    const made = await commands.execute(new ProposeModel(operator, { seed, steps }));
    if (!made.ok) throw new CliFailure(FAULTS[made.error], 'wait until more work has come to an end');
    const { number, proposal } = made.value;
    out.show({ number, ...proposal }, () => proposalText(number, proposal));
    out.say(`read it again:  ${PROGRAM} stopping-model show`);
    out.say(`approve it:  ${PROGRAM} stopping-model approve ${number} --by NAME`);
    return 0;
  });

export const runStoppingShow: Run<typeof stoppingShow> = ({ words: [given], flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const wanted = given === undefined ? undefined : numberOf(given);
    const stored = await queries.execute(new GetProposal(operator, wanted));
    if (!stored) throw new CliFailure('there is no such proposal', `make one:  ${PROGRAM} stopping-model propose`);
    const { number, approvedBy, revision, proposal } = stored;
    out.show({ number, approvedBy, revision, ...proposal }, () => proposalText(number, proposal));
    if (approvedBy !== null) out.say(`approved by ${approvedBy} as revision ${revision}`);
    return 0;
  });

export const runStoppingApprove: Run<typeof stoppingApprove> = ({ words: [given = ''], flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ commands, operator }) => {
    const approval = {
      number: numberOf(given),
      by: nameOf(flags.by),
      switchOn: flags['switch-on'],
      although: flags.although,
    };
    const approved = await commands.execute(new ApproveModel(operator, approval));
    if (!approved.ok) throw refusal(approved.error);
    tellRevision(approved.value, { out });
    return 0;
  });

export const runStoppingSwitch: Run<typeof stoppingSwitch> = ({ words: [given = ''], flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ commands, operator }) => {
    if (given !== 'on' && given !== 'off') throw misuse(`"${given}" is neither on nor off`, 'say on, or off');
    const switched = await commands.execute(new SwitchDropoutModel(operator, given === 'on', nameOf(flags.by)));
    if (!switched.ok) throw refusal({ code: 'refused', faults: switched.error });
    tellRevision(switched.value, { out });
    return 0;
  });

function numberOf(given: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(given))
    throw misuse(`"${given}" is not the number of a proposal`, 'give a whole number');
  return Number(given);
}

const REFUSALS: Readonly<Record<Exclude<ApprovalFault['code'], 'refused' | 'not-better'>, readonly [string, string]>> =
  {
    'no-such-proposal': ['there is no such proposal', `see the newest:  ${PROGRAM} stopping-model show`],
    'approved-before': ['this proposal was approved before', `make another:  ${PROGRAM} stopping-model propose`],
    'switched-off': ['the chance of stopping early is off in this clinic', 'add --switch-on if that is what you want'],
  };

function refusal(fault: ApprovalFault): CliFailure {
  if (fault.code === 'not-better')
    return new CliFailure(
      ['the figures speak against this proposal', ...fault.doubts.map((doubt) => `  ${doubtText(doubt)}`)].join('\n'),
      'if it is wanted all the same, say why:  --although "reason"',
    );
  if (fault.code !== 'refused') return new CliFailure(...REFUSALS[fault.code]);
  return refused('the choice is not valid', fault.faults, 'make another proposal');
}

function doubtText(doubt: ModelDoubt): string {
  if (doubt.code === 'too-few-stops')
    return `it was judged on ${doubt.stops} ${doubt.stops === 1 ? 'stop' : 'stops'}; at least ${doubt.least} are needed`;
  const [figure, digits, than] = doubt.code === 'worse-auc' ? ['AUC', 3, 'lower'] : ['Brier score', 4, 'higher'];
  return `its ${figure} is ${than} than that of the model in use: ${shown(doubt.proposed, digits as number)} and ${shown(doubt.present, digits as number)}`;
}

const shown = (value: number | null | undefined, digits = 3): string => value?.toFixed(digits) ?? '-';

function proposalText(number: number, proposal: Proposal): string {
  const { train, test, advice, stopping, proposed, present, boundary, definition } = proposal;
  const head = [
    `proposal ${number}, definition ${definition}: ${advice.step}, ${stopping.calibration?.name ?? 'start values'}`,
    `fitted on ${train.clients} clients, ${train.rows} intervals, ${train.events} stops, all before ${toIso(boundary).slice(0, 10)}`,
    `judged on ${test.clients} clients who began later, ${test.rows} intervals, ${test.events} stops`,
  ];
  const rows = [
    ['', 'AUC', 'Brier', 'notices/clinician-week', 'right'],
    line('proposed', proposed),
    line('now', present),
  ];
  const plain = proposed.baselines.map((b) => [
    b.rule,
    shown(b.auc),
    shown(b.brier, 4),
    shown(b.notices.perClinicianWeek, 2),
    shown(b.notices.ppv, 2),
  ]);
  return [...head, '', columns([...rows, ...plain]), '', ...tail(proposed)].join('\n');
}

const line = (name: string, { auc, brier, notices }: DropoutEvaluation): string[] => [
  name,
  shown(auc),
  shown(brier, 4),
  shown(notices.perClinicianWeek, 2),
  shown(notices.ppv, 2),
];

function tail({ aucInterval, skill, calibration, notices }: DropoutEvaluation): string[] {
  return [
    `AUC from ${shown(aucInterval?.low)} to ${shown(aucInterval?.high)} (95 %, by client)`,
    `Brier skill against the rate of each interval ${shown(skill)}`,
    `calibration: intercept ${shown(calibration?.intercept, 2)} (0 is right), slope ${shown(calibration?.slope, 2)} (1 is right)`,
    `first notice ${shown(notices.leadToLastHour, 0)} days before the last session, ${shown(notices.leadToLabel, 0)} before the stop was known; ${notices.recovery} only after the last session`,
  ];
}
