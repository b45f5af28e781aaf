/** Events by what somebody has in hand: an id without its source, or a trace. */
import { statement, type Queryable, type Row } from '#lib/platform';
import { EVENT_COLUMNS, decodeRow, type EventRow, type StoredEvent } from './stored-event.js';

/**
 * Events of any source under one id. A practice has few sources: each is found by one step in the primary key of
 * event_key, and asked for the id by another.
 */
export async function findById(db: Queryable, tenant: number, id: string, limit: number): Promise<StoredEvent[]> {
  const { rows } = await db.query<EventRow & Row>(
    statement('find-by-id')`
     WITH RECURSIVE source(name) AS (
       (SELECT source FROM event_key WHERE tenant = $1 ORDER BY source LIMIT 1)
       UNION ALL
       SELECT (SELECT k.source FROM event_key k WHERE k.tenant = $1 AND k.source > s.name ORDER BY k.source LIMIT 1)
       FROM source s WHERE s.name IS NOT NULL
     )
     SELECT ${EVENT_COLUMNS} FROM source s
     JOIN event_key k ON k.tenant = $1 AND k.source = s.name AND k.external_id = $2
     JOIN event e ON e.tenant = $1 AND e.position = k.position ORDER BY e.position DESC LIMIT $3`,
    [tenant, id, limit],
  );
  return rows.map(decodeRow);
}

/** Events of one trace, oldest first. Uses event_trace_id, and event_trace_text for those of earlier versions. */
export async function findByTrace(db: Queryable, tenant: number, trace: string, limit: number): Promise<StoredEvent[]> {
  const { rows } = await db.query<EventRow & Row>(
    statement('find-by-trace')`
     SELECT * FROM (
       (SELECT ${EVENT_COLUMNS} FROM event e WHERE e.tenant = $1 AND e.trace_id = $2 ORDER BY e.position LIMIT $3)
       UNION ALL
       (SELECT ${EVENT_COLUMNS} FROM event e WHERE e.tenant = $1 AND e.trace IS NOT NULL AND e.trace_id IS NULL
          AND split_part(e.trace, '-', 2) = $2 ORDER BY e.position LIMIT $3)
     ) e ORDER BY position LIMIT $3`,
    [tenant, trace, limit],
  );
  return rows.map(decodeRow);
}

/** When the source wrote an event down, as it said; readers of many events do without it. Uses the primary key. */
export async function readRecordedAt(
  db: Queryable,
  { tenant, position }: Pick<StoredEvent, 'tenant' | 'position'>,
): Promise<number | undefined> {
  const { rows } = await db.query<{ at: number | null }>(
    statement('read-recorded-at')`
     SELECT round(extract(epoch FROM recorded_at) * 1000)::float8 AS at FROM event WHERE tenant = $1 AND position = $2`,
    [tenant, position],
  );
  return rows[0]?.at ?? undefined;
}

export interface FoundStream extends Row {
  readonly stream: string;
  readonly events: number;
  readonly opened: boolean;
}

/** Streams that are called so. Uses the primary key. */
export async function findStreams(db: Queryable, tenant: number, streams: readonly string[]): Promise<FoundStream[]> {
  const { rows } = await db.query<FoundStream>(
    statement('find-streams')`
     SELECT stream, head AS events FROM stream WHERE tenant = $1 AND stream = ANY($2::text[]) ORDER BY stream`,
    [tenant, streams],
  );
  return rows;
}

export interface FoundDelivery extends Row {
  readonly id: string;
  readonly alert: string;
  readonly channel: string;
  readonly setting: number;
  readonly state: string;
  readonly recipient: string;
  readonly since: number;
  readonly detail: string;
}

const DELIVERY = `id, alert, channel, setting, state, recipient, coalesce(detail, '') AS detail,
       round(extract(epoch FROM created_at) * 1000)::float8 AS since`;

/** Deliveries by their own ids. Uses the primary key. */
export async function findDeliveries(db: Queryable, tenant: number, ids: readonly string[]): Promise<FoundDelivery[]> {
  const { rows } = await db.query<FoundDelivery>(
    statement('find-deliveries')`
     SELECT ${DELIVERY} FROM outbox WHERE tenant = $1 AND id = ANY($2::bigint[]) ORDER BY id`,
    [tenant, ids],
  );
  return rows;
}

/** Deliveries of some alerts. Uses outbox_alert. */
export async function findDeliveriesOf(
  db: Queryable,
  tenant: number,
  alerts: readonly string[],
): Promise<FoundDelivery[]> {
  const { rows } = await db.query<FoundDelivery>(
    statement('find-deliveries-of')`
     SELECT ${DELIVERY} FROM outbox WHERE tenant = $1 AND alert = ANY($2::text[]) ORDER BY id LIMIT 200`,
    [tenant, alerts],
  );
  return rows;
}

/** How many episodes of a shard wait to be followed, and since when. Uses dirty_episode_shard. */
export async function readShard(db: Queryable, shard: number): Promise<{ waiting: number; since: number | null }> {
  const { rows } = await db.query<{ waiting: number; since: number | null }>(
    statement('read-shard')`
     SELECT count(*)::int AS waiting, round(extract(epoch FROM min(marked_at)) * 1000)::float8 AS since
     FROM dirty_episode WHERE shard = $1`,
    [shard],
  );
  return rows[0] ?? { waiting: 0, since: null };
}
