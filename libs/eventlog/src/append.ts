/**
 * One append is one statement, and so one transaction, for a whole group of events: stream heads, then the tenant's counter,
 * then keys, events and dirty marks. The counter is what makes positions dense and in commit order; it is locked only
 * while this statement runs, and always after the heads, which are taken in sorted order, so that no two appends can
 * wait for each other in a circle.
 */
import { joinTexts, splitTexts, type Queryable, type Row } from '#lib/platform';
import { CODEC_JSON } from './stored-event.js';

const PAYLOADS = splitTexts('$14');

export interface NewEvent {
  readonly tenant: number;
  readonly stream: string;
  /** The shard to wake, or undefined for a stream that nobody folds. */
  readonly shard: number | undefined;
  /** This event opens its stream's episode. */
  readonly opens: boolean;
  readonly type: string;
  readonly source: string;
  readonly externalId: string;
  readonly occurredAt: number;
  /** Minutes that the sender's clock was ahead of UTC. */
  readonly occurredOffset: number;
  readonly recordedAt: number | undefined;
  readonly sequence: string;
  readonly flags: number;
  readonly trace: string | undefined;
  readonly payload: string;
  readonly hash: Buffer;
}

/** `opened`: the episode of this event has been opened, so that it can be followed. */
export type Placed = {
  readonly kind: 'new';
  readonly position: number;
  readonly version: number;
  readonly opened: boolean;
};
export type Known = { readonly kind: 'duplicate' | 'conflict'; readonly position: number };

interface KeyRow extends Row {
  readonly nth: number;
  readonly position: number;
  readonly hash: Buffer;
}

const KNOWN = `
  SELECT k.nth::int AS nth, e.position::float8 AS position, e.payload_hash AS hash
  FROM unnest($1::int[], $2::text[], $3::text[]) WITH ORDINALITY AS k(tenant, source, external_id, nth)
  JOIN event_key e USING (tenant, source, external_id)`;

/** Which of these ids the log already holds. Uses the primary key of event_key. */
export async function findKnown(db: Queryable, events: readonly NewEvent[]): Promise<Map<number, Known>> {
  const values = [events.map((e) => e.tenant), events.map((e) => e.source), events.map((e) => e.externalId)];
  const { rows } = await db.query<KeyRow>(KNOWN, values);
  return new Map(
    rows.map(({ nth, position, hash }) => {
      const same = hash.equals((events[nth - 1] as NewEvent).hash);
      return [nth - 1, { kind: same ? 'duplicate' : 'conflict', position }] as const;
    }),
  );
}

const APPEND = `
WITH input AS MATERIALIZED (
  SELECT *, (row_number() OVER (PARTITION BY tenant, stream ORDER BY nth))::int AS in_stream,
            (row_number() OVER (PARTITION BY tenant ORDER BY nth))::int AS in_tenant
  FROM unnest($1::int[], $2::text[], $3::int[], $4::bool[], $5::text[], $6::text[], $7::text[], $8::float8[],
              $9::int[], $10::float8[], $11::text[], $12::int[], $13::text[], ${PAYLOADS}, $15::bytea[])
       WITH ORDINALITY AS i(tenant, stream, shard, opens, type, source, external_id, occurred, off, recorded,
                            sequence, flags, trace, payload, hash, nth)
), heads AS (
  INSERT INTO stream (tenant, stream, head, opened)
  SELECT tenant, stream, count(*), bool_or(opens) FROM input GROUP BY tenant, stream ORDER BY tenant, stream
  ON CONFLICT (tenant, stream) DO UPDATE
    SET head = stream.head + excluded.head, opened = stream.opened OR excluded.opened
  RETURNING tenant, stream, head, opened
), sizes AS (
  SELECT i.tenant, i.stream, h.head - count(*)::int AS base, h.opened
  FROM input i JOIN heads h USING (tenant, stream) GROUP BY i.tenant, i.stream, h.head, h.opened
), counters AS (
  INSERT INTO tenant_counter (tenant, position)
  SELECT tenant, count(*) FROM input WHERE (SELECT count(*) FROM heads) > 0 GROUP BY tenant ORDER BY tenant
  ON CONFLICT (tenant) DO UPDATE SET position = tenant_counter.position + excluded.position
  RETURNING tenant, position
), totals AS (
  SELECT i.tenant, c.position - count(*) AS base
  FROM input i JOIN counters c USING (tenant) GROUP BY i.tenant, c.position
), placed AS MATERIALIZED (
  SELECT i.*, t.base + i.in_tenant AS position, s.base + i.in_stream AS version, s.opened
  FROM input i JOIN totals t USING (tenant) JOIN sizes s USING (tenant, stream)
), keys AS (
  INSERT INTO event_key (tenant, source, external_id, payload_hash, position)
  SELECT tenant, source, external_id, hash, position FROM placed
), events AS (
  INSERT INTO event (tenant, position, stream, version, type, source, external_id, occurred_at, occurred_offset,
                     recorded_at, received_at, sequence, flags, trace, codec, payload)
  SELECT tenant, position, stream, version, type, source, external_id, to_timestamp(occurred / 1000), off,
         to_timestamp(recorded / 1000), to_timestamp($16::float8 / 1000), sequence, flags, trace, ${CODEC_JSON},
         convert_to(payload, 'UTF8')
  FROM placed
), marks AS (
  INSERT INTO dirty_episode AS d (tenant, stream, shard, head, marked_at)
  SELECT tenant, stream, min(shard), max(version), to_timestamp($16::float8 / 1000)
  FROM placed WHERE shard IS NOT NULL GROUP BY tenant, stream ORDER BY tenant, stream
  ON CONFLICT (tenant, stream) DO UPDATE SET shard = least(d.shard, excluded.shard), head = excluded.head
)
SELECT nth::int AS nth, position::float8 AS position, version, opened FROM placed ORDER BY nth`;

interface PlacedRow extends Row {
  readonly nth: number;
  readonly position: number;
  readonly version: number;
  readonly opened: boolean;
}

/** Appends events that are not in the log yet. A race with another writer surfaces as unique violation 23505. */
export async function appendNew(db: Queryable, events: readonly NewEvent[], receivedAt: number): Promise<Placed[]> {
  const column = <K extends keyof NewEvent>(key: K): NewEvent[K][] => events.map((e) => e[key]);
  const { rows } = await db.query<PlacedRow>(APPEND, [
    column('tenant'),
    column('stream'),
    column('shard'),
    column('opens'),
    column('type'),
    column('source'),
    column('externalId'),
    column('occurredAt'),
    column('occurredOffset'),
    column('recordedAt'),
    column('sequence'),
    column('flags'),
    column('trace'),
    joinTexts(column('payload')),
    column('hash'),
    receivedAt,
  ]);
  return rows.map(({ position, version, opened }) => ({ kind: 'new', position, version, opened }));
}
