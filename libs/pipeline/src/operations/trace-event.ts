/** One event's way through the house, from receipt to delivery, told from what each step left behind. */
import { episodeOf, isEpisodeStream, refOf } from '#lib/events';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  FLAG,
  OWN_SOURCE,
  findEvent,
  findPosition,
  readDeliveryTrails,
  readProgress,
  rereadId,
  toClinicEvent,
  type DeliveryTrail,
  type StoredEvent,
  type StreamProgress,
} from '#lib/eventlog';
import { needs, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { Database, RapportError } from '#lib/platform';
import { isSetAside, readTriggered } from '#lib/readmodels';

export interface TraceStep {
  readonly step:
    | 'received'
    | 'stored'
    | 'kept unread'
    | 'read again'
    | 'waiting'
    | 'followed'
    | 'set aside'
    | 'alert'
    | 'delivery'
    | 'attempt';
  readonly at?: string;
  readonly detail: string;
}
export interface EventTrace {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly position: number;
  readonly episode?: string;
  readonly traceparent?: string;
  readonly steps: readonly TraceStep[];
}

/** By position, or by source and id. */
export class TraceEvent extends Query<EventTrace> {
  constructor(
    readonly principal: Principal,
    readonly event: { readonly position: number } | { readonly source: string; readonly id: string },
  ) {
    super();
  }
}

@QueryHandler(TraceEvent)
export class TraceEventHandler implements IQueryHandler<TraceEvent> {
  constructor(private readonly db: Database) {}

  async execute({ principal, event: wanted }: TraceEvent): Promise<EventTrace> {
    needs(principal, 'clinic:read');
    const { db } = this;
    const event =
      'position' in wanted
        ? await findPosition(db, principal.tenant, wanted.position)
        : await findEvent(db, principal.tenant, wanted);
    if (!event) throw new RapportError('not_found');
    const { source, type, position, trace, stream } = event;
    return {
      id: event.externalId,
      source,
      type,
      position,
      ...(isEpisodeStream(stream) ? { episode: episodeOf(stream) } : {}),
      ...(trace ? { traceparent: trace } : {}),
      steps: [...arrival(event), ...(await this.after(event))],
    };
  }

  /** An event that was understood later goes on as its copy. */
  private async after(event: StoredEvent): Promise<TraceStep[]> {
    if (!isUnread(event)) return [...(await this.following(event)), ...(await this.outcome(event))];
    const copy = await findEvent(this.db, event.tenant, { source: OWN_SOURCE, id: rereadId(event.position) });
    return copy ? [readLater(copy), ...(await this.following(copy)), ...(await this.outcome(copy))] : [];
  }

  private async following(event: StoredEvent): Promise<TraceStep[]> {
    if (!isEpisodeStream(event.stream)) return [];
    const step = followStep(event, await readProgress(this.db, event));
    return (await isSetAside(this.db, event, refOf(toClinicEvent(event)))) ? [step, DOES_NOT_COUNT] : [step];
  }

  private async outcome({ tenant, position }: StoredEvent): Promise<TraceStep[]> {
    const { db } = this;
    const alerts = await readTriggered(db, tenant, position);
    const trails = await readDeliveryTrails(
      db,
      tenant,
      alerts.map(({ id }) => id),
    );
    return alerts.flatMap(({ id, tier, raised }) => [
      { step: 'alert', at: raised.toISOString(), detail: `${id} (${tier})` },
      ...trails.filter(({ alert }) => alert === id).flatMap((trail, i, mine) => deliverySteps(trail, mine[i - 1])),
    ]);
  }
}

const DOES_NOT_COUNT: TraceStep = {
  step: 'set aside',
  detail: 'it names somebody else than its episode and changes nothing; GET /v1/set-aside says what to send instead',
};

/** The time is known exactly when this event was in the last follow of its episode. */
function followStep({ version }: StoredEvent, row: StreamProgress | undefined): TraceStep {
  if (row && row.version >= version) {
    if (row.previous >= version) return { step: 'followed', detail: 'in an earlier follow' };
    return { step: 'followed', at: row.at.toISOString(), detail: 'read models are current' };
  }
  if (row?.setAside)
    return { step: 'set aside', at: row.setAside.toISOString(), detail: row.reason ?? 'could not be followed' };
  return { step: 'waiting', detail: 'for its follower' };
}

/** One row is an attempt; its delivery is told when it first appears. */
function deliverySteps(trail: DeliveryTrail, before: DeliveryTrail | undefined): TraceStep[] {
  const { delivery, channel, state, owed, attempt, at, ms, outcome, detail } = trail;
  const steps: TraceStep[] = [];
  if (delivery !== before?.delivery)
    steps.push({ step: 'delivery', at: owed.toISOString(), detail: `${channel}: ${state}` });
  if (at)
    steps.push({
      step: 'attempt',
      at: at.toISOString(),
      detail: `${channel} try ${attempt}: ${outcome}, ${ms} ms, ${detail}`,
    });
  return steps;
}

const isUnread = ({ flags }: StoredEvent): boolean => (flags & FLAG.quarantined) !== 0;

const readLater = ({ receivedAt, position, stream, version }: StoredEvent): TraceStep => ({
  step: 'read again',
  at: toIso(receivedAt),
  detail: `position ${position}, ${stream} version ${version}`,
});

function arrival(event: StoredEvent): TraceStep[] {
  return [
    { step: 'received', at: toIso(event.receivedAt), detail: `from ${event.source}` },
    {
      step: isUnread(event) ? 'kept unread' : 'stored',
      detail: `position ${event.position}, ${event.stream} version ${event.version}`,
    },
  ];
}
