import { statement, type Queryable } from '#lib/platform';
import type { StreamKey } from './checkpoints.js';
import { EVENT_COLUMNS, decodeRow, type EventRow, type StoredEvent } from './stored-event.js';

/**
 * Events of many streams, each after the version given for it, in stream order. Each stream is looked up by itself in
 * event_tenant_stream_version_key, however small the log was when the statement was planned.
 */
export async function readStreams(
  db: Queryable,
  from: readonly (StreamKey & { readonly version: number })[],
): Promise<Map<string, StoredEvent[]>> {
  const { rows } = await db.query<EventRow & Record<string, unknown>>(
    statement('read-streams')`
     SELECT ${EVENT_COLUMNS} FROM unnest($1::int[], $2::text[], $3::int[]) WITH ORDINALITY AS k(tenant, stream, after, nth), LATERAL (
       SELECT * FROM event e WHERE e.tenant = k.tenant AND e.stream = k.stream AND e.version > k.after OFFSET 0
     ) e
     ORDER BY k.nth, e.version`,
    [from.map((k) => k.tenant), from.map((k) => k.stream), from.map((k) => k.version)],
  );
  const streams = new Map<string, StoredEvent[]>();
  for (const row of rows) {
    const key = streamKey(row);
    const events = streams.get(key);
    if (events) events.push(decodeRow(row));
    else streams.set(key, [decodeRow(row)]);
  }
  return streams;
}

export const streamKey = ({ tenant, stream }: StreamKey): string => `${tenant} ${stream}`;

/** One whole stream, oldest version first. */
export async function readStream(db: Queryable, key: StreamKey): Promise<StoredEvent[]> {
  return (await readStreams(db, [{ ...key, version: 0 }])).get(streamKey(key)) ?? [];
}
