/** Proposals for a clinic's model of stopping early, as stored. What they mean is read elsewhere. */
import { statement, type Queryable, type Row } from '#lib/platform';

export interface StoredProposal extends Row {
  readonly tenant: number;
  /** From 1, in each tenant. */
  readonly number: number;
  readonly proposal: unknown;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly approvedBy: string | null;
  /** The revision of the clinic's rules that the approval made. */
  readonly revision: number | null;
}

const COLUMNS = `tenant, number, proposal, extract(epoch FROM made_at)::float8 * 1000 AS "madeAt",
  approved_by AS "approvedBy", revision`;

/** Stores a proposal and returns its number. */
export async function addProposal(
  tx: Queryable,
  { tenant, proposal, madeAt }: Pick<StoredProposal, 'tenant' | 'proposal' | 'madeAt'>,
): Promise<number> {
  const { rows } = await tx.query<{ number: number }>(
    statement('add-proposal')`
     INSERT INTO stopping_proposal (tenant, number, proposal, made_at)
     SELECT $1, coalesce(max(number), 0) + 1, $2, to_timestamp($3::float8 / 1000)
     FROM stopping_proposal WHERE tenant = $1 RETURNING number`,
    [tenant, JSON.stringify(proposal), madeAt],
  );
  return rows[0]?.number ?? 0;
}

/** One proposal, or the newest. */
export async function readProposal(
  db: Queryable,
  tenant: number,
  number?: number,
): Promise<StoredProposal | undefined> {
  const { rows } = await db.query<StoredProposal>(
    statement('read-proposal')`
     SELECT ${COLUMNS} FROM stopping_proposal WHERE tenant = $1 AND ($2::int IS NULL OR number = $2)
     ORDER BY number DESC LIMIT 1`,
    [tenant, number ?? null],
  );
  return rows[0];
}

interface Approval {
  readonly tenant: number;
  readonly number: number;
  readonly by: string;
  readonly at: number;
  readonly revision: number;
}

/** Returns false, and changes nothing, where it was approved before. */
export async function approveProposal(tx: Queryable, { tenant, number, by, at, revision }: Approval): Promise<boolean> {
  const { rowCount } = await tx.query(
    statement('approve-proposal')`
     UPDATE stopping_proposal SET approved_at = to_timestamp($3::float8 / 1000), approved_by = $4, revision = $5
     WHERE tenant = $1 AND number = $2 AND approved_at IS NULL`,
    [tenant, number, at, by, revision],
  );
  return rowCount === 1;
}
