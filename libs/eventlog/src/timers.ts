/** Due times: when silence will have become a fact. One per episode, rewritten by every follow. */
import { statement, type Queryable, type Row } from '#lib/platform';
import type { StreamKey } from './checkpoints.js';

export interface DueTimer extends StreamKey {
  /** Milliseconds since 1970 UTC; undefined when nothing is awaited. */
  readonly dueAt: number | undefined;
  readonly reason: string;
  /** When the episode was heard of last, in ms. */
  readonly knownAt: number;
}

/** `now` is our clock: a timer that is due already has waited since then. */
export async function saveTimers(tx: Queryable, timers: readonly DueTimer[], now: number): Promise<void> {
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
     INSERT INTO due_timer AS d (tenant, stream, due_at, reason, known_at, set_at)
     SELECT tenant, stream, to_timestamp(due / 1000), reason, to_timestamp(known / 1000), to_timestamp($6::float8 / 1000)
     FROM unnest($1::int[], $2::text[], $3::float8[], $4::text[], $5::float8[]) AS k(tenant, stream, due, reason, known)
     ON CONFLICT (tenant, stream) DO UPDATE
       SET due_at = excluded.due_at, reason = excluded.reason, known_at = excluded.known_at,
           set_at = CASE WHEN d.due_at = excluded.due_at THEN d.set_at ELSE excluded.set_at END`,
    [
      set.map((t) => t.tenant),
      set.map((t) => t.stream),
      set.map((t) => t.dueAt),
      set.map((t) => t.reason),
      set.map((t) => t.knownAt),
      now,
    ],
  );
}

interface TimerRow extends Row {
  tenant: number;
  stream: string;
  dueAt: number;
  reason: string;
  /** Its episode lives by our clock. */
  ahead: boolean;
}

/** Two clocks, in ms: the clinic's, which a demo lets run fast through a past, and ours. Elsewhere they are one. */
export interface Clocks {
  readonly clinic: number;
  readonly wall: number;
}

/**
 * Timers that are due by the clock of their episode: ours where it was heard of later than the clinic's clock says it
 * is, and otherwise the clinic's. They stay until the follow of their `timer.due` event moves them on.
 */
export async function dueTimers(db: Queryable, { clinic, wall }: Clocks, limit: number): Promise<TimerRow[]> {
  const { rows } = await db.query<TimerRow>(
    statement('due-timers')`
     SELECT tenant, stream, round(extract(epoch FROM due_at) * 1000)::float8 AS "dueAt", reason,
       known_at > to_timestamp($1::float8 / 1000) AS ahead
     FROM due_timer WHERE due_at <= to_timestamp($2::float8 / 1000)
       AND (due_at <= to_timestamp($1::float8 / 1000) OR known_at > to_timestamp($1::float8 / 1000))
     ORDER BY due_at LIMIT $3`,
    [clinic, Math.max(clinic, wall), limit],
  );
  return rows;
}
