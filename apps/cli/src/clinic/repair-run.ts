/** A repair from its plan to its result, as somebody at a terminal sees it. */
import { GoOnWithRepair, StartRepair, type RepairAnswer } from '#lib/pipeline';
import type { RepairAct, RepairKindName } from '#lib/repairs';
import type { Clinic } from '../instance/store.js';
import { misuse } from '../line/failure.js';
import { columns, counted, type Output } from '../line/output.js';
import { pause } from '../line/pause.js';
import { PROGRAM, type ExitCode, type Host } from '../line/verb.js';

interface GivenWord {
  readonly by: string | undefined;
  readonly reason: string | undefined;
}

/** Who does it and why: without both nothing is done. */
export function neededWord({ by, reason }: GivenWord, verb: string): { readonly by: string; readonly reason: string } {
  const missing = [...(by === undefined ? ['--by'] : []), ...(reason === undefined ? ['--reason'] : [])];
  if (by === undefined || reason === undefined)
    throw misuse(
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
      `see  ${PROGRAM} help ${verb}`,
    );
  return { by, reason };
}

const ONE: Readonly<Record<RepairKindName, string>> = {
  deliveries: 'message',
  events: 'event',
  episodes: 'episode',
  jobs: 'job',
};
const WOULD: Readonly<Record<RepairAct, Readonly<Record<RepairKindName, string>>>> = {
  retry: {
    deliveries: 'would be sent again',
    events: 'would be read again',
    episodes: 'would be read again',
    jobs: 'would be done again',
  },
  discard: {
    deliveries: 'would be discarded',
    events: 'would be discarded',
    episodes: 'would be discarded',
    jobs: 'would be removed',
  },
};
const IN_VAIN: Readonly<Record<RepairKindName, string>> = {
  deliveries:
    'of them would not be sent, because their alert is taken, has ended or is with somebody else, because their channel is off, or because the client has withdrawn consent to messages',
  events: 'of them cannot be read yet',
  episodes: '',
  jobs: '',
};

export function planText({ kind, act, items, expected, oldest, groups, grave, more }: RepairAnswer): string {
  if (items === 0) return 'there is nothing that matches';
  const rows = groups.map((group) => [`  ${group.what}`, String(group.items), `oldest ${group.oldest}`]);
  return [
    `${counted(items, ONE[kind])} ${WOULD[act][kind]}, the oldest since ${oldest ?? '-'}`,
    columns(rows),
    ...(act === 'retry' && expected < items ? [`${items - expected} ${IN_VAIN[kind]}`] : []),
    ...(act === 'discard' && grave > 0 ? [`${grave} of them only with --although: look at them first`] : []),
    ...(more ? ['there are more than one repair takes: plan another one afterwards'] : []),
  ].join('\n');
}

interface Wanted {
  readonly repair: string;
  readonly word: { readonly by: string; readonly reason: string; readonly although: boolean };
}
interface Terminal {
  readonly out: Output;
  readonly host: Host;
}

const LOOK_AGAIN_MS = 200;

/** At Ctrl-C the command ends and the repair goes on, in a worker. */
export async function carryOut(
  { commands, operator }: Clinic,
  { repair: id, word }: Wanted,
  { out, host }: Terminal,
): Promise<ExitCode> {
  let repair = await commands.execute(new StartRepair(operator, id, word));
  while (repair.state === 'running' && !host.signal.aborted) {
    out.progress(`${repair.items - repair.left} of ${repair.items}`);
    const before = repair.left;
    repair = await commands.execute(new GoOnWithRepair(operator, id));
    if (repair.left === before) await pause(LOOK_AGAIN_MS, host.signal);
  }
  const result = repair;
  out.show(result, () => resultText(result));
  sayWhatComes(result, out);
  return result.state === 'done' && result.failed === 0 ? 0 : 1;
}

function sayWhatComes({ id, kind, act, state, done }: RepairAnswer, out: Output): void {
  if (state === 'running')
    out.say(`a worker goes on with it; to stop it:  ${PROGRAM} repairs cancel ${id} --by <name> --reason <text>`);
  else if (kind === 'deliveries' && act === 'retry' && done > 0)
    out.say(`a worker sends them within seconds; see what is not taken:  ${PROGRAM} deliveries list --state retrying`);
}

const DID: Readonly<Record<RepairAct, string>> = { retry: 'put back', discard: 'discarded' };

export function resultText(repair: RepairAnswer): string {
  const { id, kind, act, state, done, changed, failed, left, leftAsItWas, by, reason } = repair;
  const parts = [
    `${done} ${DID[act]}`,
    ...(changed > 0 ? [`${changed} left alone, because they stood otherwise by then`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(left > 0 ? [`${left} not done`] : []),
  ];
  const odd = leftAsItWas.map((one) => [`  ${one.id}`, one.outcome, one.reason ?? '']);
  return [
    `${id}  ${kind} ${act}  ${state}${by === undefined ? '' : `  by ${by}: ${reason ?? ''}`}`,
    parts.join(', '),
    ...(odd.length > 0 ? [columns(odd)] : []),
  ].join('\n');
}
