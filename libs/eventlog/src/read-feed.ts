import { statement, type Queryable, type Row } from '#lib/platform';
import { EVENT_COLUMNS, decodeRow, type EventRow, type StoredEvent } from './stored-event.js';

/**
 * The tenant's events after a position. Positions are dense and committed in order, so a reader that remembers the last
 * position never misses an event. Uses the primary key.
 */
export async function readFeed(
  db: Queryable,
  tenant: number,
  { after, limit }: { after: number; limit: number },
): Promise<StoredEvent[]> {
  const { rows } = await db.query<EventRow & Row>(
    statement('read-feed')`
     SELECT ${EVENT_COLUMNS} FROM event e WHERE e.tenant = $1 AND e.position > $2 ORDER BY e.position LIMIT $3`,
    [tenant, after, limit],
  );
  return rows.map(decodeRow);
}

/** The event with this id, or undefined. */
export async function findEvent(
  db: Queryable,
  tenant: number,
  { source, id }: { source: string; id: string },
): Promise<StoredEvent | undefined> {
  const { rows } = await db.query<EventRow & Row>(
    statement('find-event')`
     SELECT ${EVENT_COLUMNS} FROM event_key k JOIN event e ON e.tenant = k.tenant AND e.position = k.position
     WHERE k.tenant = $1 AND k.source = $2 AND k.external_id = $3`,
    [tenant, source, id],
  );
  return rows[0] && decodeRow(rows[0]);
}

export async function findPosition(db: Queryable, tenant: number, position: number): Promise<StoredEvent | undefined> {
  const [event] = await readFeed(db, tenant, { after: position - 1, limit: 1 });
  return event?.position === position ? event : undefined;
}

/** Position of the tenant's last event; 0 for an empty log. */
export async function headPosition(db: Queryable, tenant: number): Promise<number> {
  const { rows } = await db.query<{ position: number }>(
    statement('head-position')`SELECT position::float8 AS position FROM tenant_counter WHERE tenant = $1`,
    [tenant],
  );
  return rows[0]?.position ?? 0;
}

/** Every stream of a prefix with its head, in key order, a page at a time. */
export async function readHeads(
  db: Queryable,
  prefix: string,
  { after, limit }: { after: { tenant: number; stream: string }; limit: number },
): Promise<{ tenant: number; stream: string; head: number }[]> {
  const { rows } = await db.query<{ tenant: number; stream: string; head: number }>(
    statement('read-heads')`
     SELECT tenant, stream, head FROM stream
     WHERE (tenant, stream) > ($1, $2) AND stream LIKE $3 || '%' ORDER BY tenant, stream LIMIT $4`,
    [after.tenant, after.stream, prefix, limit],
  );
  return rows;
}

/** The heads of these streams at this moment. */
export async function headsOf(
  db: Queryable,
  streams: readonly { readonly tenant: number; readonly stream: string }[],
): Promise<{ tenant: number; stream: string; head: number }[]> {
  const { rows } = await db.query<{ tenant: number; stream: string; head: number }>(
    statement('heads-of')`
     SELECT s.tenant, s.stream, s.head FROM unnest($1::int[], $2::text[]) AS k(tenant, stream)
     JOIN stream s USING (tenant, stream)`,
    [streams.map((s) => s.tenant), streams.map((s) => s.stream)],
  );
  return rows;
}

/** How many streams of a prefix there are. Reads the primary key of `stream` from end to end: for progress, not for a request. */
export async function countStreams(db: Queryable, prefix: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    statement('count-streams')`SELECT count(*)::int AS n FROM stream WHERE stream LIKE $1 || '%'`,
    [prefix],
  );
  return rows[0]?.n ?? 0;
}
