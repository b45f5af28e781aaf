/** What a person decided to leave as it is, and in which repair: it stays where it was, and is asked about no more. */
import { statement, type Queryable } from '#lib/platform';

export type DiscardedKind = 'delivery' | 'event' | 'episode';

export interface Discarding {
  readonly tenant: number;
  readonly kind: DiscardedKind;
  readonly repair: string;
  readonly now: number;
}

export async function noteDiscarded(
  tx: Queryable,
  { tenant, kind, repair, now }: Discarding,
  refs: readonly string[],
): Promise<void> {
  await tx.query(
    statement('note-discarded')`
     INSERT INTO discarded (tenant, kind, ref, repair, at)
     SELECT $1, $2, ref, $4, to_timestamp($5::float8 / 1000) FROM unnest($3::text[]) AS ref ORDER BY ref
     ON CONFLICT (tenant, kind, ref) DO UPDATE SET repair = excluded.repair, at = excluded.at`,
    [tenant, kind, refs, repair, now],
  );
}

export async function forgetDiscarded(
  tx: Queryable,
  { tenant, kind }: Pick<Discarding, 'tenant' | 'kind'>,
  refs: readonly string[],
): Promise<void> {
  await tx.query(
    statement('forget-discarded')`DELETE FROM discarded WHERE tenant = $1 AND kind = $2 AND ref = ANY($3::text[])`,
    [tenant, kind, refs],
  );
}

/** By what was discarded, the repair in which that was. Uses the primary key. */
export async function readDiscarded(
  db: Queryable,
  { tenant, kind }: Pick<Discarding, 'tenant' | 'kind'>,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ ref: string; repair: string }>(
    statement('read-discarded')`
     SELECT ref, repair FROM discarded WHERE tenant = $1 AND kind = $2 AND ref = ANY($3::text[])`,
    [tenant, kind, refs],
  );
  return new Map(rows.map(({ ref, repair }) => [ref, repair]));
}
