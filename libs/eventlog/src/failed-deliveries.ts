/** Messages that were given up, let be or are to be sent again: listed for a person, and moved by that person's word. */
import { statement, type Queryable, type Row } from '#lib/platform';

/** `retrying`: a try failed, and the next one has its time. */
export type FailedState = 'failed' | 'discarded' | 'retrying';

export interface FailedDelivery extends Row {
  readonly id: string;
  readonly alert: string;
  readonly channel: string;
  readonly recipient: string;
  /** Of its channel. */
  readonly setting: number;
  readonly attempts: number;
  /** Milliseconds since 1970: since when it is owed, and when it was given up. */
  readonly since: number;
  readonly failedAt: number | null;
  /** Safe to show to operators: no reply body, no address. */
  readonly detail: string;
  readonly state: string;
}

export interface FailedDeliveriesAsked {
  readonly tenant: number;
  readonly state: FailedState;
  readonly ids?: readonly string[] | undefined;
  readonly channel?: string | undefined;
  readonly recipient?: string | undefined;
  readonly alert?: string | undefined;
  /** Part of `detail`. */
  readonly reason?: string | undefined;
  /** Owed since then, and until then; milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

const COLUMNS = `id, alert, channel, recipient, setting, attempt AS attempts, coalesce(detail, '') AS detail, state,
       round(extract(epoch FROM created_at) * 1000)::float8 AS since,
       round(extract(epoch FROM finished_at) * 1000)::float8 AS "failedAt"`;
const IS_ASKED = `tenant = $1 AND id > $2::bigint AND ($3::bigint[] IS NULL OR id = ANY($3::bigint[]))
       AND ($4::text IS NULL OR channel = $4) AND ($5::text IS NULL OR recipient = $5) AND ($6::text IS NULL OR alert = $6)
       AND ($7::text IS NULL OR position($7 IN detail) > 0) AND ($8::float8 IS NULL OR created_at >= to_timestamp($8 / 1000))
       AND ($9::float8 IS NULL OR created_at < to_timestamp($9 / 1000))`;

/** Those that a person has to decide about use outbox_failed, the others outbox_due. */
const GIVEN_UP = statement('list-given-up')`
     SELECT ${COLUMNS} FROM outbox WHERE state IN ('dead', 'discarded') AND ${IS_ASKED} AND state = $11 ORDER BY id LIMIT $10`;
const RETRYING = statement('list-to-be-retried')`
     SELECT ${COLUMNS} FROM outbox WHERE state IN ('waiting', 'leased') AND ${IS_ASKED} AND state = $11 AND attempt > 0
     ORDER BY id LIMIT $10`;

const STATE_OF: Readonly<Record<FailedState, string>> = { failed: 'dead', discarded: 'discarded', retrying: 'waiting' };

/** A page in the order of their ids, which is the order in which they were owed. */
export async function listFailed(
  db: Queryable,
  asked: FailedDeliveriesAsked,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<FailedDelivery[]> {
  const { tenant, state, ids, channel, recipient, alert, reason, since, until } = asked;
  const filter = [ids, channel, recipient, alert, reason, since, until].map((one) => one ?? null);
  const { rows } = await db.query<FailedDelivery>(state === 'retrying' ? RETRYING : GIVEN_UP, [
    tenant,
    after,
    ...filter,
    limit,
    STATE_OF[state],
  ]);
  return rows;
}

/** A delivery as it stood when somebody looked: what has moved since is left alone. */
export interface SeenDelivery {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
}

/** The rows are locked in one order, so that two who do this at once wait for each other and never for ever. */
const SEEN = `seen AS (
       SELECT o.id FROM outbox o JOIN unnest($2::bigint[], $3::text[], $4::int[]) AS k(id, state, attempt)
         ON o.id = k.id AND o.state = k.state AND o.attempt = k.attempt
       WHERE o.tenant = $1 ORDER BY o.id FOR UPDATE OF o
     )`;
const columnsOf = (seen: readonly SeenDelivery[]) => [
  seen.map(({ id }) => id),
  seen.map(({ state }) => state),
  seen.map(({ attempts }) => attempts),
];

/** Owed again, at once, and from the foot of the ladder. Returns the ids. */
export async function sendAgain(
  tx: Queryable,
  { tenant, now }: { readonly tenant: number; readonly now: number },
  seen: readonly SeenDelivery[],
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    statement('send-again')`
     WITH ${SEEN}
     UPDATE outbox o SET state = 'waiting', next_at = to_timestamp($5::float8 / 1000), ladder_from = attempt, finished_at = NULL
     FROM seen WHERE o.id = seen.id RETURNING o.id`,
    [tenant, ...columnsOf(seen), now],
  );
  return rows.map(({ id }) => id);
}

/** Owed to nobody any more, by a person's word. Returns the ids. */
export async function letBe(
  tx: Queryable,
  { tenant, now }: { readonly tenant: number; readonly now: number },
  seen: readonly SeenDelivery[],
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    statement('let-be')`
     WITH ${SEEN}
     UPDATE outbox o SET state = 'discarded', finished_at = to_timestamp($5::float8 / 1000)
     FROM seen WHERE o.id = seen.id RETURNING o.id`,
    [tenant, ...columnsOf(seen), now],
  );
  return rows.map(({ id }) => id);
}
