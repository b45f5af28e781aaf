/** Is everything processed, and if not, what waits where and since when? */
import type { Queryable, Row } from '#lib/platform';

export interface Stage {
  readonly stage: 'follow' | 'deliver' | 'timers';
  readonly waiting: number;
  /** Seconds; 0 when nothing waits. */
  readonly oldestSeconds: number;
}
export interface PipelineHealth {
  /** One sentence for people. */
  readonly sentence: string;
  readonly stages: readonly Stage[];
  readonly episodesSetAside: readonly { tenant: number; episode: string; since: string; reason: string }[];
  readonly eventsNotUnderstood: readonly { type: string; count: number; last: string }[];
  readonly deliveriesFailed: readonly { channel: string; count: number; detail: string; last: string }[];
}

interface StageRow extends Row {
  stage: Stage['stage'];
  waiting: number;
  oldest: number | null;
}

/** Counts and ages only; uses the partial and leading indexes of the debt tables. */
export async function readStages(db: Queryable, now: number): Promise<Stage[]> {
  const { rows } = await db.query<StageRow>(
    `SELECT 'follow' AS stage, count(*)::int AS waiting, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(marked_at))::float8 AS oldest FROM dirty_episode
     UNION ALL
     SELECT 'deliver', count(*)::int, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(next_at))::float8 FROM outbox
       WHERE state IN ('waiting', 'leased') AND next_at <= to_timestamp($1::float8 / 1000)
     UNION ALL
     SELECT 'timers', count(*)::int, extract(epoch FROM to_timestamp($1::float8 / 1000) - min(due_at))::float8 FROM due_timer
       WHERE due_at <= to_timestamp($1::float8 / 1000)`,
    [now],
  );
  return rows.map((r) => ({ stage: r.stage, waiting: r.waiting, oldestSeconds: Math.max(0, r.oldest ?? 0) }));
}

export async function readHealth(db: Queryable, tenant: number, now: number): Promise<PipelineHealth> {
  const stages = await readStages(db, now);
  const setAside = await db.query<{ tenant: number; episode: string; since: string; reason: string }>(
    `SELECT tenant, substr(stream, 9) AS episode, quarantined_at::text AS since, coalesce(reason, '') AS reason FROM checkpoint
     WHERE build = (SELECT id FROM build WHERE state = 'active') AND quarantined_at IS NOT NULL AND tenant = $1
     ORDER BY quarantined_at DESC LIMIT 100`,
    [tenant],
  );
  const unread = await db.query<{ type: string; count: number; last: string }>(
    `SELECT type, count(*)::int AS count, max(received_at)::text AS last FROM event
     WHERE tenant = $1 AND stream >= 'quarantine/' AND stream < 'quarantine0' GROUP BY type ORDER BY count DESC LIMIT 100`,
    [tenant],
  );
  const failed = await db.query<{ channel: string; count: number; detail: string; last: string }>(
    `SELECT channel, coalesce(detail, '') AS detail, count(*)::int AS count, max(finished_at)::text AS last FROM outbox
     WHERE tenant = $1 AND state = 'dead' GROUP BY channel, detail ORDER BY count DESC LIMIT 100`,
    [tenant],
  );
  return {
    sentence: sentenceFor(stages, setAside.rows.length),
    stages,
    episodesSetAside: setAside.rows,
    eventsNotUnderstood: unread.rows,
    deliveriesFailed: failed.rows,
  };
}

const LATE_SECONDS = 10;

function sentenceFor(stages: readonly Stage[], setAside: number): string {
  const late = stages.filter((s) => s.oldestSeconds > LATE_SECONDS);
  const worst = late.toSorted((a, b) => b.oldestSeconds - a.oldestSeconds)[0];
  if (worst)
    return `Work of the stage "${worst.stage}" is ${Math.round(worst.oldestSeconds)} s behind; alerts may be late.`;
  if (setAside === 1) return 'All events are processed, except those of one episode that was set aside.';
  if (setAside > 0) return `All events are processed, except those of ${setAside} episodes that were set aside.`;
  return 'All events are processed.';
}
