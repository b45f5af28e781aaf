/** Of many episodes at once, those whose messages may not leave the house: read from the state without the rest of it. */
import { ACTIVE_BUILD, STATE_OF_L } from '#lib/eventlog';
import { statement, type Queryable } from '#lib/platform';

/** Uses the primary keys of caseload and checkpoint. */
export async function mutedEpisodes(
  db: Queryable,
  tenant: number,
  streams: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ stream: string }>(
    statement('muted-episodes')`
     SELECT l.stream FROM caseload l, ${STATE_OF_L} c
     WHERE l.build = ${ACTIVE_BUILD} AND l.tenant = $1 AND l.stream = ANY($2::text[])
       AND nullif(c.state, '')::json->'consent'->>'messages' = 'false'`,
    [tenant, [...new Set(streams)]],
  );
  return new Set(rows.map(({ stream }) => stream));
}
