/** Builds: read models are versioned as a whole. Readers see the active one; a rebuild writes beside it and is switched in. */
import { statement, type Queryable } from '#lib/platform';

/** The active build's id inside another statement. Uses build_one_active. */
export const ACTIVE_BUILD = `(SELECT id FROM build WHERE state = 'active')`;

/** What the states of a build are written in; builds of before were all called `v1`. */
export async function formatOf(db: Queryable, build: number): Promise<string | undefined> {
  const { rows } = await db.query<{ rules: string }>(statement('format-of')`SELECT rules FROM build WHERE id = $1`, [
    build,
  ]);
  return rows[0]?.rules;
}

/** Every tenant that has an event. */
export async function tenantsOfLog(db: Queryable): Promise<number[]> {
  const { rows } = await db.query<{ tenant: number }>(
    statement('tenants-of-log')`SELECT tenant FROM tenant_counter ORDER BY tenant`,
  );
  return rows.map(({ tenant }) => tenant);
}

/** Whether anything has been folded into a build. Uses the primary key. */
export async function hasFolded(db: Queryable, build: number): Promise<boolean> {
  const { rows } = await db.query<{ folded: boolean }>(
    statement('has-folded')`SELECT EXISTS (SELECT FROM checkpoint WHERE build = $1) AS folded`,
    [build],
  );
  return rows[0]?.folded ?? false;
}

/** Says so of a build in which nothing has been folded yet. */
export async function setFormat(db: Queryable, build: number, format: string): Promise<void> {
  await db.query(statement('set-format')`UPDATE build SET rules = $2 WHERE id = $1`, [build, format]);
}

export async function activeBuild(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    statement('active-build')`SELECT id FROM build WHERE state = 'active'`,
  );
  if (!rows[0]) throw new Error('no active build: run the migrations');
  return rows[0].id;
}

export interface BuildInForce {
  readonly build: number;
  /** Revisions of clinic rules that it is folded under, by tenant; the house's own where a tenant is not named. */
  readonly revisions: ReadonlyMap<number, number>;
}

/** The active build, and what it means for some tenants. */
export async function buildInForce(db: Queryable, tenants: readonly number[]): Promise<BuildInForce> {
  const { rows } = await db.query<{ id: number; tenant: number | null; revision: number }>(
    statement('build-in-force')`
     SELECT b.id, r.tenant, r.revision FROM build b
     LEFT JOIN build_rules r ON r.build = b.id AND r.tenant = ANY($1::int[]) WHERE b.state = 'active'`,
    [tenants],
  );
  if (!rows[0]) throw new Error('no active build: run the migrations');
  const named = rows.flatMap(({ tenant, revision }) => (tenant === null ? [] : [[tenant, revision] as const]));
  return { build: rows[0].id, revisions: new Map(named) };
}

/** All of a build's revisions. */
export async function revisionsOf(db: Queryable, build: number): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ tenant: number; revision: number }>(
    statement('revisions-of')`SELECT tenant, revision FROM build_rules WHERE build = $1`,
    [build],
  );
  return new Map(rows.map(({ tenant, revision }) => [tenant, revision]));
}

/** Says under which revisions a build is folded; nothing may have been folded under others. */
export async function foldUnder(tx: Queryable, build: number, revisions: ReadonlyMap<number, number>): Promise<void> {
  await tx.query(
    statement('fold-under')`
     INSERT INTO build_rules (build, tenant, revision) SELECT $1, tenant, revision
     FROM unnest($2::int[], $3::int[]) AS r(tenant, revision)
     ON CONFLICT (build, tenant) DO UPDATE SET revision = excluded.revision`,
    [build, [...revisions.keys()], [...revisions.values()]],
  );
}

export async function startBuild(db: Queryable, format: string, now: number): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    statement('start-build')`
     INSERT INTO build (state, rules, created_at) VALUES ('building', $1, to_timestamp($2::float8 / 1000)) RETURNING id`,
    [format, now],
  );
  return (rows[0] as { id: number }).id;
}

/** The switch: one transaction, so that a reader sees the old build or the new one and never both or neither. */
export async function activateBuild(tx: Queryable, build: number, now: number): Promise<void> {
  await tx.query(statement('retire-active-build')`UPDATE build SET state = 'retired' WHERE state = 'active'`);
  await tx.query(
    statement('activate-build')`
     UPDATE build SET state = 'active', activated_at = to_timestamp($2::float8 / 1000) WHERE id = $1`,
    [build, now],
  );
}

/** Ends a build that nobody reads. Returns false, and changes nothing, for the one that readers see. */
export async function endBuild(db: Queryable, build: number, state: 'cancelled' | 'retired'): Promise<boolean> {
  const { rowCount } = await db.query(
    statement('end-build')`UPDATE build SET state = $2 WHERE id = $1 AND state <> 'active'`,
    [build, state],
  );
  return rowCount === 1;
}

/** Builds that nobody reads: replaced, cancelled or left half done. Reads the whole table, which has a row per rebuild. */
export async function leftoverBuilds(db: Queryable): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    statement('leftover-builds')`SELECT id FROM build WHERE state IN ('retired', 'building', 'cancelled')`,
  );
  return rows.map(({ id }) => id);
}

/** Forgets under which revisions an ended build was folded. Uses the primary key. */
export async function discardRevisions(db: Queryable, build: number): Promise<void> {
  await db.query(statement('discard-revisions')`DELETE FROM build_rules WHERE build = $1`, [build]);
}
