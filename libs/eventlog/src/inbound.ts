/**
 * The log at the door: every request, also what was refused, without what it said. It is no part of the truth: it is
 * written after the answer, many rows at a time, and nothing is folded from it.
 */
import { DAY } from '#lib/kernel';
import { statement, type Queryable, type Row } from '#lib/platform';

export const INBOUND_VERDICTS = ['accepted', 'duplicate', 'quarantined', 'refused'] as const;
export type InboundVerdict = (typeof INBOUND_VERDICTS)[number];

/** What it changed. `waits`: until its episode opens or its instrument is active. */
export type InboundEffect = 'stored' | 'known' | 'kept-unread' | 'waits' | 'nothing';

/** One event; or several of one request that were accepted or known, under the name of the first. */
export interface InboundEntry {
  /** Null where nobody knows whose it was. */
  readonly tenant: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly keyId: string | null;
  /** These three are empty where they could not be read. */
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly verdict: InboundVerdict;
  readonly effect: InboundEffect;
  /** Of the refusal and its faults, or why it waits. */
  readonly codes: readonly string[];
  /** In the clinic's log; null for what was refused. */
  readonly position: number | null;
  readonly events: number;
  /** From the first look at it to the answer. */
  readonly ms: number;
}

/** What is older leaves, some rows with each write. */
const KEPT_MS = 30 * DAY;

const NOTE = statement('note-inbound')`
  WITH past AS (
    DELETE FROM inbound i USING (SELECT id, at FROM inbound ORDER BY id LIMIT $14) o
    WHERE i.id = o.id AND o.at < to_timestamp($13::float8 / 1000)
  ), came AS (
    SELECT * FROM unnest($1::int[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                         $9::text[], $10::float8[], $11::int[], $12::int[])
      WITH ORDINALITY AS c(tenant, at, key_id, source, external_id, type, verdict, effect, codes, position, events, ms, nth)
  ), heard AS (
    INSERT INTO source_hour AS s (tenant, source, hour, last_at)
    SELECT tenant, source, date_trunc('hour', to_timestamp(max(at) / 1000)), to_timestamp(max(at) / 1000) FROM came
    WHERE tenant IS NOT NULL AND verdict <> 'refused'
    GROUP BY tenant, source, date_trunc('hour', to_timestamp(at / 1000)) ORDER BY tenant, source
    ON CONFLICT (tenant, source, hour) DO UPDATE SET last_at = greatest(s.last_at, excluded.last_at)
  ), silent AS (
    DELETE FROM source_hour WHERE hour < to_timestamp($13::float8 / 1000) AND (tenant, source) IN
      (SELECT tenant, source FROM came)
  )
  INSERT INTO inbound (tenant, at, key_id, source, external_id, type, verdict, effect, codes, position, events, ms)
  SELECT tenant, to_timestamp(at / 1000), key_id, source, external_id, type, verdict, effect,
    CASE WHEN codes = '' THEN '{}' ELSE string_to_array(codes, ' ') END, position, events, ms FROM came ORDER BY nth`;

export async function noteInbound(db: Queryable, entries: readonly InboundEntry[], now: number): Promise<void> {
  const column = <K extends keyof InboundEntry>(key: K): InboundEntry[K][] => entries.map((entry) => entry[key]);
  await db.query(NOTE, [
    column('tenant'),
    column('at'),
    column('keyId'),
    column('source'),
    column('id'),
    column('type'),
    column('verdict'),
    column('effect'),
    entries.map(({ codes }) => codes.join(' ')),
    column('position'),
    column('events'),
    entries.map(({ ms }) => Math.round(ms)),
    now - KEPT_MS,
    2 * entries.length + 100,
  ]);
}

export interface InboundRow extends InboundEntry {
  /** Its place in the log at the door. */
  readonly number: number;
}

export interface InboundQuery {
  readonly tenant: number;
  readonly verdict?: InboundVerdict | undefined;
  readonly source?: string | undefined;
  readonly id?: string | undefined;
  /** With what nobody knows whose it was. */
  readonly withUnknown?: boolean;
  readonly limit: number;
}

const COLUMNS = `i.id::float8 AS number, tenant, round(extract(epoch FROM at) * 1000)::float8 AS at, key_id AS "keyId", source,
       external_id AS id, type, verdict, effect, codes, position::float8 AS position, events, ms`;
const IS_ASKED = `(tenant = $1 OR ($5 AND tenant IS NULL)) AND ($2::text IS NULL OR verdict = $2)
       AND ($3::text IS NULL OR source = $3) AND ($4::text IS NULL OR external_id = $4)`;

const parametersOf = ({ tenant, verdict, source, id, withUnknown = false }: InboundQuery): readonly unknown[] => [
  tenant,
  verdict ?? null,
  source ?? null,
  id ?? null,
  withUnknown,
];

/** A page, newest first, of what came before a place. Uses inbound_tenant, inbound_verdict or inbound_event. */
export async function readInbound(db: Queryable, query: InboundQuery & { before: number }): Promise<InboundRow[]> {
  const { rows } = await db.query<InboundRow & Row>(
    statement('read-inbound')`
     SELECT ${COLUMNS} FROM inbound i WHERE ${IS_ASKED} AND i.id < $6::bigint ORDER BY i.id DESC LIMIT $7`,
    [...parametersOf(query), query.before, query.limit],
  );
  return rows;
}

/** What came after a place, oldest first. */
export async function followInbound(db: Queryable, query: InboundQuery & { after: number }): Promise<InboundRow[]> {
  const { rows } = await db.query<InboundRow & Row>(
    statement('follow-inbound')`
     SELECT ${COLUMNS} FROM inbound i WHERE ${IS_ASKED} AND i.id > $6::bigint ORDER BY i.id LIMIT $7`,
    [...parametersOf(query), query.after, query.limit],
  );
  return rows;
}

/** The last place of all. */
export async function lastInbound(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    statement('last-inbound')`SELECT coalesce(max(id), 0)::float8 AS last FROM inbound`,
    [],
  );
  return rows[0]?.last ?? 0;
}

/** How many events were refused since a moment for one of some reasons. Uses inbound_refused. */
export async function countRefused(
  db: Queryable,
  { tenant, since, codes }: { readonly tenant: number; readonly since: number; readonly codes: readonly string[] },
): Promise<number> {
  const { rows } = await db.query<{ events: number }>(
    statement('count-refused')`
     SELECT coalesce(sum(events), 0)::int AS events FROM inbound
     WHERE tenant = $1 AND verdict = 'refused' AND at >= to_timestamp($2::float8 / 1000) AND codes && $3::text[]`,
    [tenant, since, codes],
  );
  return rows[0]?.events ?? 0;
}
