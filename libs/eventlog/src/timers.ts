/** Due times: when silence will have become a fact. One per episode, rewritten by every follow. */
import { statement, type Queryable, type Row } from '#lib/platform';
import type { StreamKey } from './checkpoints.js';

export interface DueTimer extends StreamKey {
  /** Milliseconds since 1970 UTC; undefined when nothing is awaited. */
  readonly dueAt: number | undefined;
  readonly reason: string;
}

export async function saveTimers(tx: Queryable, timers: readonly DueTimer[]): Promise<void> {
  const gone = timers.filter((t) => t.dueAt === undefined);
  const set = timers.filter((t) => t.dueAt !== undefined);
  if (gone.length > 0) {
    await tx.query(
      statement('clear-timers')`
     DELETE FROM due_timer d USING unnest($1::int[], $2::text[]) AS k(tenant, stream)
       WHERE d.tenant = k.tenant AND d.stream = k.stream`,
      [gone.map((t) => t.tenant), gone.map((t) => t.stream)],
    );
  }
  if (set.length === 0) return;
  await tx.query(
    statement('set-timers')`
     INSERT INTO due_timer (tenant, stream, due_at, reason)
     SELECT tenant, stream, to_timestamp(due / 1000), reason
     FROM unnest($1::int[], $2::text[], $3::float8[], $4::text[]) AS k(tenant, stream, due, reason)
     ON CONFLICT (tenant, stream) DO UPDATE SET due_at = excluded.due_at, reason = excluded.reason`,
    [set.map((t) => t.tenant), set.map((t) => t.stream), set.map((t) => t.dueAt), set.map((t) => t.reason)],
  );
}

interface TimerRow extends Row {
  tenant: number;
  stream: string;
  dueAt: number;
  reason: string;
}

/** Timers that are due. They stay until the follow of their `timer.due` event moves them on. */
export async function dueTimers(db: Queryable, now: number, limit: number): Promise<TimerRow[]> {
  const { rows } = await db.query<TimerRow>(
    statement('due-timers')`
     SELECT tenant, stream, round(extract(epoch FROM due_at) * 1000)::float8 AS "dueAt", reason
     FROM due_timer WHERE due_at <= to_timestamp($1::float8 / 1000) ORDER BY due_at LIMIT $2`,
    [now, limit],
  );
  return rows;
}
