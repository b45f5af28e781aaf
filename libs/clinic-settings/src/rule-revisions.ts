/** Revisions of what a clinic chose, as stored: who made which, when and why. What they mean is read elsewhere. */
import { statement, type Queryable, type Row } from '#lib/platform';

export interface StoredRevision extends Row {
  readonly tenant: number;
  /** From 1, without gaps. */
  readonly revision: number;
  readonly choice: unknown;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly madeBy: string;
  readonly reason: string;
}

const COLUMNS = `tenant, revision, choice, extract(epoch FROM made_at)::float8 * 1000 AS "madeAt",
  made_by AS "madeBy", reason`;

/** The newest revision of a tenant; undefined where it has chosen nothing. */
export async function lastRevision(db: Queryable, tenant: number): Promise<StoredRevision | undefined> {
  const { rows } = await db.query<StoredRevision>(
    statement('last-revision')`SELECT ${COLUMNS} FROM clinic_rules WHERE tenant = $1 ORDER BY revision DESC LIMIT 1`,
    [tenant],
  );
  return rows[0];
}

/** One revision; undefined where there is none of that number. */
export async function readRevision(
  db: Queryable,
  tenant: number,
  revision: number,
): Promise<StoredRevision | undefined> {
  const { rows } = await db.query<StoredRevision>(
    statement('read-revision')`SELECT ${COLUMNS} FROM clinic_rules WHERE tenant = $1 AND revision = $2`,
    [tenant, revision],
  );
  return rows[0];
}

/** The newest revision of every tenant that has one. */
export async function latestRevisions(db: Queryable): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ tenant: number; revision: number }>(
    statement('latest-revisions')`SELECT tenant, max(revision) AS revision FROM clinic_rules GROUP BY tenant`,
  );
  return new Map(rows.map(({ tenant, revision }) => [tenant, revision]));
}

/** Every revision of a tenant, oldest first. */
export async function listRevisions(db: Queryable, tenant: number): Promise<StoredRevision[]> {
  const { rows } = await db.query<StoredRevision>(
    statement('list-revisions')`SELECT ${COLUMNS} FROM clinic_rules WHERE tenant = $1 ORDER BY revision`,
    [tenant],
  );
  return rows;
}

const REVISION_LOCK = 724_005;

/** Makes whoever revises the same tenant wait until this transaction ends, so that no choice is lost under another. */
export async function lockRevisions(tx: Queryable, tenant: number): Promise<void> {
  await tx.query(statement('lock-revisions')`SELECT pg_advisory_xact_lock($1, $2)`, [REVISION_LOCK, tenant]);
}

/** Writes a revision; its number must be the next one. */
export async function addRevision(tx: Queryable, revision: StoredRevision): Promise<void> {
  await tx.query(
    statement('add-revision')`
     INSERT INTO clinic_rules (tenant, revision, choice, made_at, made_by, reason)
     VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000), $5, $6)`,
    [
      revision.tenant,
      revision.revision,
      JSON.stringify(revision.choice),
      revision.madeAt,
      revision.madeBy,
      revision.reason,
    ],
  );
}
