/**
 * One append is one statement, and so one transaction, for a whole group of events: stream heads, then the tenant's counter,
 * then keys, events and dirty marks. The counter is what makes positions dense and in commit order; it is locked only
 * while this statement runs, and always after the heads, which are taken in sorted order, so that no two appends can
 * wait for each other in a circle.
 */
import { joinTexts, splitTexts, statement, type Queryable, type Row } from '#lib/platform';
import { CODEC_JSON } from './stored-event.js';

const PAYLOADS = splitTexts('$21');

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
export type KnownKey = { readonly kind: 'duplicate' | 'conflict'; readonly position: number };

interface KeyRow extends Row {
  readonly nth: number;
  readonly position: number;
  readonly hash: Buffer;
}

const KNOWN = statement('find-known')`
  SELECT k.nth::int AS nth, e.position::float8 AS position, e.payload_hash AS hash
  FROM unnest($1::int[], $2::text[], $3::text[]) WITH ORDINALITY AS k(tenant, source, external_id, nth), LATERAL (
    SELECT * FROM event_key e WHERE e.tenant = k.tenant AND e.source = k.source AND e.external_id = k.external_id LIMIT 1
  ) e`;

/** Which of these ids the log already holds. Each is looked up in the primary key, however small the log was once. */
export async function findKnown(db: Queryable, events: readonly NewEvent[]): Promise<Map<number, KnownKey>> {
  const values = [events.map((e) => e.tenant), events.map((e) => e.source), events.map((e) => e.externalId)];
  const { rows } = await db.query<KeyRow>(KNOWN, values);
  return new Map(
    rows.map(({ nth, position, hash }) => {
      const same = hash.equals((events[nth - 1] as NewEvent).hash);
      return [nth - 1, { kind: same ? 'duplicate' : 'conflict', position }] as const;
    }),
  );
}

const APPEND = statement('append')`
WITH streams AS MATERIALIZED (
  SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::bool[], $5::int[])
                WITH ORDINALITY AS s(tenant, stream, events, opens, shard, nth)
), heads AS (
  INSERT INTO stream (tenant, stream, head, opened) SELECT tenant, stream, events, opens FROM streams ORDER BY nth
  ON CONFLICT (tenant, stream) DO UPDATE
    SET head = stream.head + excluded.head, opened = stream.opened OR excluded.opened
  RETURNING tenant, stream, head, opened
), counters AS (
  INSERT INTO tenant_counter (tenant, position)
  SELECT tenant, events FROM unnest($6::int[], $7::int[]) WITH ORDINALITY AS t(tenant, events, nth)
  WHERE (SELECT count(*) FROM heads) > 0 ORDER BY nth
  ON CONFLICT (tenant) DO UPDATE SET position = tenant_counter.position + excluded.position
  RETURNING tenant, position
), placed AS MATERIALIZED (
  SELECT i.*, c.position - i.later_in_tenant AS position, h.head - i.later_in_stream AS version, h.opened
  FROM unnest($8::int[], $9::text[], $10::int[], $11::int[], $12::text[], $13::text[], $14::text[], $15::float8[],
              $16::int[], $17::float8[], $18::text[], $19::int[], $20::text[], ${PAYLOADS}, $22::bytea[])
       WITH ORDINALITY AS i(tenant, stream, later_in_tenant, later_in_stream, type, source, external_id, occurred, off,
                            recorded, sequence, flags, trace, payload, hash, nth)
  JOIN heads h USING (tenant, stream) JOIN counters c USING (tenant)
), keys AS (
  INSERT INTO event_key (tenant, source, external_id, payload_hash, position)
  SELECT tenant, source, external_id, hash, position FROM placed
), events AS (
  INSERT INTO event (tenant, position, stream, version, type, source, external_id, occurred_at, occurred_offset,
                     recorded_at, received_at, sequence, flags, trace, trace_id, codec, payload)
  SELECT tenant, position, stream, version, type, source, external_id, to_timestamp(occurred / 1000), off,
         to_timestamp(recorded / 1000), to_timestamp($23::float8 / 1000), sequence, flags, trace, split_part(trace, '-', 2),
         ${CODEC_JSON}, convert_to(payload, 'UTF8')
  FROM placed
), marks AS (
  INSERT INTO dirty_episode AS d (tenant, stream, shard, head, marked_at)
  SELECT tenant, stream, s.shard, h.head, to_timestamp($23::float8 / 1000)
  FROM heads h JOIN streams s USING (tenant, stream) WHERE s.shard IS NOT NULL ORDER BY s.nth
  ON CONFLICT (tenant, stream) DO UPDATE SET shard = least(d.shard, excluded.shard), head = excluded.head,
    marked_at = CASE WHEN excluded.shard < d.shard THEN excluded.marked_at ELSE d.marked_at END
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
  const { streams, tenants, laterInStream, laterInTenant } = countsOf(events);
  const { rows } = await db.query<PlacedRow>(APPEND, [
    streams.map((s) => s.tenant),
    streams.map((s) => s.stream),
    streams.map((s) => s.events),
    streams.map((s) => s.opens),
    streams.map((s) => s.shard),
    tenants.map((t) => t.tenant),
    tenants.map((t) => t.events),
    column('tenant'),
    column('stream'),
    laterInTenant,
    laterInStream,
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

interface StreamCount {
  readonly tenant: number;
  readonly stream: string;
  events: number;
  opens: boolean;
  /** The lowest: a stream with one live event among history is live. */
  shard: number | undefined;
}

/**
 * What the statement would otherwise have to sort for: its streams and tenants in one order that every writer keeps, and
 * how many events of the same stream, and of the same tenant, come after each event.
 */
function countsOf(events: readonly NewEvent[]) {
  const streams = new Map<string, StreamCount>();
  const tenants = new Map<number, { readonly tenant: number; events: number }>();
  const laterInStream: number[] = Array.from({ length: events.length });
  const laterInTenant: number[] = Array.from({ length: events.length });
  for (let i = events.length - 1; i >= 0; i--) {
    const { tenant, stream, shard, opens } = events[i] as NewEvent;
    const ofStream = entry(streams, `${tenant} ${stream}`, () => ({ tenant, stream, events: 0, opens: false, shard }));
    const ofTenant = entry(tenants, tenant, () => ({ tenant, events: 0 }));
    laterInStream[i] = ofStream.events++;
    laterInTenant[i] = ofTenant.events++;
    ofStream.opens ||= opens;
    if (shard !== undefined) ofStream.shard = Math.min(shard, ofStream.shard ?? shard);
  }
  return { streams: inOrder(streams), tenants: inOrder(tenants), laterInStream, laterInTenant };
}

function entry<K, V>(map: Map<K, V>, key: K, fresh: () => V): V {
  const known = map.get(key) ?? fresh();
  map.set(key, known);
  return known;
}

/** By key, in the order of code units: what matters is only that it is the same order everywhere. */
const inOrder = <K extends string | number, V>(map: ReadonlyMap<K, V>): V[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
