/** What waits, what failed and what was tried: read by operators, by the sweeper's measurements and by a trace. */
import { statement, type Queryable, type Row } from '#lib/platform';

export interface Debt {
  readonly stage: 'follow' | 'deliver' | 'timers';
  readonly waiting: number;
  /** Age of the oldest in seconds; null when nothing waits. */
  readonly oldest: number | null;
}

/** Counts and ages only; reads dirty_episode, which is short, and uses outbox_due and due_timer_due. */
export async function readDebts(db: Queryable, now: number): Promise<Debt[]> {
  const { rows } = await db.query<Debt & Row>(
    statement('read-debts')`
     SELECT 'follow' AS stage, count(*)::int AS waiting, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(marked_at))::float8 AS oldest FROM dirty_episode
     UNION ALL
     SELECT 'deliver', count(*)::int, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(next_at))::float8 FROM outbox
       WHERE state IN ('waiting', 'leased') AND next_at <= to_timestamp($1::float8 / 1000)
     UNION ALL
     SELECT 'timers', count(*)::int, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(due_at))::float8 FROM due_timer
       WHERE due_at <= to_timestamp($1::float8 / 1000)`,
    [now],
  );
  return rows;
}

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
     SELECT channel, coalesce(detail, '') AS detail, count(*)::int AS count, max(finished_at)::text AS last FROM outbox
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
