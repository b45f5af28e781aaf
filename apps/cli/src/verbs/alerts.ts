import { isRef, toIso } from '#lib/kernel';
import type { ActResult, AlertAnswer } from '#lib/pipeline';
import type { Page } from '#lib/readmodels';
import { call, needInstance } from '../instance/instance.js';
import { misuse } from '../line/failure.js';
import { showList } from '../line/paged.js';
import type { InstanceFlags } from '../line/shared-flags.js';
import { PROGRAM, type Context, type ExitCode, type Run } from '../line/verb.js';
import type {
  alertsAcknowledge,
  alertsList,
  alertsOverride,
  alertsResolve,
  alertsSnooze,
  alertsUndo,
} from './alerts.verb.js';

export const runAlertsList: Run<typeof alertsList> = async ({ flags, out, host }) => {
  const { clinician, show, limit } = flags;
  const instance = needInstance(flags, host);
  await showList(
    {
      ask: (page) => {
        const query = { show, ...(clinician ? { clinician } : {}), ...page, limit: String(page.limit) };
        const path = `/v1/alerts?${new URLSearchParams(query).toString()}`;
        return call<Page<AlertAnswer>>(instance, { method: 'GET', path }, host.signal);
      },
      limit,
      rowOf: alertRow,
      none: clinician
        ? `nothing is waiting for ${clinician}; use the reference that the events use`
        : 'nothing is waiting',
    },
    out,
  );
  return 0;
};

const alertRow = (alert: AlertAnswer): string[] => {
  const { id, tier, clinician, movedFrom, episode, words, raisedAt } = alert;
  return [
    id,
    tier,
    `since ${toIso(raisedAt).slice(0, 16)}Z`,
    standingOf(alert),
    movedFrom ? `${clinician} for ${movedFrom}` : clinician,
    episode,
    words.title,
  ];
};

type Standing = Pick<AlertAnswer, 'status' | 'act' | 'cameBackAt' | 'historical'>;

/** Nobody was notified of what history brought in, and nobody has to deal with it. */
export function standingOf({ status, act, cameBackAt, historical }: Standing): string {
  if (historical && status === 'open') return 'from history';
  if (!act) return status;
  if (status === 'open' && cameBackAt !== null) return `open again, put off before by ${act.by}`;
  return `${status}, ${act.kind} by ${act.by}`;
}

type Acting = Context<InstanceFlags & { readonly by: string | undefined }>;

export const runAlertsAcknowledge: Run<typeof alertsAcknowledge> = (context) => act(context, 'acknowledge');
export const runAlertsUndo: Run<typeof alertsUndo> = (context) => act(context, 'undo');
export const runAlertsSnooze: Run<typeof alertsSnooze> = (context) =>
  act(context, 'snooze', { until: needed(context.flags.until, '--until') });
export const runAlertsOverride: Run<typeof alertsOverride> = (context) =>
  act(context, 'override', { reason: needed(context.flags.reason, '--reason') });
export const runAlertsResolve: Run<typeof alertsResolve> = (context) =>
  act(context, 'resolve', { outcome: needed(context.flags.outcome, '--outcome') });

function needed(given: string | undefined, flag: string): string {
  if (given === undefined) throw misuse(`${flag} is missing`, `see  ${PROGRAM} help alerts`);
  return given;
}

/** What the instance answers is what is said: whether it changed anything, and what stays open. */
async function act({ words: [id = ''], flags, out, host }: Acting, action: string, said = {}): Promise<ExitCode> {
  if (!isRef(id)) throw misuse(`"${id}" is no id of an alert`, `see them:  ${PROGRAM} alerts list`);
  const body = JSON.stringify({ ...said, ...(flags.by === undefined ? {} : { by: flags.by }) });
  const request = { method: 'POST', path: `/v1/alerts/${id}/${action}`, body } as const;
  const headers = { 'content-type': 'application/json' };
  const done = await call<ActResult>(needInstance(flags, host), { ...request, headers }, host.signal);
  out.show(done, () => `${done.changed ? 'done' : 'was done before'}: ${done.words}`);
  if (done.changed && done.undoUntil !== null)
    out.say(
      `take it back until ${done.undoUntil}:  ${PROGRAM} alerts undo ${id}${flags.by ? ` --by ${flags.by}` : ''}`,
    );
  return 0;
}
