/**
 * One batch of a repair: who has it, what is in it, and what came of it. A hold begins and ends by the clock of the
 * database, because those who compete for it are processes on several machines.
 */
import { statement, type Queryable } from '#lib/platform';
import type { Item, ItemOutcome } from './kind.js';

/** Holds the repair until the transaction ends, so that batches and a cancel come one after the other. */
export async function holdRepair(tx: Queryable, id: string): Promise<boolean> {
  const { rows } = await tx.query<{ state: string }>(
    statement('hold-repair')`SELECT state FROM repair WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0]?.state === 'running';
}

/**
 * Takes the repair for what happens outside a transaction. False where it does not run, or somebody else has it: that
 * one may have died, and then its hold runs out.
 */
export async function takeRepair(
  db: Queryable,
  { id, owner, forMs }: { readonly id: string; readonly owner: string; readonly forMs: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    statement('take-repair')`
     UPDATE repair SET held_by = $2, held_until = now() + $3::int * interval '1 ms'
     WHERE id = $1 AND state = 'running' AND (held_until IS NULL OR held_until <= now())`,
    [id, owner, forMs],
  );
  return rowCount === 1;
}

export async function letGoOfRepair(db: Queryable, id: string, owner: string): Promise<void> {
  await db.query(
    statement('let-go-of-repair')`UPDATE repair SET held_by = NULL, held_until = NULL WHERE id = $1 AND held_by = $2`,
    [id, owner],
  );
}

/** Nobody goes on with it before then; who has taken it meanwhile keeps it. */
export async function postponeRepair(
  db: Queryable,
  { id, forMs }: { readonly id: string; readonly forMs: number },
): Promise<void> {
  await db.query(
    statement('postpone-repair')`
     UPDATE repair SET held_by = NULL, held_until = now() + $2::int * interval '1 ms'
     WHERE id = $1 AND state = 'running' AND (held_until IS NULL OR held_until <= now())`,
    [id, forMs],
  );
}

/** Uses repair_item_open. */
export async function nextItems(tx: Queryable, repair: string, limit: number): Promise<Item[]> {
  const { rows } = await tx.query<Item & Record<string, unknown>>(
    statement('next-repair-items')`
     SELECT nth, ref, mark FROM repair_item WHERE repair = $1 AND outcome IS NULL ORDER BY nth LIMIT $2`,
    [repair, limit],
  );
  return rows;
}

/** Writes down what came of it, and ends the repair with its last item; a cancelled one stays cancelled. */
export async function recordOutcomes(
  tx: Queryable,
  { repair, now }: { readonly repair: string; readonly now: number },
  outcomes: readonly ItemOutcome[],
): Promise<void> {
  await tx.query(
    statement('record-outcomes')`
     WITH came AS (
       UPDATE repair_item i SET outcome = k.outcome, detail = k.detail
       FROM unnest($2::int[], $3::text[], $4::text[]) AS k(nth, outcome, detail)
       WHERE i.repair = $1 AND i.nth = k.nth AND i.outcome IS NULL RETURNING i.outcome
     ), counted AS (
       SELECT count(*) FILTER (WHERE outcome = 'done')::int AS done, count(*) FILTER (WHERE outcome = 'changed')::int AS changed,
         count(*) FILTER (WHERE outcome = 'failed')::int AS failed, count(*)::int AS items FROM came
     )
     UPDATE repair r SET done = r.done + c.done, changed = r.changed + c.changed, failed = r.failed + c.failed,
       state = CASE WHEN r.state = 'running' AND r.done + r.changed + r.failed + c.items >= r.items THEN 'done' ELSE r.state END,
       finished_at = CASE WHEN r.state = 'running' AND r.done + r.changed + r.failed + c.items >= r.items
                          THEN to_timestamp($5::float8 / 1000) ELSE r.finished_at END
     FROM counted c WHERE r.id = $1`,
    [
      repair,
      outcomes.map(({ nth }) => nth),
      outcomes.map(({ outcome }) => outcome),
      outcomes.map(({ detail }) => detail ?? null),
      now,
    ],
  );
}
