/**
 * Each worker, and each process that answers requests, says every few seconds that it is there, and at its end that it is not. A row stays for a day, and says when
 * somebody was last at work.
 */
import { DAY } from '#lib/kernel';
import { statement, type Queryable, type Row } from '#lib/platform';

export type ProcessKind = 'worker' | 'api';

export interface Beat {
  readonly owner: string;
  readonly kind: ProcessKind;
  readonly startedAt: number;
  readonly version: string;
  readonly now: number;
  /** The clinic's clock, which a demo lets run fast through a past. */
  readonly clinicNow: number;
}

export async function beat(db: Queryable, { owner, kind, startedAt, version, now, clinicNow }: Beat): Promise<void> {
  await db.query(
    statement('beat')`
     WITH gone AS (DELETE FROM worker_beat WHERE beat_at < to_timestamp($5::float8 / 1000) AND owner <> $1)
     INSERT INTO worker_beat (owner, started_at, beat_at, clinic_at, version, kind)
     VALUES ($1, to_timestamp($2::float8 / 1000), to_timestamp($3::float8 / 1000), to_timestamp($4::float8 / 1000), $6, $7)
     ON CONFLICT (owner) DO UPDATE SET beat_at = excluded.beat_at, ended_at = NULL, clinic_at = excluded.clinic_at`,
    [owner, startedAt, now, clinicNow, now - DAY, version, kind],
  );
}

/** It is not there any more, in order. */
export async function endBeats(db: Queryable, owner: string, now: number): Promise<void> {
  await db.query(
    statement('end-beats')`
     UPDATE worker_beat SET ended_at = to_timestamp($2::float8 / 1000) WHERE owner = $1`,
    [owner, now],
  );
}

/** A worker that has not been heard of for so long is not there. */
const SILENT_MS = 30_000;

export interface WorkersSeen {
  readonly there: number;
  /** Milliseconds since 1970; null where none was seen within a day. */
  readonly lastSeen: number | null;
  /** When the latest of those that are there began: one that begins again and again is seen by it; null without one. */
  readonly latestStart: number | null;
  /** What time it is in the clinic by the worker that was heard of last; null without one. */
  readonly clinicNow: number | null;
  /** Of the workers that are there, each once. */
  readonly versions: readonly string[];
  /** Of the processes that answer requests, likewise. */
  readonly apiVersions: readonly string[];
}

interface SeenRow extends Row {
  readonly there: number;
  readonly versions: readonly string[];
  readonly apiVersions: readonly string[];
  readonly lastSeen: number | null;
  readonly latestStart: number | null;
  readonly ahead: number | null;
}

const IS_THERE = 'beat_at > to_timestamp($1::float8 / 1000) AND ended_at IS NULL';
const IS_WORKER = `kind = 'worker'`;

/** Reads the whole table: a row for each process. */
export async function readWorkers(db: Queryable, now: number): Promise<WorkersSeen> {
  const { rows } = await db.query<SeenRow>(
    statement('read-workers')`
     SELECT count(*) FILTER (WHERE ${IS_THERE} AND ${IS_WORKER})::int AS there,
       coalesce(array_agg(DISTINCT version) FILTER (WHERE ${IS_THERE} AND ${IS_WORKER}), '{}') AS versions,
       coalesce(array_agg(DISTINCT version) FILTER (WHERE ${IS_THERE} AND NOT ${IS_WORKER}), '{}') AS "apiVersions",
       round(extract(epoch FROM max(beat_at) FILTER (WHERE ${IS_WORKER})) * 1000)::float8 AS "lastSeen",
       round(extract(epoch FROM max(started_at) FILTER (WHERE ${IS_THERE} AND ${IS_WORKER})) * 1000)::float8 AS "latestStart",
       round(extract(epoch FROM (array_agg(clinic_at - beat_at ORDER BY beat_at DESC) FILTER (WHERE ${IS_WORKER}))[1]) * 1000)::float8 AS ahead
     FROM worker_beat`,
    [now - SILENT_MS],
  );
  // counts and sums of nothing are a row too
  const { ahead, ...seen } = rows[0] as SeenRow;
  return { ...seen, clinicNow: ahead === null ? null : now + ahead };
}
