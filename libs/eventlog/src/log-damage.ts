/**
 * Is the log what was appended to it? Rows are compared with what stands beside them: positions are dense up to the
 * tenant's counter, versions up to the head of their stream, and every payload has its hash in `event_key`.
 */
import { parseInstant } from '#lib/kernel';
import { statement, type Queryable, type Row } from '#lib/platform';
import { CODEC_JSON, FLAG, OWN_SOURCE } from './stored-event.js';

export interface LogDamage {
  readonly tenant: number;
  /** The first position, where several in a row are gone. */
  readonly position: number;
  /** How many positions from there on. */
  readonly count: number;
  /**
   * `gone`: no row. `changed`: another payload than was appended. `added`: a row that was never appended. `restated`: the
   * row says another time, type, order or mark of history of its event than the payload does, and readers go by the row.
   */
  readonly kind: 'gone' | 'changed' | 'added' | 'restated';
  /** Whose events they are, as far as a row says so. */
  readonly stream: string | undefined;
}
/** A stream of which fewer or more events are there than were appended. */
export interface StreamDamage {
  readonly tenant: number;
  readonly stream: string;
  readonly appended: number;
  readonly found: number;
}

interface LookedAt extends Row {
  readonly tenant: number;
  readonly position: number;
  readonly stream: string;
  readonly kind: 'changed' | 'added' | 'restated' | null;
  /** As the payload has it; null where it has none, or is not what was appended. */
  readonly time: string | null;
  /** As the row has it, in milliseconds since 1970. */
  readonly at: number;
}
const PAGE = 5_000;

/**
 * A payload is read only where it is the one that was appended: anything else may be no JSON. `OFFSET 0` has it read once.
 * Its time is compared by the parser that has read it at the door, which takes more than PostgreSQL's.
 */
const LOOK = statement('look-for-damage')`
  SELECT e.tenant, e.position::float8 AS position, e.stream,
         CASE WHEN k.position IS NULL OR k.position <> e.position THEN 'added'
              WHEN k.payload_hash <> p.hash THEN 'changed'
              WHEN p.said->>'type' <> e.type
                   OR p.said IS NOT NULL AND e.source <> '${OWN_SOURCE}' AND (coalesce(p.said->>'sequence', '') <> e.sequence
                     OR coalesce(p.said->>'historical' = 'true', false) <> (e.flags & ${FLAG.historical} <> 0))
                   THEN 'restated' END AS kind,
         p.said->>'time' AS time, round(extract(epoch FROM e.occurred_at) * 1000)::float8 AS at
  FROM (SELECT * FROM event WHERE (tenant, position) > ($1::int, $2::bigint) ORDER BY tenant, position LIMIT $3) e
  LEFT JOIN event_key k ON k.tenant = e.tenant AND k.source = e.source AND k.external_id = e.external_id
  LEFT JOIN LATERAL (
    SELECT h.hash, CASE WHEN e.codec = ${CODEC_JSON} AND k.payload_hash = h.hash
                        THEN convert_from(e.payload, 'UTF8')::jsonb END AS said
    FROM (SELECT sha256(e.payload) AS hash OFFSET 0) h OFFSET 0
  ) p ON true
  ORDER BY e.tenant, e.position`;

export async function findLogDamage(db: Queryable): Promise<LogDamage[]> {
  // before any row is read: what is appended meanwhile lies beyond
  const counters = await readCounters(db);
  const damage: LogDamage[] = [];
  const reached = new Map<number, number>();
  let after = { tenant: 0, position: 0 };
  for (;;) {
    const { rows } = await db.query<LookedAt>(LOOK, [after.tenant, after.position, PAGE]);
    for (const row of rows) damage.push(...damageAt(row, reached));
    const last = rows.at(-1);
    if (!last) break;
    after = last;
  }
  for (const [tenant, end] of counters) damage.push(...gone(tenant, reached.get(tenant) ?? 0, end + 1));
  return damage;
}

function damageAt(row: LookedAt, reached: Map<number, number>): LogDamage[] {
  const { tenant, position, stream } = row;
  const kind = row.kind ?? (isAtAnotherTime(row) ? 'restated' : undefined);
  const before = reached.get(tenant) ?? 0;
  reached.set(tenant, position);
  const here: LogDamage[] = kind ? [{ tenant, position, count: 1, kind, stream }] : [];
  return [...gone(tenant, before, position), ...here];
}

const isAtAnotherTime = ({ time, at }: LookedAt): boolean => time !== null && parseInstant(time) !== at;

/** What should lie between two positions. */
const gone = (tenant: number, before: number, next: number): LogDamage[] =>
  next - before > 1
    ? [{ tenant, position: before + 1, count: next - before - 1, kind: 'gone', stream: undefined }]
    : [];

async function readCounters(db: Queryable): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ tenant: number; position: number }>(
    statement('read-counters')`SELECT tenant, position::float8 AS position FROM tenant_counter`,
  );
  return new Map(rows.map(({ tenant, position }) => [tenant, position]));
}

/** How many events were ever appended, of all tenants. */
export const countAppended = async (db: Queryable): Promise<number> =>
  [...(await readCounters(db)).values()].reduce((sum, position) => sum + position, 0);

/** Heads and rows are read in one statement, and so of one moment. */
export async function findStreamDamage(db: Queryable): Promise<StreamDamage[]> {
  const { rows } = await db.query<StreamDamage & Row>(
    statement('compare-heads')`
     SELECT tenant, stream, coalesce(s.head, 0) AS appended, coalesce(e.found, 0)::int AS found
     FROM stream s FULL JOIN (SELECT tenant, stream, count(*) AS found, max(version) AS newest FROM event GROUP BY tenant, stream) e
       USING (tenant, stream)
     WHERE coalesce(s.head, 0) <> coalesce(e.newest, 0) OR e.found <> e.newest
     ORDER BY tenant, stream`,
  );
  return rows;
}
