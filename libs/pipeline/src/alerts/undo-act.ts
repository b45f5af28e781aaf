/**
 * A slip of the finger can be taken back for ten minutes, by the person who made it or by one who administers the clinic. What is
 * taken back is the last act on the alert; taking back twice changes nothing, so that a second click does not reach
 * the act before it. The minutes are those of the machine: the clock of a demonstration has others.
 */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LatestRules } from '#lib/clinic-settings';
import { Appender } from '#lib/eventlog';
import { may, type Principal } from '#lib/identity';
import { toIso, type Language } from '#lib/kernel';
import { ClinicClock, Clock, Database, RapportError } from '#lib/platform';
import { Waker } from '#lib/queues';
import { readAlert, type AlertEntry } from '#lib/readmodels';
import { Act } from '../on-record/look.js';
import { appendAndWake } from '../ingest/append-and-wake.js';
import { ownEvent } from '../ingest/own-events.js';
import { UNDO_MS, type ActResult } from './act-on-alert.js';
import { actsOn, sayAct, type ActHistory, type LoggedAct } from './acts-of-alert.js';

export class UndoAct extends Act<ActResult> {
  readonly recordedAs = 'alert-undo';

  constructor(
    readonly principal: Principal,
    readonly alert: string,
    /** Who acts: a clinician's reference. */
    readonly by: string,
    /** Of the words in the answer; the clinic's own unless given. */
    readonly language?: Language,
  ) {
    super();
  }
}

@CommandHandler(UndoAct)
export class UndoActHandler implements ICommandHandler<UndoAct> {
  constructor(
    private readonly db: Database,
    private readonly clinicClock: ClinicClock,
    private readonly clock: Clock,
    readonly appender: Appender,
    readonly waker: Waker,
    private readonly latest: LatestRules,
  ) {}

  async execute({ principal, alert: id, by, language }: UndoAct): Promise<ActResult> {
    const alert = await readAlert(this.db, principal.tenant, id);
    if (!alert || !may(principal, 'alerts:write', alert.clinician)) throw new RapportError('not_found');
    const history = await actsOn(this.db, principal.tenant, alert);
    const before = history.endsWithUndo ? history.acts.findLast(({ undone }) => undone) : undefined;
    const act = before ?? lastOf(history);
    if (!before) this.refuse(principal, act, by);
    const changed = before ? false : await this.append(principal.tenant, alert, { act, by });
    const { words } = await this.latest.wording(principal.tenant, language);
    const said = { effect: 'taken-back', words: words.acts['taken-back'], undoUntil: null } as const;
    return { alert: id, action: 'undo', changed, act: act.event, ...said };
  }

  private refuse(principal: Principal, act: LoggedAct, by: string): void {
    if (act.by !== by && !may(principal, 'administer'))
      throw new RapportError('conflict', `${sayAct(act)}; only ${act.by} can take it back`, {
        title: 'Somebody else did this',
      });
    if (this.clock.now() - act.receivedAt > UNDO_MS)
      throw new RapportError('conflict', `${sayAct(act)}; it could be taken back until ${untilOf(act)}`, {
        title: 'It is too late to take this back',
      });
  }

  private async append(
    tenant: number,
    alert: AlertEntry,
    { act, by }: { act: LoggedAct; by: string },
  ): Promise<boolean> {
    const { episode, client, key } = alert;
    const event = ownEvent({
      tenant,
      type: 'alert.act_undone',
      id: `undone-${act.event}`,
      occurredAt: Math.max(this.clinicClock.now(), act.at + 1),
      data: { episode, client, alert: key, by, act: act.event },
    });
    return (await appendAndWake(this, [event])).length > 0;
  }
}

function lastOf({ acts }: ActHistory): LoggedAct {
  const act = acts.findLast(({ undone }) => !undone);
  if (!act)
    throw new RapportError('conflict', 'nobody has done anything with this alert', {
      title: 'There is nothing to take back',
    });
  return act;
}

const untilOf = ({ receivedAt }: LoggedAct): string => toIso(receivedAt + UNDO_MS);
