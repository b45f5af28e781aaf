/** Builds: read models are versioned as a whole. Readers see the active one; a rebuild writes beside it and is switched in. */
import type { Queryable } from '#lib/platform';

export async function activeBuild(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ id: number }>(`SELECT id FROM build WHERE state = 'active'`);
  if (!rows[0]) throw new Error('no active build: run the migrations');
  return rows[0].id;
}

export async function startBuild(db: Queryable, rules: string, now: number): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO build (state, rules, created_at) VALUES ('building', $1, to_timestamp($2::float8 / 1000)) RETURNING id`,
    [rules, now],
  );
  return (rows[0] as { id: number }).id;
}

/** The switch: one transaction, so that a reader sees the old build or the new one and never both or neither. */
export async function activateBuild(tx: Queryable, build: number, now: number): Promise<void> {
  await tx.query(`UPDATE build SET state = 'retired' WHERE state = 'active'`);
  await tx.query(`UPDATE build SET state = 'active', activated_at = to_timestamp($2::float8 / 1000) WHERE id = $1`, [
    build,
    now,
  ]);
}

/** Ends a build that nobody reads. Returns false, and changes nothing, for the one that readers see. */
export async function endBuild(db: Queryable, build: number, state: 'cancelled' | 'retired'): Promise<boolean> {
  const { rowCount } = await db.query(`UPDATE build SET state = $2 WHERE id = $1 AND state <> 'active'`, [
    build,
    state,
  ]);
  return rowCount === 1;
}
