/**
 * What a person does with an alert becomes an event of the episode. The log's own rule against reusing an id settles
 * races: the first to claim an alert has it, the same person again changes nothing, somebody else is told who was first.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { claimKey } from '#lib/alliance';
import { type EventData, episodeStream } from '#lib/events';
import { Appender, findEvent, type NewEvent, type StoredEvent } from '#lib/eventlog';
import { may, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { ClinicClock, Database, RapportError } from '#lib/platform';
import { Waker } from '#lib/queues';
import { alertId, readAlert, type AlertEntry } from '#lib/readmodels';
import { OWN_SOURCE, ownEvent, type OwnEvent } from '../ingest/own-events.js';

export type AlertAction =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'snooze'; readonly until: number }
  | { readonly kind: 'override'; readonly reason: EventData<'alert.overridden'>['reason'] }
  | { readonly kind: 'resolve'; readonly outcome: EventData<'alert.resolved'>['outcome'] };

export interface ActResult {
  readonly alert: string;
  readonly action: AlertAction['kind'];
  /** False when the same person had done the same before. */
  readonly changed: boolean;
}

export class ActOnAlert extends Command<ActResult> {
  constructor(
    readonly principal: Principal,
    readonly alert: string,
    readonly action: AlertAction,
    /** Who acts: a clinician's reference. */
    readonly by: string,
  ) {
    super();
  }
}

/** Nobody waits for these any more, and acting on one would bring it back. */
const OVER: ReadonlySet<AlertEntry['status']> = new Set(['resolved', 'overridden', 'eased', 'closed', 'superseded']);

type AlertEventType = 'alert.acknowledged' | 'alert.snoozed' | 'alert.overridden' | 'alert.resolved';

@CommandHandler(ActOnAlert)
export class ActOnAlertHandler implements ICommandHandler<ActOnAlert> {
  constructor(
    private readonly db: Database,
    private readonly clinicClock: ClinicClock,
    private readonly appender: Appender,
    private readonly waker: Waker,
  ) {}

  async execute({ principal, alert: id, action, by }: ActOnAlert): Promise<ActResult> {
    const { db } = this;
    const alert = await readAlert(db, principal.tenant, id);
    if (!alert || !may(principal, 'alerts:write', alert.clinician)) throw new RapportError('not_found');
    const event = ownEvent(this.eventFor(principal.tenant, alert, { action, by }));
    const first = await findEvent(db, principal.tenant, { source: OWN_SOURCE, id: event.externalId });
    if (first) return this.second(alert, { action, by, first });
    if (OVER.has(alert.status)) throw new RapportError('conflict', `this alert is ${alert.status}`);
    return { alert: id, action: action.kind, changed: await this.append(event) };
  }

  private async append(event: NewEvent): Promise<boolean> {
    const [appended] = await this.appender.append([event], { atomic: false });
    if (appended?.kind === 'conflict') throw new RapportError('conflict', 'somebody else was a moment earlier');
    if (event.shard !== undefined) this.waker.wakeShards([event.shard]);
    return appended?.kind === 'new';
  }

  /** The same person again changes nothing; somebody else learns who was first. */
  private second(
    alert: AlertEntry,
    { action, by, first }: { action: AlertAction; by: string; first: StoredEvent },
  ): ActResult {
    const earlier = (JSON.parse(first.payload) as { data: { by: string } }).data.by;
    if (earlier !== by) throw new RapportError('conflict', `${earlier} was first, at ${toIso(first.receivedAt)}`);
    return { alert: alert.id, action: action.kind, changed: false };
  }

  private eventFor(
    tenant: number,
    alert: AlertEntry,
    { action, by }: { action: AlertAction; by: string },
  ): OwnEvent<AlertEventType> {
    const about = { episode: alert.episode, client: alert.client, alert: alert.key, by };
    const claim = alertId(tenant, episodeStream(alert.episode), claimKey(alert.key));
    const at = { tenant, occurredAt: Math.max(this.clinicClock.now(), alert.raisedAt) };
    switch (action.kind) {
      case 'acknowledge':
        return { ...at, type: 'alert.acknowledged', id: `acknowledged-${claim}`, data: about };
      case 'snooze':
        return {
          ...at,
          type: 'alert.snoozed',
          id: `snoozed-${alert.id}-${action.until}`,
          data: { ...about, until: toIso(action.until) },
        };
      case 'override':
        return { ...at, type: 'alert.overridden', id: `ended-${claim}`, data: { ...about, reason: action.reason } };
      case 'resolve':
        return { ...at, type: 'alert.resolved', id: `ended-${claim}`, data: { ...about, outcome: action.outcome } };
    }
  }
}
