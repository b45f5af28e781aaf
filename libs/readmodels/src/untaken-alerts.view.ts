/** Which open alerts has no channel outside the house taken, and what became of their messages? Without a client in it. */
import { hasQuota } from '#lib/alliance';
import { IS_SENT_OR_OWED, IS_TAKEN_OUTSIDE, OWED_OUTSIDE } from '#lib/eventlog';
import { statement, type Queryable, type Row } from '#lib/platform';

/** Alerts that share everything that is said here. */
export interface Untaken {
  readonly tenant: number;
  readonly clinician: string;
  readonly tier: string;
  /** Of the message that is owed outside the house; null where none is. */
  readonly channel: string | null;
  readonly state: string | null;
  readonly detail: string | null;
  readonly alerts: number;
  /** Milliseconds since 1970, of the oldest. */
  readonly since: number;
}

interface Asked {
  /** All of them unless given. */
  readonly tenant: number | null;
  /** Kinds of channels that are an inbox of the house itself. */
  readonly inHouse: readonly string[];
  /** What was raised later is still on its way, unless a try has failed. */
  readonly before: number;
}

/**
 * An alert in the inbox alone is taken there, unless a message outside was owed as well. What was held back for its number
 * was meant for nobody. Uses alert_open and outbox_alert.
 */
export async function readUntaken(db: Queryable, { tenant, inHouse, before }: Asked): Promise<Untaken[]> {
  const { rows } = await db.query<Untaken & { rule: string; granted: boolean } & Row>(
    statement('read-untaken')`
     SELECT tenant, clinician, tier, rule, granted, channel, state, detail, count(*)::int AS alerts,
       extract(epoch FROM min(created_at))::float8 * 1000 AS since
     FROM (
       SELECT a.tenant, a.clinician, a.tier, a.rule, a.created_at, o.channel, o.state, o.detail,
         EXISTS (SELECT FROM alert_grant g WHERE g.tenant = a.tenant AND g.alert = a.id) AS granted
       FROM alert a LEFT JOIN ${OWED_OUTSIDE} o ON true
       WHERE a.status = 'open' AND a.superseded_at IS NULL AND NOT a.historical AND ($2::int IS NULL OR a.tenant = $2)
         AND NOT ${IS_TAKEN_OUTSIDE} AND (o.channel IS NOT NULL OR NOT ${IS_SENT_OR_OWED})
         AND (o.detail IS NOT NULL OR a.created_at <= to_timestamp($3::float8 / 1000))
     ) u
     GROUP BY tenant, clinician, tier, rule, granted, channel, state, detail ORDER BY since`,
    [inHouse, tenant, before],
  );
  return rows
    .filter(({ rule, granted, channel }) => channel !== null || granted || !hasQuota({ rule }))
    .map(({ rule: _rule, granted: _granted, ...untaken }) => untaken);
}
