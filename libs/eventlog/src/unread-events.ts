/**
 * Events that were kept and not understood: they stand in streams of their own, by source. One that is understood later
 * is copied into its place under an id that names its position, and counts as unread no more.
 */
import { statement, type Queryable, type Row } from '#lib/platform';
import { rfc3339 } from './rfc3339.js';
import { EVENT_COLUMNS, OWN_SOURCE, decodeRow, type EventRow, type StoredEvent } from './stored-event.js';

const REREAD = 'reread-';
/** What the copy of an event is called that was read again, under the house's own source. */
export const rereadId = (position: number): string => `${REREAD}${position}`;
export const isReread = ({ source, externalId }: StoredEvent): boolean =>
  source === OWN_SOURCE && externalId.startsWith(REREAD);

/** Uses event_tenant_stream_version_key for the range of streams, and the primary key of event_key. */
const IS_KEPT = `e.tenant = $1 AND e.stream >= 'quarantine/' AND e.stream < 'quarantine0'
       AND NOT EXISTS (SELECT FROM event_key c WHERE c.tenant = e.tenant AND c.source = '${OWN_SOURCE}'
                       AND c.external_id = '${REREAD}' || e.position)`;
const IS_LET_BE = `EXISTS (SELECT FROM discarded d WHERE d.tenant = e.tenant AND d.kind = 'event' AND d.ref = e.position::text)`;
const IS_UNREAD = `${IS_KEPT} AND NOT ${IS_LET_BE}`;

/** A page of a tenant's unread events, oldest first. */
export async function readUnread(
  db: Queryable,
  tenant: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<StoredEvent[]> {
  const { rows } = await db.query<EventRow & Row>(
    statement('read-unread')`
     SELECT ${EVENT_COLUMNS} FROM event e WHERE ${IS_UNREAD} AND e.position > $2 ORDER BY e.position LIMIT $3`,
    [tenant, after, limit],
  );
  return rows.map(decodeRow);
}

export interface UnreadAsked {
  readonly tenant: number;
  /** True for those that were let be. */
  readonly discarded: boolean;
  readonly positions?: readonly number[] | undefined;
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  /** Received since then, and until then; milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** A page of those that are asked for, oldest first. */
export async function findUnread(
  db: Queryable,
  { tenant, discarded, positions, type, source, since, until }: UnreadAsked,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<StoredEvent[]> {
  const { rows } = await db.query<EventRow & Row>(
    statement('find-unread')`
     SELECT ${EVENT_COLUMNS} FROM event e WHERE ${IS_KEPT} AND ${IS_LET_BE} = $2 AND e.position > $3
       AND ($4::float8[] IS NULL OR e.position = ANY($4::bigint[])) AND ($5::text IS NULL OR e.type = $5)
       AND ($6::text IS NULL OR e.source = $6) AND ($7::float8 IS NULL OR e.received_at >= to_timestamp($7 / 1000))
       AND ($8::float8 IS NULL OR e.received_at < to_timestamp($8 / 1000))
     ORDER BY e.position LIMIT $9`,
    [tenant, discarded, after, positions ?? null, type ?? null, source ?? null, since ?? null, until ?? null, limit],
  );
  return rows.map(decodeRow);
}

export interface UnreadType {
  readonly type: string;
  readonly count: number;
  readonly last: string;
}

/** The same by type, most frequent first. */
export async function listUnreadTypes(db: Queryable, tenant: number): Promise<UnreadType[]> {
  const { rows } = await db.query<UnreadType & Row>(
    statement('list-unread-types')`
     SELECT type, count(*)::int AS count, ${rfc3339('max(received_at)')} AS last FROM event e
     WHERE ${IS_UNREAD} GROUP BY type ORDER BY count DESC LIMIT 100`,
    [tenant],
  );
  return rows;
}

export interface EventPlace extends Row {
  readonly source: string;
  readonly id: string;
  readonly position: number;
  readonly type: string;
  readonly occurredAt: number;
  readonly receivedAt: number;
}

/** When and as what some events came, without what they say. Uses primary keys. */
export async function findPlaces(
  db: Queryable,
  tenant: number,
  events: readonly { readonly source: string; readonly id: string }[],
): Promise<EventPlace[]> {
  const { rows } = await db.query<EventPlace>(
    statement('find-places')`
     SELECT k.source, k.id, e.position::float8 AS position, e.type,
       round(date_part('epoch', e.occurred_at) * 1000)::float8 AS "occurredAt",
       round(date_part('epoch', e.received_at) * 1000)::float8 AS "receivedAt"
     FROM unnest($2::text[], $3::text[]) AS k(source, id)
     JOIN event_key y ON y.tenant = $1 AND y.source = k.source AND y.external_id = k.id
     JOIN event e ON e.tenant = y.tenant AND e.position = y.position`,
    [tenant, events.map(({ source }) => source), events.map(({ id }) => id)],
  );
  return rows;
}
