/**
 * Checkpoints: how far each episode is folded in a build, and the folded state itself. The row is the fence: a follower
 * reads it, and writes state and version back, in the transaction that writes everything else the fold produced, only
 * if the version is still the one it read. Locking the row at the read would write it twice.
 */
import { statement, joinTexts, splitTexts, type Queryable, type Row } from '#lib/platform';

const STATES = splitTexts('$6');

export interface Checkpoint {
  readonly tenant: number;
  readonly stream: string;
  /** Version of the last folded event of the stream; 0 before the first. */
  readonly version: number;
  /** The folded state as JSON text; undefined before the first event. */
  readonly state: string | undefined;
  readonly quarantined: boolean;
}
export interface NewCheckpoint {
  readonly tenant: number;
  readonly stream: string;
  readonly from: number;
  readonly version: number;
  readonly state: string;
}
export interface StreamKey {
  readonly tenant: number;
  readonly stream: string;
}

const tenants = (keys: readonly StreamKey[]): number[] => keys.map((k) => k.tenant);
const streams = (keys: readonly StreamKey[]): string[] => keys.map((k) => k.stream);

interface CheckpointRow extends Row {
  tenant: number;
  stream: string;
  version: number;
  state: string;
  quarantined: boolean;
}

/**
 * In the order of `keys`. Each key is looked up by itself: a join would be planned once, while the table is small, and
 * then always read all of it.
 */
export async function readCheckpoints(tx: Queryable, build: number, keys: readonly StreamKey[]): Promise<Checkpoint[]> {
  const { rows } = await tx.query<CheckpointRow>(
    statement('read-checkpoints')`
     SELECT c.tenant, c.stream, c.version, c.state, c.quarantined_at IS NOT NULL AS quarantined
     FROM unnest($2::int[], $3::text[]) AS k(tenant, stream), LATERAL (
       SELECT * FROM checkpoint c WHERE c.build = $1 AND c.tenant = k.tenant AND c.stream = k.stream LIMIT 1
     ) c`,
    [build, tenants(keys), streams(keys)],
  );
  const found = new Map(rows.map((r) => [`${r.tenant} ${r.stream}`, r]));
  return keys.map(({ tenant, stream }) => {
    const row = found.get(`${tenant} ${stream}`);
    return {
      tenant,
      stream,
      version: row?.version ?? 0,
      state: row?.state || undefined,
      quarantined: row?.quarantined ?? false,
    };
  });
}

/** Another follower was here first; nothing was written, the caller starts over. */
export class ConcurrencyError extends Error {}

/**
 * Writes back, and locks the rows in the order given, which has to be the same for everybody. A row whose version is no
 * longer `from` means that somebody else was quicker.
 */
export async function saveCheckpoints(
  tx: Queryable,
  build: number,
  { checkpoints, now }: { checkpoints: readonly NewCheckpoint[]; now: number },
): Promise<void> {
  const { rowCount } = await tx.query(
    statement('save-checkpoints')`
     INSERT INTO checkpoint AS c (build, tenant, stream, version, previous, state, followed_at)
     SELECT $1, tenant, stream, version, previous, state, to_timestamp($7::float8 / 1000)
     FROM unnest($2::int[], $3::text[], $4::int[], $5::int[], ${STATES}) AS k(tenant, stream, previous, version, state)
     ON CONFLICT (build, tenant, stream) DO UPDATE
       SET version = excluded.version, previous = excluded.previous, state = excluded.state,
           followed_at = excluded.followed_at, attempts = 0, reason = NULL
       WHERE c.version = excluded.previous`,
    [
      build,
      tenants(checkpoints),
      streams(checkpoints),
      checkpoints.map((c) => c.from),
      checkpoints.map((c) => c.version),
      joinTexts(checkpoints.map((c) => c.state)),
      now,
    ],
  );
  if (rowCount !== checkpoints.length) throw new ConcurrencyError('a checkpoint moved under this follower');
}

export const ATTEMPTS_BEFORE_QUARANTINE = 3;

/**
 * Counts a try before it is made, in a transaction of its own, so that a try that ends the process counts too.
 * Returns whether the episode is (or has just been) set aside; one that is keeps its count and its reason.
 */
export async function countAttempt(
  db: Queryable,
  build: number,
  { key, reason, now }: { key: StreamKey; reason: string; now: number },
): Promise<boolean> {
  const { rows } = await db.query<{ quarantined: boolean }>(
    statement('count-attempt')`
     INSERT INTO checkpoint AS c (build, tenant, stream, version, previous, state, followed_at, attempts, reason)
     VALUES ($1, $2, $3, 0, 0, '', to_timestamp($5::float8 / 1000), 1, $4)
     ON CONFLICT (build, tenant, stream) DO UPDATE SET attempts = c.attempts + 1, reason = excluded.reason,
       quarantined_at = CASE WHEN c.attempts >= $6 THEN excluded.followed_at END
     WHERE c.quarantined_at IS NULL
     RETURNING quarantined_at IS NOT NULL AS quarantined`,
    [build, key.tenant, key.stream, reason, now, ATTEMPTS_BEFORE_QUARANTINE],
  );
  return rows[0]?.quarantined ?? true;
}

/** Takes the count back after a try that went well and had nothing to write; `saveCheckpoints` does so for the others. */
export async function forgetAttempts(db: Queryable, build: number, key: StreamKey): Promise<void> {
  await db.query(
    statement('forget-attempts')`
     UPDATE checkpoint SET attempts = 0, reason = NULL
     WHERE build = $1 AND tenant = $2 AND stream = $3 AND quarantined_at IS NULL`,
    [build, key.tenant, key.stream],
  );
}

/** Ends a quarantine; the caller marks the episode dirty again. Returns whether there was one. */
export async function releaseQuarantine(db: Queryable, build: number, key: StreamKey): Promise<boolean> {
  const { rowCount } = await db.query(
    statement('release-quarantine')`
     UPDATE checkpoint SET quarantined_at = NULL, attempts = 0, reason = NULL
     WHERE build = $1 AND tenant = $2 AND stream = $3 AND quarantined_at IS NOT NULL`,
    [build, key.tenant, key.stream],
  );
  return rowCount === 1;
}
