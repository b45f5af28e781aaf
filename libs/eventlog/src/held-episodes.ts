/** Episodes that could not be followed and were set aside, for a person to decide about. */
import { statement, type Queryable, type Row } from '#lib/platform';
import { ACTIVE_BUILD } from './builds.js';
import type { StreamKey } from './checkpoints.js';

export interface HeldEpisode extends Row {
  readonly stream: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** In a word, such as the name of an error. */
  readonly reason: string;
  /** How many of its events are read, and how many there are. */
  readonly version: number;
  readonly head: number;
}

export interface HeldAsked {
  readonly tenant: number;
  readonly streams?: readonly string[] | undefined;
  /** True for those that were let be. */
  readonly discarded: boolean;
  readonly reason?: string | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Let be since it was set aside: set aside anew, it is asked about anew. `c` is the checkpoint. */
export const IS_LET_BE = `EXISTS (SELECT FROM discarded d WHERE d.tenant = c.tenant AND d.kind = 'episode' AND d.ref = c.stream
       AND d.at >= c.quarantined_at)`;

/** A page in the order of their streams. Uses checkpoint_quarantined. */
export async function listHeld(
  db: Queryable,
  { tenant, streams, discarded, reason, since, until }: HeldAsked,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<HeldEpisode[]> {
  const { rows } = await db.query<HeldEpisode>(
    statement('list-held')`
     SELECT c.stream, round(extract(epoch FROM c.quarantined_at) * 1000)::float8 AS since, coalesce(c.reason, '') AS reason,
       c.version, coalesce(s.head, 0) AS head
     FROM checkpoint c LEFT JOIN stream s ON s.tenant = c.tenant AND s.stream = c.stream
     WHERE c.build = ${ACTIVE_BUILD} AND c.quarantined_at IS NOT NULL AND c.tenant = $1 AND c.stream > $2
       AND ($3::text[] IS NULL OR c.stream = ANY($3::text[])) AND ${IS_LET_BE} = $4
       AND ($5::text IS NULL OR position($5 IN c.reason) > 0)
       AND ($6::float8 IS NULL OR c.quarantined_at >= to_timestamp($6 / 1000))
       AND ($7::float8 IS NULL OR c.quarantined_at < to_timestamp($7 / 1000))
     ORDER BY c.stream LIMIT $8`,
    [tenant, after, streams ?? null, discarded, reason ?? null, since ?? null, until ?? null, limit],
  );
  return rows;
}

/** Since when each of some streams is set aside, in milliseconds; a stream that is not is absent. Uses the primary key. */
export async function heldSince(tx: Queryable, keys: readonly StreamKey[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.query<{ stream: string; since: number }>(
    statement('held-since')`
     SELECT c.stream, round(extract(epoch FROM c.quarantined_at) * 1000)::float8 AS since
     FROM unnest($1::int[], $2::text[]) AS k(tenant, stream), LATERAL (
       SELECT * FROM checkpoint c WHERE c.build = ${ACTIVE_BUILD} AND c.tenant = k.tenant AND c.stream = k.stream LIMIT 1
     ) c WHERE c.quarantined_at IS NOT NULL`,
    [keys.map(({ tenant }) => tenant), keys.map(({ stream }) => stream)],
  );
  return new Map(rows.map(({ stream, since }) => [stream, since]));
}
