/**
 * Dirty marks: the debt list. An append marks its episode in its own transaction; a follower reads marks without
 * locking them and deletes, at the very end, those whose head it has reached. An append that comes in between raises the
 * head, so that its mark stays; appends never wait for a follower's work, only for its last statement.
 */
import { statement, type Queryable, type Row } from '#lib/platform';

export interface DirtyMark extends Row {
  readonly tenant: number;
  readonly stream: string;
  readonly head: number;
}

/** Followers of one shard take turns; the lock ends with the transaction. */
export async function lockShard(tx: Queryable, shard: number): Promise<void> {
  await tx.query(statement('lock-shard')`SELECT pg_advisory_xact_lock(724002, $1)`, [shard]);
}

/** The same lock without waiting for it: false while another follower of the shard is at work. */
export async function tryShard(tx: Queryable, shard: number): Promise<boolean> {
  const { rows } = await tx.query<{ free: boolean }>(
    statement('try-shard')`SELECT pg_try_advisory_xact_lock(724002, $1) AS free`,
    [shard],
  );
  return rows[0]?.free ?? false;
}

/** A lock by its number until the transaction ends, without waiting for it: false while a session holds it. */
export async function tryLock(tx: Queryable, key: number): Promise<boolean> {
  const { rows } = await tx.query<{ free: boolean }>(
    statement('try-lock')`SELECT pg_try_advisory_xact_lock($1::bigint) AS free`,
    [key],
  );
  return rows[0]?.free ?? false;
}

/** Oldest marks first. Uses dirty_episode_shard. */
export async function readMarks(tx: Queryable, shard: number, limit: number): Promise<DirtyMark[]> {
  const { rows } = await tx.query<DirtyMark>(
    statement('read-marks')`
     SELECT tenant, stream, head FROM dirty_episode WHERE shard = $1 ORDER BY marked_at LIMIT $2`,
    [shard, limit],
  );
  return rows;
}

/**
 * Clears what was reached. What was raised meanwhile waits since `asOf`, when reading began: all that had come before has
 * been read. A mark that an append holds at this moment is being raised: it is passed over and stays, so that a follower
 * never waits for an append while an append waits for it.
 */
export async function clearMarks(tx: Queryable, reached: readonly DirtyMark[], asOf: number): Promise<void> {
  await tx.query(
    statement('clear-marks')`
     WITH free AS (
       SELECT d.ctid, d.head <= k.head AS reached FROM dirty_episode d
       JOIN unnest($1::int[], $2::text[], $3::int[]) AS k(tenant, stream, head) ON d.tenant = k.tenant AND d.stream = k.stream
       FOR UPDATE OF d SKIP LOCKED
     ), raised AS (
       UPDATE dirty_episode d SET marked_at = greatest(d.marked_at, to_timestamp($4::float8 / 1000))
       FROM free WHERE d.ctid = free.ctid AND NOT free.reached
     )
     DELETE FROM dirty_episode d USING free WHERE d.ctid = free.ctid AND free.reached`,
    [reached.map((m) => m.tenant), reached.map((m) => m.stream), reached.map((m) => m.head), asOf],
  );
}

/** Shards with marks older than `olderThanMs`: their wake-up was lost, or nobody could follow. */
export async function staleShards(db: Queryable, olderThanMs: number, now: number): Promise<number[]> {
  const { rows } = await db.query<{ shard: number }>(
    statement('stale-shards')`
     SELECT DISTINCT shard FROM dirty_episode WHERE marked_at <= to_timestamp($1::float8 / 1000) ORDER BY shard`,
    [now - olderThanMs],
  );
  return rows.map((r) => r.shard);
}

/** Puts an episode back on the list, for example when its quarantine ends. */
export async function markAgain(
  db: Queryable,
  tenant: number,
  { stream, shard, now }: { stream: string; shard: number; now: number },
): Promise<void> {
  await db.query(
    statement('mark-again')`
     INSERT INTO dirty_episode AS d (tenant, stream, shard, head, marked_at)
     SELECT tenant, stream, $3, head, to_timestamp($4::float8 / 1000) FROM stream WHERE tenant = $1 AND stream = $2
     ON CONFLICT (tenant, stream) DO UPDATE
       SET shard = least(d.shard, excluded.shard), head = greatest(d.head, excluded.head)`,
    [tenant, stream, shard, now],
  );
}

/**
 * Puts streams of people on the list: they came into an episode, and what is known of them is to follow. The same person
 * may be named many times. In the order in which everybody locks marks. Uses the primary key of stream.
 */
export async function markPeople(
  tx: Queryable,
  people: readonly { readonly tenant: number; readonly stream: string; readonly shard: number }[],
  now: number,
): Promise<void> {
  await tx.query(
    statement('mark-people')`
     INSERT INTO dirty_episode AS d (tenant, stream, shard, head, marked_at)
     SELECT DISTINCT s.tenant, s.stream, k.shard, s.head, to_timestamp($4::float8 / 1000)
     FROM unnest($1::int[], $2::text[], $3::int[]) AS k(tenant, stream, shard)
     JOIN stream s ON s.tenant = k.tenant AND s.stream = k.stream ORDER BY s.tenant, s.stream
     ON CONFLICT (tenant, stream) DO UPDATE SET head = greatest(d.head, excluded.head)`,
    [people.map((p) => p.tenant), people.map((p) => p.stream), people.map((p) => p.shard), now],
  );
}

/** Puts on the list that an episode has events of somebody else, which go to a place of their own. */
export async function markForeign(
  tx: Queryable,
  episodes: readonly {
    readonly tenant: number;
    readonly stream: string;
    readonly shard: number;
    readonly head: number;
  }[],
  now: number,
): Promise<void> {
  await tx.query(
    statement('mark-foreign')`
     INSERT INTO dirty_episode AS d (tenant, stream, shard, head, marked_at)
     SELECT tenant, stream, shard, head, to_timestamp($5::float8 / 1000)
     FROM unnest($1::int[], $2::text[], $3::int[], $4::int[]) AS k(tenant, stream, shard, head) ORDER BY tenant, stream
     ON CONFLICT (tenant, stream) DO UPDATE SET head = greatest(d.head, excluded.head)`,
    [
      episodes.map((e) => e.tenant),
      episodes.map((e) => e.stream),
      episodes.map((e) => e.shard),
      episodes.map((e) => e.head),
      now,
    ],
  );
}
