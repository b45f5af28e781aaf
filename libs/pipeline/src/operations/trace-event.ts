/** One event's way through the house, from receipt to delivery, told from what each step left behind. */
import { episodeOf, isEpisodeStream } from '#lib/events';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FLAG, findEvent, findPosition, type StoredEvent } from '#lib/eventlog';
import { needs, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { Database, RapportError, type Row } from '#lib/platform';

export interface TraceStep {
  readonly step:
    'received' | 'stored' | 'kept unread' | 'waiting' | 'followed' | 'set aside' | 'alert' | 'delivery' | 'attempt';
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
      steps: [...arrival(event), ...(await this.following(event)), ...(await this.outcome(event))],
    };
  }

  private async following(event: StoredEvent): Promise<TraceStep[]> {
    if (!isEpisodeStream(event.stream)) return [];
    const { rows } = await this.db.query<CheckpointRow>(
      `SELECT version, previous, followed_at AS at, quarantined_at AS "setAside", reason FROM checkpoint
       WHERE build = (SELECT id FROM build WHERE state = 'active') AND tenant = $1 AND stream = $2`,
      [event.tenant, event.stream],
    );
    return [followStep(event, rows[0])];
  }

  private async outcome(event: StoredEvent): Promise<TraceStep[]> {
    const { rows } = await this.db.query<OutcomeRow>(
      `SELECT a.id AS alert, a.tier, a.created_at AS raised, o.id AS delivery, o.channel, o.state, o.created_at AS owed,
              t.attempt, t.at, t.ms, t.outcome, t.detail
       FROM alert a LEFT JOIN outbox o ON o.tenant = a.tenant AND o.alert = a.id LEFT JOIN delivery_attempt t ON t.outbox = o.id
       WHERE a.tenant = $1 AND a.trigger_position = $2 ORDER BY a.created_at, a.id, o.id, t.attempt`,
      [event.tenant, event.position],
    );
    return rows.flatMap((row, i) => outcomeSteps(row, rows[i - 1]));
  }
}

interface CheckpointRow extends Row {
  version: number;
  previous: number;
  at: Date;
  setAside: Date | null;
  reason: string | null;
}

/** The time is known exactly when this event was in the last follow of its episode. */
function followStep({ version }: StoredEvent, row: CheckpointRow | undefined): TraceStep {
  if (row && row.version >= version) {
    if (row.previous >= version) return { step: 'followed', detail: 'in an earlier follow' };
    return { step: 'followed', at: row.at.toISOString(), detail: 'read models are current' };
  }
  if (row?.setAside)
    return { step: 'set aside', at: row.setAside.toISOString(), detail: row.reason ?? 'could not be followed' };
  return { step: 'waiting', detail: 'for its follower' };
}

/** One row is an attempt; its alert and its delivery are told when they first appear. */
function outcomeSteps(row: OutcomeRow, before: OutcomeRow | undefined): TraceStep[] {
  const { alert, tier, raised, delivery, channel, state, owed, attempt, at, ms, outcome, detail } = row;
  const steps: TraceStep[] = [];
  if (alert !== before?.alert) steps.push({ step: 'alert', at: raised.toISOString(), detail: `${alert} (${tier})` });
  if (owed && delivery !== before?.delivery)
    steps.push({ step: 'delivery', at: owed.toISOString(), detail: `${channel}: ${state}` });
  if (at)
    steps.push({
      step: 'attempt',
      at: at.toISOString(),
      detail: `${channel} try ${attempt}: ${outcome}, ${ms} ms, ${detail}`,
    });
  return steps;
}

interface OutcomeRow extends Row {
  alert: string;
  tier: string;
  raised: Date;
  delivery: string | null;
  channel: string;
  state: string;
  owed: Date | null;
  attempt: number | null;
  at: Date | null;
  ms: number;
  outcome: string;
  detail: string;
}

function arrival(event: StoredEvent): TraceStep[] {
  const unread = (event.flags & FLAG.quarantined) !== 0;
  return [
    { step: 'received', at: toIso(event.receivedAt), detail: `from ${event.source}` },
    {
      step: unread ? 'kept unread' : 'stored',
      detail: `position ${event.position}, ${event.stream} version ${event.version}`,
    },
  ];
}
