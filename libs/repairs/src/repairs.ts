/**
 * Repairs as people see them.
 *
 *   planned ──start──▶ running ──the last item──▶ done
 *      └────cancel───────┴──cancel──▶ cancelled
 */
import { statement, type Queryable, type Row } from '#lib/platform';
import type { RepairAct, RepairFilter, RepairKindName } from './kind.js';
import type { PlanGroup } from './plans.js';

export type RepairState = 'planning' | 'planned' | 'running' | 'done' | 'cancelled';

/** Times are milliseconds since 1970. */
export interface RepairEntry {
  readonly id: string;
  readonly tenant: number;
  readonly kind: RepairKindName;
  readonly act: RepairAct;
  readonly filter: RepairFilter;
  readonly state: RepairState;
  readonly plannedAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly by: string | null;
  /** Id of the API key that started it; `operator` at the command line. */
  readonly keyId: string | null;
  readonly reason: string | null;
  readonly cancelledBy: string | null;
  readonly items: number;
  readonly expected: number;
  readonly grave: number;
  /** There was more than one repair takes. */
  readonly more: boolean;
  readonly oldest: number | null;
  readonly groups: readonly PlanGroup[];
  readonly done: number;
  readonly changed: number;
  readonly failed: number;
}

const ms = (column: string): string => `round(extract(epoch FROM ${column}) * 1000)::float8`;
const COLUMNS = `id, tenant, kind, act, filter, state, ${ms('planned_at')} AS "plannedAt", ${ms('started_at')} AS "startedAt",
       ${ms('finished_at')} AS "finishedAt", started_by AS by, key_id AS "keyId", reason, cancelled_by AS "cancelledBy", items, expected, grave, more,
       ${ms('oldest')} AS oldest, groups, done, changed, failed`;

export async function readRepair(db: Queryable, tenant: number, id: string): Promise<RepairEntry | undefined> {
  const { rows } = await db.query<RepairEntry & Row>(
    statement('read-repair')`SELECT ${COLUMNS} FROM repair WHERE id = $1 AND tenant = $2`,
    [id, tenant],
  );
  return rows[0];
}

/** Newest first. Uses repair_tenant. */
export async function listRepairs(
  db: Queryable,
  tenant: number,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<RepairEntry[]> {
  const { rows } = await db.query<RepairEntry & Row>(
    statement('list-repairs')`
     SELECT ${COLUMNS} FROM repair WHERE tenant = $1 AND state <> 'planning' AND planned_at < to_timestamp($2::float8 / 1000)
     ORDER BY planned_at DESC LIMIT $3`,
    [tenant, before, limit],
  );
  return rows;
}

export interface OddItem extends Row {
  readonly ref: string;
  readonly outcome: 'changed' | 'failed';
  readonly detail: string | null;
}

/** What a repair left as it was, and why; the first of it. Uses repair_item_odd. */
export async function readOddItems(db: Queryable, repair: string, limit: number): Promise<OddItem[]> {
  const { rows } = await db.query<OddItem>(
    statement('read-odd-items')`
     SELECT ref, outcome, detail FROM repair_item WHERE repair = $1 AND outcome IN ('changed', 'failed') ORDER BY nth LIMIT $2`,
    [repair, limit],
  );
  return rows;
}

export interface RepairWords extends Row {
  readonly id: string;
  readonly by: string;
  readonly reason: string;
  readonly at: number;
}

/** Who did some repairs, and why. Uses the primary key. */
export async function readWords(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, RepairWords>> {
  const { rows } = await db.query<RepairWords>(
    statement('read-repair-words')`
     SELECT id, coalesce(started_by, '') AS by, coalesce(reason, '') AS reason, ${ms('started_at')} AS at
     FROM repair WHERE id = ANY($1::text[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface Starting {
  readonly id: string;
  readonly by: string;
  readonly reason: string;
  readonly keyId: string;
  readonly now: number;
}

/** Of a plan. Returns whether it was one; of several who start it at once, one does. */
export async function startRepair(tx: Queryable, { id, by, reason, keyId, now }: Starting): Promise<boolean> {
  const { rowCount } = await tx.query(
    statement('start-repair')`
     UPDATE repair SET state = CASE WHEN items = 0 THEN 'done' ELSE 'running' END, started_by = $2, reason = $3, key_id = $4,
       started_at = to_timestamp($5::float8 / 1000), finished_at = CASE WHEN items = 0 THEN to_timestamp($5::float8 / 1000) END
     WHERE id = $1 AND state = 'planned'`,
    [id, by, reason, keyId, now],
  );
  return rowCount === 1;
}

/** What is done stays done; a batch that is under way is finished first. Returns whether there was anything to cancel. */
export async function cancelRepair(
  tx: Queryable,
  { id, by, now }: { readonly id: string; readonly by: string; readonly now: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    statement('cancel-repair')`
     UPDATE repair SET state = 'cancelled', cancelled_by = $2, finished_at = to_timestamp($3::float8 / 1000)
     WHERE id = $1 AND state IN ('planned', 'running')`,
    [id, by, now],
  );
  return rowCount === 1;
}

/** Repairs of every clinic that somebody has to go on with, oldest first. Uses repair_running. */
export async function runningRepairs(db: Queryable, limit: number): Promise<RepairEntry[]> {
  const { rows } = await db.query<RepairEntry & Row>(
    statement('running-repairs')`
     SELECT ${COLUMNS} FROM repair WHERE state = 'running' AND (held_until IS NULL OR held_until <= now())
     ORDER BY started_at LIMIT $1`,
    [limit],
  );
  return rows;
}
