/**
 * Who is draining which shard. The row is there while a drain runs; one that is still there when the next drain starts
 * tells that the last one ended without a word, perhaps because an event ended its process. Then the new drain goes
 * carefully: one episode at a time, each try counted before it is made. That costs a group's time many times over when the
 * database is far away, so a drain whose process is seen to be alive is not taken for a dead one.
 */
import type { Queryable } from '#lib/platform';

/**
 * Returns whether somebody else's drain of this shard ended with its process. `owner` is the process's name, which ends in
 * eight hexadecimal digits, and its run, with a slash between them; the connections of a living process are called after
 * those digits. Where a pooler hides such names, a drain under way looks like one that died.
 */
export async function beginDrain(
  db: Queryable,
  shard: number,
  { owner, now }: { owner: string; now: number },
): Promise<boolean> {
  const { rows } = await db.query<{ crashed: boolean }>(
    `WITH before AS (SELECT 1 FROM shard_run WHERE shard = $1 AND owner <> $2
                     AND NOT EXISTS (SELECT 1 FROM pg_stat_activity
                                     WHERE application_name LIKE '%#' || right(split_part(owner, '/', 1), 8)))
     INSERT INTO shard_run (shard, owner, since) VALUES ($1, $2, to_timestamp($3::float8 / 1000))
     ON CONFLICT (shard) DO UPDATE SET owner = excluded.owner, since = excluded.since
     RETURNING EXISTS (SELECT 1 FROM before) AS crashed`,
    [shard, owner, now],
  );
  return rows[0]?.crashed ?? false;
}

export async function endDrain(db: Queryable, shard: number, owner: string): Promise<void> {
  await db.query('DELETE FROM shard_run WHERE shard = $1 AND owner = $2', [shard, owner]);
}
