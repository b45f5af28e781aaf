/**
 * Queues that stand still by a person's word: what is owed stays owed, and nothing of it is begun. A pause ends by itself.
 * It is a row here and not a switch of the queue, because the sweeper works without any queue. Its column ended_by is
 * written no more, and empty since: who ended a pause is in the log of operations.
 */
import { statement, type Queryable, type Row } from '#lib/platform';

export const QUEUES = ['follow', 'deliver'] as const;
export type QueueName = (typeof QUEUES)[number];

export interface QueuePause {
  readonly queue: QueueName;
  readonly by: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly until: number;
}

export async function pauseQueue(tx: Queryable, { queue, by, reason, since, until }: QueuePause): Promise<void> {
  await tx.query(
    statement('pause-queue')`
     INSERT INTO queue_pause (queue, by, reason, since, until)
     VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000))`,
    [queue, by, reason, since, until],
  );
}

/** Ends every pause of a queue; returns whether one was on. Who did it, and why, is in the log of operations. */
export async function resumeQueue(
  tx: Queryable,
  { queue, now }: { readonly queue: QueueName; readonly now: number },
): Promise<boolean> {
  const { rows } = await tx.query<{ was: boolean }>(
    statement('resume-queue')`
     UPDATE queue_pause SET ended_at = to_timestamp($2::float8 / 1000) WHERE queue = $1 AND ended_at IS NULL
     RETURNING until > to_timestamp($2::float8 / 1000) AS was`,
    [queue, now],
  );
  return rows.some(({ was }) => was);
}

/** What stands still now, for each queue the pause that ends last. Uses queue_pause_open. */
export async function readPauses(db: Queryable, now: number): Promise<QueuePause[]> {
  const { rows } = await db.query<QueuePause & Row>(
    statement('read-pauses')`
     SELECT DISTINCT ON (queue) queue, by, reason, round(extract(epoch FROM since) * 1000)::float8 AS since,
       round(extract(epoch FROM until) * 1000)::float8 AS until
     FROM queue_pause WHERE ended_at IS NULL AND until > to_timestamp($1::float8 / 1000) ORDER BY queue, until DESC`,
    [now],
  );
  return rows;
}
