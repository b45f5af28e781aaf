/**
 * The outbox: lease, commit, send, record. No transaction is open while a channel is spoken to.
 *
 *   waiting ──lease──▶ leased ──accepted──▶ accepted
 *      ▲                 │ ├────dead─────▶ dead
 *      └──retry, or the──┘ └──no longer wanted──▶ withdrawn
 *         lease ran out
 *   withdrawn ──its alert is true again──▶ waiting
 *   dead ──a person lets it be──▶ discarded          (failed-deliveries.ts)
 *   dead, discarded ──a person sends it again──▶ waiting, from the foot of the ladder
 */
import { statement, type Queryable, type Row } from '#lib/platform';

export interface NewDelivery {
  readonly tenant: number;
  readonly alert: string;
  readonly channel: string;
  readonly setting: number;
  readonly recipient: string;
  /** The same for every attempt; the receiver's means to recognise a repetition. */
  readonly key: string;
  readonly trace: string | undefined;
  /** The alert's own row is the message: nothing is left to send, and it is there exactly once. */
  readonly done: boolean;
}

/**
 * Inserts what is not there yet; a repetition of the same debt is no second debt. One that was withdrawn, because a late
 * event made its alert untrue, is owed again when another makes it true. Returns the ids that are to be sent.
 */
export async function putDeliveries(tx: Queryable, deliveries: readonly NewDelivery[], now: number): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const column = <K extends keyof NewDelivery>(key: K): NewDelivery[K][] => deliveries.map((d) => d[key]);
  const { rows } = await tx.query<{ id: string; state: string }>(
    statement('put-deliveries')`
     INSERT INTO outbox (tenant, alert, channel, setting, recipient, idem_key, state, next_at, created_at, finished_at, trace)
     SELECT tenant, alert, channel, setting, recipient, idem, CASE WHEN done THEN 'accepted' ELSE 'waiting' END, at, at,
            CASE WHEN done THEN at END, trace
     FROM unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::bool[])
          AS d(tenant, alert, channel, setting, recipient, idem, trace, done), to_timestamp($9::float8 / 1000) AS at
     ON CONFLICT (idem_key) DO UPDATE SET state = excluded.state, next_at = excluded.next_at, finished_at = excluded.finished_at
       WHERE outbox.state = 'withdrawn'
     RETURNING id, state`,
    [
      column('tenant'),
      column('alert'),
      column('channel'),
      column('setting'),
      column('recipient'),
      column('key'),
      column('trace'),
      column('done'),
      now,
    ],
  );
  return rows.filter((r) => r.state === 'waiting').map((r) => r.id);
}

export interface Leased extends Row {
  readonly id: string;
  readonly tenant: number;
  readonly alert: string;
  readonly channel: string;
  readonly setting: number;
  readonly recipient: string;
  readonly key: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Tries before the ladder that is climbed now: 0 until a person has it sent again. */
  readonly ladderFrom: number;
  readonly createdAt: number;
  readonly trace: string | null;
}

/** Takes one delivery when it is due; undefined when it is not, or somebody else holds it. */
export async function leaseDelivery(
  db: Queryable,
  id: string,
  { owner, now, leaseMs }: { owner: string; now: number; leaseMs: number },
): Promise<Leased | undefined> {
  const { rows } = await db.query<Leased>(
    statement('lease-delivery')`
     UPDATE outbox SET state = 'leased', lease_owner = $2, attempt = attempt + 1,
            lease_until = to_timestamp(($3::float8 + $4) / 1000), next_at = to_timestamp(($3::float8 + $4) / 1000)
     WHERE id = $1 AND state IN ('waiting', 'leased') AND next_at <= to_timestamp($3::float8 / 1000)
     RETURNING id, tenant, alert, channel, setting, recipient, idem_key AS key, attempt, ladder_from AS "ladderFrom",
               extract(epoch FROM created_at)::float8 * 1000 AS "createdAt", trace`,
    [id, owner, now, leaseMs],
  );
  return rows[0];
}

export interface DeliveryResult {
  readonly state: 'accepted' | 'dead' | 'withdrawn' | 'waiting';
  readonly nextAt: number;
  readonly at: number;
  readonly ms: number;
  readonly status: number | undefined;
  /** Safe to show to operators: no reply body, no address. */
  readonly detail: string;
}

/** Holds a delivery until the transaction ends: whoever owes it again was there before, or waits. */
export async function holdDelivery(tx: Queryable, id: string): Promise<void> {
  await tx.query(statement('hold-delivery')`SELECT 1 FROM outbox WHERE id = $1 FOR UPDATE`, [id]);
}

/** Records an attempt. Writes nothing when the lease has gone to somebody else meanwhile: theirs is the later word. */
export async function recordAttempt(
  tx: Queryable,
  { lease, owner, result }: { lease: Leased; owner: string; result: DeliveryResult },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    statement('record-attempt')`
     UPDATE outbox SET state = $4, next_at = to_timestamp($5::float8 / 1000), lease_until = NULL, lease_owner = NULL,
            detail = $6, finished_at = CASE WHEN $4 = 'waiting' THEN NULL ELSE to_timestamp($7::float8 / 1000) END
     WHERE id = $1 AND lease_owner = $2 AND attempt = $3 AND state = 'leased'`,
    [lease.id, owner, lease.attempt, result.state, result.nextAt, result.detail, result.at],
  );
  await tx.query(
    statement('keep-attempt')`
     INSERT INTO delivery_attempt (outbox, attempt, at, ms, outcome, status, detail)
     VALUES ($1, $2, to_timestamp($3::float8 / 1000), $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [lease.id, lease.attempt, result.at, Math.round(result.ms), result.state, result.status ?? null, result.detail],
  );
  return rowCount === 1;
}

/** Deliveries that are due, most overdue first. Uses outbox_due. */
export async function dueDeliveries(db: Queryable, now: number, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    statement('due-deliveries')`
     SELECT id FROM outbox WHERE state IN ('waiting', 'leased') AND next_at <= to_timestamp($1::float8 / 1000)
     ORDER BY next_at LIMIT $2`,
    [now, limit],
  );
  return rows.map((r) => r.id);
}
