/**
 * Events that were kept and not understood: they stand in streams of their own, by source. One that is understood later
 * is copied into its place under an id that names its position, and counts as unread no more.
 */
import { statement, type Queryable, type Row } from '#lib/platform';
import { EVENT_COLUMNS, OWN_SOURCE, decodeRow, type EventRow, type StoredEvent } from './stored-event.js';

const REREAD = 'reread-';
/** What the copy of an event is called that was read again, under the house's own source. */
export const rereadId = (position: number): string => `${REREAD}${position}`;
export const isReread = ({ source, externalId }: StoredEvent): boolean =>
  source === OWN_SOURCE && externalId.startsWith(REREAD);

/** Uses event_tenant_stream_version_key for the range of streams, and the primary key of event_key. */
const IS_UNREAD = `e.tenant = $1 AND e.stream >= 'quarantine/' AND e.stream < 'quarantine0'
       AND NOT EXISTS (SELECT FROM event_key c WHERE c.tenant = e.tenant AND c.source = '${OWN_SOURCE}'
                       AND c.external_id = '${REREAD}' || e.position)`;

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

export interface UnreadType {
  readonly type: string;
  readonly count: number;
  readonly last: string;
}

/** The same by type, most frequent first. */
export async function listUnreadTypes(db: Queryable, tenant: number): Promise<UnreadType[]> {
  const { rows } = await db.query<UnreadType & Row>(
    statement('list-unread-types')`
     SELECT type, count(*)::int AS count, max(received_at)::text AS last FROM event e
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
