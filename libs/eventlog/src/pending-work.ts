/** What waits, what failed and what was tried: read by operators, by the sweeper's measurements and by a trace. */
import { statement, type Queryable, type Row } from '#lib/platform';
import { rfc3339 } from './rfc3339.js';
import { FIRST_BULK_SHARD } from './shards.js';
import type { Clocks } from './timers.js';

export interface Debt {
  /** `history`: reading what was sent as history, which waits behind everything else. */
  readonly stage: 'follow' | 'history' | 'deliver' | 'timers';
  readonly waiting: number;
  /** Age of the oldest in seconds; null when nothing waits. */
  readonly oldest: number | null;
}

/**
 * Counts and ages only, by when the work came in: a message that is to be sent again has waited since it was owed. A timer
 * waits once it is due by the clock of its episode, and since it was known; how long is clear where that clock is ours. Reads dirty_episode, which
 * is short, and uses outbox_due and due_timer_due.
 */
export async function readDebts(db: Queryable, { clinic, wall }: Clocks): Promise<Debt[]> {
  const { rows } = await db.query<Debt & Row>(
    statement('read-debts')`
     SELECT 'follow' AS stage, count(*)::int AS waiting, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(marked_at))::float8 AS oldest
       FROM dirty_episode WHERE shard < ${FIRST_BULK_SHARD}
     UNION ALL
     SELECT 'history', count(*)::int, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(marked_at))::float8
       FROM dirty_episode WHERE shard >= ${FIRST_BULK_SHARD}
     UNION ALL
     SELECT 'deliver', count(*)::int, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(created_at))::float8 FROM outbox
       WHERE state IN ('waiting', 'leased')
     UNION ALL
     SELECT 'timers', count(*)::int, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(greatest(due_at, set_at))
         FILTER (WHERE $3 OR known_at > to_timestamp($2::float8 / 1000)))::float8 FROM due_timer
       WHERE due_at <= to_timestamp(greatest($1::float8, $2::float8) / 1000)
         AND (due_at <= to_timestamp($2::float8 / 1000) OR known_at > to_timestamp($2::float8 / 1000))`,
    [wall, clinic, Math.abs(wall - clinic) < SAME_CLOCK_MS],
  );
  return rows;
}

/** Two looks at one clock are no further apart than this. */
const SAME_CLOCK_MS = 60_000;

export interface FailedDeliveries {
  readonly channel: string;
  readonly count: number;
  readonly detail: string;
  readonly last: string;
}

/** Deliveries of a tenant that were given up, by channel and reason, most frequent first. Uses outbox_alert. */
export async function listFailedDeliveries(db: Queryable, tenant: number): Promise<FailedDeliveries[]> {
  const { rows } = await db.query<FailedDeliveries & Row>(
    statement('list-failed-deliveries')`
     SELECT channel, coalesce(detail, '') AS detail, count(*)::int AS count, ${rfc3339('max(finished_at)')} AS last FROM outbox
     WHERE tenant = $1 AND state = 'dead' GROUP BY channel, detail ORDER BY count DESC LIMIT 100`,
    [tenant],
  );
  return rows;
}

/**
 * Whether some channel took a message about an alert, or is about to: true or false inside a statement that calls its
 * row `a` and has tenant and id of the alert there. Uses outbox_alert.
 */
export const IS_SENT_OR_OWED = `EXISTS (SELECT FROM outbox o WHERE o.tenant = a.tenant AND o.alert = a.id
              AND o.state IN ('waiting', 'leased', 'accepted'))`;

/**
 * Whether a channel outside the house took a message about the alert `a` of a statement: of the channels of the house, in
 * the array `$1`, the inbox takes everything. Uses outbox_alert.
 */
export const IS_TAKEN_OUTSIDE = `EXISTS (SELECT FROM outbox o WHERE o.tenant = a.tenant AND o.alert = a.id
              AND o.state = 'accepted' AND o.channel <> ALL ($1::text[]))`;

/** The message outside the house that is owed about `a`, a live one before one that was given up or let be: item of a FROM list. */
export const OWED_OUTSIDE = `LATERAL (
       SELECT o.channel, o.state, o.detail, o.created_at FROM outbox o
       WHERE o.tenant = a.tenant AND o.alert = a.id AND o.state IN ('waiting', 'leased', 'dead', 'discarded')
         AND o.channel <> ALL ($1::text[])
       ORDER BY o.state = 'discarded', o.state = 'dead', o.id LIMIT 1
     )`;

/** Messages of one channel that were tried and are to be sent again. */
export interface Retrying extends Row {
  readonly tenant: number;
  readonly channel: string;
  readonly messages: number;
  /** Milliseconds since 1970: since when the oldest is owed. */
  readonly since: number;
  /** What happened at the last try of the newest. */
  readonly detail: string;
}

/** Of one tenant, or of all. Uses outbox_due. */
export async function listRetrying(db: Queryable, tenant: number | null): Promise<Retrying[]> {
  const { rows } = await db.query<Retrying>(
    statement('list-retrying')`
     SELECT tenant, channel, count(*)::int AS messages, extract(epoch FROM min(created_at))::float8 * 1000 AS since,
       (array_agg(detail ORDER BY id DESC))[1] AS detail
     FROM outbox WHERE state IN ('waiting', 'leased') AND attempt > 0 AND detail IS NOT NULL AND ($1::int IS NULL OR tenant = $1)
     GROUP BY tenant, channel ORDER BY tenant, channel`,
    [tenant],
  );
  return rows;
}

/** One attempt of a delivery; a delivery that was not tried yet is one row without. */
export interface DeliveryTrail extends Row {
  readonly alert: string;
  readonly delivery: string;
  readonly channel: string;
  readonly state: string;
  readonly owed: Date;
  readonly attempt: number | null;
  readonly at: Date | null;
  readonly ms: number;
  readonly outcome: string;
  readonly detail: string;
}

/** Deliveries of some alerts and their attempts, in order. Uses outbox_alert and the primary key of delivery_attempt. */
export async function readDeliveryTrails(
  db: Queryable,
  tenant: number,
  alerts: readonly string[],
): Promise<DeliveryTrail[]> {
  const { rows } = await db.query<DeliveryTrail>(
    statement('read-delivery-trails')`
     SELECT o.alert, o.id AS delivery, o.channel, o.state, o.created_at AS owed, t.attempt, t.at, t.ms, t.outcome, t.detail
     FROM outbox o LEFT JOIN delivery_attempt t ON t.outbox = o.id
     WHERE o.tenant = $1 AND o.alert = ANY($2::text[]) ORDER BY o.id, t.attempt`,
    [tenant, alerts],
  );
  return rows;
}
