/** Safety answers that nobody has acknowledged: for whoever looks after the house, so without names and answers. */
import { SAFETY_ANSWER } from '#lib/alliance';
import { IS_SENT_OR_OWED } from '#lib/eventlog';
import { statement, type Queryable, type Row } from '#lib/platform';

export interface Unacknowledged extends Row {
  readonly tenant: number;
  readonly count: number;
  /** Milliseconds since 1970 of the oldest. */
  readonly since: number;
  /** Of these, the ones for which no channel of anybody took a message or is about to. */
  readonly unsent: number;
}

/** One row for each clinic that has any. What came with history is not counted: nobody was to be told. */
export async function readUnacknowledged(db: Queryable): Promise<Unacknowledged[]> {
  const { rows } = await db.query<Unacknowledged>(
    statement('read-unacknowledged')`
     SELECT a.tenant, count(*)::int AS count, extract(epoch FROM min(a.raised_at))::float8 * 1000 AS since,
            count(*) FILTER (WHERE NOT ${IS_SENT_OR_OWED})::int AS unsent
     FROM alert a WHERE a.rule = $1 AND NOT a.historical AND a.superseded_at IS NULL AND a.status IN ('open', 'snoozed')
     GROUP BY a.tenant ORDER BY a.tenant`,
    [SAFETY_ANSWER.code],
  );
  return rows;
}
