/**
 * The log of operations: who did what to the house, when and why. It is only added to. Of a client it holds the reference
 * of an episode that was released, and nothing else.
 */
import { statement, type Queryable, type Row } from '#lib/platform';

export interface Operation {
  /** Null for what concerns every clinic. */
  readonly tenant: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly act: 'retry' | 'discard' | 'cancel' | 'release' | 'pause' | 'resume';
  /** What it was done to: a kind, a queue, an episode. */
  readonly subject: string;
  readonly repair: string | null;
  readonly by: string;
  /** Id of the API key; `operator` at the command line. */
  readonly keyId: string;
  readonly reason: string;
}
export interface LoggedOperation extends Operation {
  readonly number: number;
}

export async function noteOperation(tx: Queryable, operation: Operation): Promise<void> {
  const { tenant, at, act, subject, repair, by, keyId, reason } = operation;
  await tx.query(
    statement('note-operation')`
     INSERT INTO operation (tenant, at, act, subject, repair, by, key_id, reason)
     VALUES ($1, to_timestamp($2::float8 / 1000), $3, $4, $5, $6, $7, $8)`,
    [tenant, at, act, subject, repair, by, keyId, reason],
  );
}

/** Of a clinic and of the house, newest first. Uses operation_tenant. */
export async function listOperations(
  db: Queryable,
  tenant: number,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<LoggedOperation[]> {
  const { rows } = await db.query<LoggedOperation & Row>(
    statement('list-operations')`
     SELECT id::float8 AS number, tenant, round(extract(epoch FROM at) * 1000)::float8 AS at, act, subject, repair, by,
       key_id AS "keyId", reason
     FROM operation WHERE (tenant = $1 OR tenant IS NULL) AND id < $2::float8 ORDER BY id DESC LIMIT $3`,
    [tenant, before, limit],
  );
  return rows;
}
