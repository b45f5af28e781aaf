/** Reading folded states and how far they reach, and clearing away those of a build that nobody reads any more. */
import { statement, type Queryable, type Row } from '#lib/platform';
import { ACTIVE_BUILD } from './builds.js';
import type { StreamKey } from './checkpoints.js';
import { IS_LET_BE } from './held-episodes.js';
import { rfc3339 } from './rfc3339.js';

/**
 * The folded state that belongs to a row which another statement calls `l` and which has build, tenant and stream: an
 * item of its FROM list with the one column `state`. Uses the primary key, one look-up for each row.
 */
export const STATE_OF_L = `LATERAL (
       SELECT state FROM checkpoint c WHERE c.build = l.build AND c.tenant = l.tenant AND c.stream = l.stream LIMIT 1
     )`;

/** One folded state of the active build; undefined before the first follow. Uses the primary key. */
export async function readFoldedState(db: Queryable, { tenant, stream }: StreamKey): Promise<string | undefined> {
  const { rows } = await db.query<{ state: string }>(
    statement('read-folded-state')`
     SELECT state FROM checkpoint
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1 AND stream = $2 AND state <> ''`,
    [tenant, stream],
  );
  return rows[0]?.state;
}

export interface FoldedState extends Row {
  readonly tenant: number;
  readonly stream: string;
  readonly state: string;
}

/** A page of a tenant's folded states in a build, in order of their streams. Uses the primary key. */
export async function readFoldedStates(
  db: Queryable,
  build: number,
  { tenant, after, limit }: { readonly tenant: number; readonly after: string; readonly limit: number },
): Promise<FoldedState[]> {
  const { rows } = await db.query<FoldedState>(
    statement('read-folded-states')`
     SELECT tenant, stream, state FROM checkpoint WHERE build = $1 AND tenant = $2 AND stream > $3 AND state <> ''
     ORDER BY stream LIMIT $4`,
    [build, tenant, after, limit],
  );
  return rows;
}

export interface StreamProgress extends Row {
  /** Version of the last folded event of the stream, and where the follow before that one ended. */
  readonly version: number;
  readonly previous: number;
  readonly at: Date;
  readonly setAside: Date | null;
  readonly reason: string | null;
  /** When a rebuild of the read models began; null before the first. What had been followed by then was followed again. */
  readonly builtSince: Date | null;
}

/** How far the active build is with a stream. Uses the primary key. */
export async function readProgress(db: Queryable, { tenant, stream }: StreamKey): Promise<StreamProgress | undefined> {
  const { rows } = await db.query<StreamProgress>(
    statement('read-progress')`
     SELECT version, previous, followed_at AS at, quarantined_at AS "setAside", reason,
       CASE WHEN b.rules <> '' THEN b.created_at END AS "builtSince"
     FROM checkpoint JOIN build b ON b.id = build
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1 AND stream = $2`,
    [tenant, stream],
  );
  return rows[0];
}

export interface SetAside {
  readonly tenant: number;
  readonly episode: string;
  readonly since: string;
  readonly reason: string;
}

/** A tenant's episodes that were set aside and about which nobody has decided, newest first. Uses checkpoint_quarantined. */
export async function listSetAside(db: Queryable, tenant: number): Promise<SetAside[]> {
  const { rows } = await db.query<SetAside & Row>(
    statement('list-set-aside')`
     SELECT tenant, substr(stream, 9) AS episode, ${rfc3339('quarantined_at')} AS since, coalesce(reason, '') AS reason
     FROM checkpoint c WHERE build = ${ACTIVE_BUILD} AND quarantined_at IS NOT NULL AND tenant = $1 AND NOT ${IS_LET_BE}
     ORDER BY quarantined_at DESC LIMIT 100`,
    [tenant],
  );
  return rows;
}

/** An episode in which a new build stands elsewhere than the active one; 0 is before the first event. */
export interface Apart extends Row {
  readonly tenant: number;
  readonly stream: string;
  /** Where the followers are, in the active build. */
  readonly reached: number;
  readonly rebuilt: number;
}

/** Where two builds differ. Reads both whole: a merge of the primary key's two ranges, while every shard stands still. */
export async function findApart(tx: Queryable, build: number): Promise<Apart[]> {
  const { rows } = await tx.query<Apart>(
    statement('find-apart')`
     SELECT tenant, stream, coalesce(o.version, 0) AS reached, coalesce(n.version, 0) AS rebuilt
     FROM (SELECT c.* FROM checkpoint c JOIN build b ON b.id = c.build AND b.state = 'active') o
     FULL JOIN (SELECT * FROM checkpoint WHERE build = $1) n USING (tenant, stream)
     WHERE coalesce(o.version, 0) <> coalesce(n.version, 0)`,
    [build],
  );
  return rows;
}

/** Removes some streams from a build. Uses the primary key. */
export async function forgetCheckpoints(tx: Queryable, build: number, keys: readonly StreamKey[]): Promise<void> {
  await tx.query(
    statement('forget-checkpoints')`
     DELETE FROM checkpoint c USING unnest($2::int[], $3::text[]) AS k(tenant, stream)
     WHERE c.build = $1 AND c.tenant = k.tenant AND c.stream = k.stream`,
    [build, keys.map((k) => k.tenant), keys.map((k) => k.stream)],
  );
}

/** Removes all of a build that nobody reads. Uses the primary key. */
export async function discardCheckpoints(db: Queryable, build: number): Promise<void> {
  await db.query(statement('discard-checkpoints')`DELETE FROM checkpoint WHERE build = $1`, [build]);
}
