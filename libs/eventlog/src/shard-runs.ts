/**
 * Who is draining which shard. A process's row is there while its drain runs. A row whose process is gone tells that the
 * process ended in the drain, perhaps because of an event: then whoever comes next goes carefully, one episode at a time,
 * each try counted before it is made. That costs a group's time many times over when the database is far away, so a drain
 * whose process lives is not taken for one that died.
 */
import { statement, type Queryable } from '#lib/platform';

/**
 * Returns whether a drain of this shard ended with its process, and takes that to its account: it is told once. `owner`
 * is the process's name, which ends in eight hexadecimal digits, and its run, with a slash between them; the connections
 * of a living process are called after those digits. Where a pooler hides such names, a drain under way looks like one
 * that died.
 */
export async function beginDrain(
  db: Queryable,
  shard: number,
  { owner, now }: { owner: string; now: number },
): Promise<boolean> {
  const { rows } = await db.query<{ crashed: boolean }>(
    statement('begin-drain')`
     WITH gone AS (DELETE FROM shard_run WHERE shard = $1 AND owner <> $2 AND NOT EXISTS
                     (SELECT 1 FROM pg_stat_activity WHERE application_name LIKE '%#' || right(split_part(owner, '/', 1), 8))
                   RETURNING 1),
          mine AS (INSERT INTO shard_run (shard, owner, since) VALUES ($1, $2, to_timestamp($3::float8 / 1000))
                   ON CONFLICT (shard, owner) DO UPDATE SET since = excluded.since)
     SELECT EXISTS (SELECT 1 FROM gone) AS crashed`,
    [shard, owner, now],
  );
  return rows[0]?.crashed ?? false;
}

export async function endDrain(db: Queryable, shard: number, owner: string): Promise<void> {
  await db.query(statement('end-drain')`DELETE FROM shard_run WHERE shard = $1 AND owner = $2`, [shard, owner]);
}
