/**
 * What a person does with an alert becomes an event of the episode. Acts on one alert are numbered, and the log takes
 * each number once: the one who loses a race looks again at who was first. The same person doing the same again changes
 * nothing; anything else is told what stands, who did it and when.
 */
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimKey, effectOf, isEndedByPerson, SAFETY_ANSWER, type ActEffect } from '#lib/alliance';
import { LatestRules } from '#lib/clinic-settings';
import { type EventData, episodeStream } from '#lib/events';
import { Appender, type NewEvent } from '#lib/eventlog';
import { may, type AuditAction, type Principal } from '#lib/identity';
import { toIso, type Language } from '#lib/kernel';
import { ClinicClock, Clock, Database, RapportError } from '#lib/platform';
import { Waker } from '#lib/queues';
import { alertId, readAlert, type AlertEntry } from '#lib/readmodels';
import { Act } from '../on-record/look.js';
import { appendAndWake } from '../ingest/append-and-wake.js';
import { ownEvent } from '../ingest/own-events.js';
import { actsOn, sayAct, type ActHistory, type LoggedAct } from './acts-of-alert.js';

export type AlertAction =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'snooze'; readonly until: number }
  | { readonly kind: 'override'; readonly reason: EventData<'alert.overridden'>['reason'] }
  | { readonly kind: 'resolve'; readonly outcome: EventData<'alert.resolved'>['outcome'] };

export interface ActResult {
  readonly alert: string;
  readonly action: AlertAction['kind'] | 'undo';
  /** False when the same person had done the same before. */
  readonly changed: boolean;
  /** Id of the event that says what was done. */
  readonly act: string;
  /** What it means for the episode, and what stays open. */
  readonly effect: ActEffect | 'taken-back';
  /** The same, for people. */
  readonly words: string;
  /** Until then the same person can take it back; null for what was taken back. */
  readonly undoUntil: string | null;
}

export class ActOnAlert extends Act<ActResult> {
  constructor(
    readonly principal: Principal,
    readonly alert: string,
    readonly action: AlertAction,
    /** Who acts: a clinician's reference. */
    readonly by: string,
    /** Of the words in the answer; the clinic's own unless given. */
    readonly language?: Language,
  ) {
    super();
  }

  get recordedAs(): AuditAction {
    return `alert-${this.action.kind}`;
  }
}

/** So long can an act be taken back. */
export const UNDO_MS = 600_000;
const KINDS = {
  acknowledge: 'acknowledged',
  snooze: 'snoozed',
  override: 'overridden',
  resolve: 'resolved',
} as const satisfies Record<AlertAction['kind'], LoggedAct['kind']>;

/** Each round that is lost made one more act known; nobody loses as often as this. */
const MOST_ROUNDS = 100;

@CommandHandler(ActOnAlert)
export class ActOnAlertHandler implements ICommandHandler<ActOnAlert> {
  constructor(
    private readonly db: Database,
    private readonly clinicClock: ClinicClock,
    private readonly clock: Clock,
    readonly appender: Appender,
    readonly waker: Waker,
    private readonly latest: LatestRules,
  ) {}

  async execute({ principal, alert: id, action, by, language }: ActOnAlert): Promise<ActResult> {
    const alert = await readAlert(this.db, principal.tenant, id);
    if (!alert || !may(principal, 'alerts:write', alert.clinician)) throw new RapportError('not_found');
    const done = await this.actOrFind(principal.tenant, alert, { action, by });
    const effect = effectOf(alert.rule, done);
    const { words } = await this.latest.wording(principal.tenant, language);
    return {
      alert: id,
      action: action.kind,
      changed: done.changed,
      act: done.event,
      effect,
      words: words.acts[effect],
      undoUntil: toIso(done.receivedAt + UNDO_MS),
    };
  }

  private async actOrFind(tenant: number, alert: AlertEntry, wanted: Wanted): Promise<Done> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const history = await actsOn(this.db, tenant, alert);
      const standing = history.acts.findLast(({ undone }) => !undone);
      if (standing && isSame(standing, wanted)) return { ...standing, changed: false };
      refuseWhereTaken(alert, standing, { ...wanted, now: this.clinicClock.now() });
      const event = this.eventFor(tenant, alert, { wanted, history });
      if (await this.append(event)) {
        const { kind, why } = saidOf(wanted.action);
        return { kind, why, event: event.externalId, receivedAt: this.clock.now(), changed: true };
      }
    }
    throw new RapportError('conflict', 'others were a moment earlier, again and again');
  }

  /** False when somebody else was a moment earlier. */
  private async append(event: NewEvent): Promise<boolean> {
    return (await appendAndWake(this, [event])).length > 0;
  }

  private eventFor(
    tenant: number,
    alert: AlertEntry,
    { wanted: { action, by }, history }: { wanted: Wanted; history: ActHistory },
  ): NewEvent {
    const claim = alertId(tenant, episodeStream(alert.episode), claimKey(alert.key));
    const occurredAt = Math.max(this.clinicClock.now(), alert.raisedAt, history.latest + 1);
    if (action.kind === 'snooze' && action.until <= occurredAt)
      throw new RapportError('invalid_query', `until must lie after ${toIso(occurredAt)}`);
    const about = { episode: alert.episode, client: alert.client, alert: alert.key, by };
    const id = `act-${claim}-${history.count + 1}`;
    const knew = toIso(Math.min(occurredAt, Math.max(alert.raisedAt, history.latestForm)));
    return ownEvent<ReturnType<typeof typed>['type']>({ tenant, id, occurredAt, ...typed(action, about, knew) });
  }
}

interface Wanted {
  readonly action: AlertAction;
  readonly by: string;
}
type Done = Pick<LoggedAct, 'kind' | 'why' | 'event' | 'receivedAt'> & { readonly changed: boolean };

const saidOf = (action: AlertAction): Pick<LoggedAct, 'kind' | 'why'> => ({
  kind: KINDS[action.kind],
  why: 'reason' in action ? action.reason : 'outcome' in action ? action.outcome : null,
});

function isSame(standing: LoggedAct, { action, by }: Wanted): boolean {
  const { kind, why } = saidOf(action);
  const until = action.kind === 'snooze' ? action.until : null;
  return standing.by === by && standing.kind === kind && standing.why === why && standing.until === until;
}

const ENDED_BY_ITSELF: Partial<Record<AlertEntry['status'], string>> = {
  eased: 'it eased by itself',
  closed: 'it ended together with what it was about',
  withdrawn: 'it was withdrawn, because the client has died or withdrew consent',
  superseded: 'a later event made it untrue',
};

/**
 * An end is final. Who has an alert has it, and who has put it off has put it off; anybody who may act on it can still end
 * it, and take one that was only put off.
 */
function refuseWhereTaken(alert: AlertEntry, standing: LoggedAct | undefined, wanted: WantedNow): void {
  const ended = ENDED_BY_ITSELF[alert.status];
  if (ended && !isEnd(standing))
    throw new RapportError('conflict', `this alert is over: ${endedWords(alert, ended)}`, {
      title: 'This alert is over',
    });
  if (!standing) return;
  const by = standing.by === wanted.by ? { title: 'You have already ended this alert' } : {};
  if (isEnd(standing) || isClaimOfAnother(standing, wanted) || isPutOffByAnother(standing, wanted))
    throw new RapportError('conflict', sayAct(standing), by);
}

interface WantedNow extends Wanted {
  /** By the clinic's clock. */
  readonly now: number;
}

/** A safety answer goes on, as a newer version of the form tells it. */
const endedWords = ({ rule, status }: AlertEntry, words: string): string =>
  status === 'superseded' && rule === SAFETY_ANSWER.code
    ? 'another version of the form has taken its place, and has an alert of its own while it waits'
    : words;

const isEnd = (standing: LoggedAct | undefined): boolean =>
  standing !== undefined && isEndedByPerson({ status: standing.kind });
const isClaimOfAnother = ({ kind, by: whose }: LoggedAct, { action, by }: Wanted): boolean =>
  kind === 'acknowledged' && whose !== by && (action.kind === 'acknowledge' || action.kind === 'snooze');

const isPutOffByAnother = ({ kind, by: whose, until }: LoggedAct, { action, by, now }: WantedNow): boolean =>
  kind === 'snoozed' && whose !== by && action.kind === 'snooze' && until !== null && until > now;

type About = EventData<'alert.acknowledged'>;

function typed(action: AlertAction, about: About, knew: string) {
  switch (action.kind) {
    case 'acknowledge':
      return { type: 'alert.acknowledged', data: about } as const;
    case 'snooze':
      return { type: 'alert.snoozed', data: { ...about, until: toIso(action.until) } } as const;
    case 'override':
      return { type: 'alert.overridden', data: { ...about, reason: action.reason, knew } } as const;
    case 'resolve':
      return { type: 'alert.resolved', data: { ...about, outcome: action.outcome, knew } } as const;
  }
}
