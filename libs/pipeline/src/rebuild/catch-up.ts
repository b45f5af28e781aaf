/**
 * The last step before a new build takes over: it stands, for every episode, where the followers stand. Where they went
 * on meanwhile, it goes on; where it read further than they, it steps back and the episode stays marked. A follower tells
 * people what is new to it, so an event that only the rebuild had folded would be told to nobody.
 */
import { foldEpisode, writeState } from '#lib/alliance';
import { markAgain, readStreams, saveCheckpoints, shardOf, streamKey, toClinicEvent } from '#lib/eventlog';
import type { Queryable, Row } from '#lib/platform';
import { saveCaseload, sortKeyOf } from '#lib/readmodels';
import type { RulesOf } from '#lib/clinic-settings';

interface Apart extends Row {
  readonly tenant: number;
  readonly stream: string;
  /** Where the followers are, in the active build; 0 before the first event. */
  readonly reached: number;
  readonly rebuilt: number;
}

export interface NewBuild {
  readonly build: number;
  readonly rulesOf: RulesOf;
}

/** Every shard must be locked by this transaction. */
export async function catchUp(tx: Queryable, { build, rulesOf }: NewBuild, now: number): Promise<void> {
  const apart = await findApart(tx, build);
  await forgetUnfollowed(
    tx,
    build,
    apart.filter((a) => a.reached === 0),
  );
  await foldUpTo(tx, { build, rulesOf }, { apart: apart.filter((a) => a.reached > 0), now });
  for (const { tenant, stream } of apart.filter((a) => a.rebuilt > a.reached)) {
    await markAgain(tx, tenant, { stream, shard: shardOf(tenant, stream, 'bulk'), now });
  }
}

async function findApart(tx: Queryable, build: number): Promise<Apart[]> {
  const { rows } = await tx.query<Apart>(
    `SELECT tenant, stream, coalesce(o.version, 0) AS reached, coalesce(n.version, 0) AS rebuilt
     FROM (SELECT c.* FROM checkpoint c JOIN build b ON b.id = c.build AND b.state = 'active') o
     FULL JOIN (SELECT * FROM checkpoint WHERE build = $1) n USING (tenant, stream)
     WHERE coalesce(o.version, 0) <> coalesce(n.version, 0)`,
    [build],
  );
  return rows;
}

async function foldUpTo(
  tx: Queryable,
  { build, rulesOf }: NewBuild,
  { apart, now }: { apart: readonly Apart[]; now: number },
): Promise<void> {
  if (apart.length === 0) return;
  const streams = await readStreams(
    tx,
    apart.map((a) => ({ ...a, version: 0 })),
  );
  const met = apart.map(({ tenant, stream, reached, rebuilt }) => {
    const events = (streams.get(streamKey({ tenant, stream })) ?? []).filter((e) => e.version <= reached);
    const rules = rulesOf(tenant);
    const folded = foldEpisode(events.map(toClinicEvent), rules);
    return { tenant, stream, from: rebuilt, version: reached, folded, rules };
  });
  await saveCheckpoints(tx, build, { checkpoints: met.map((m) => ({ ...m, state: writeState(m.folded) })), now });
  await saveCaseload(
    tx,
    build,
    met.map((m) => ({ ...m, sortKey: sortKeyOf(m.folded, m.rules) })),
  );
}

async function forgetUnfollowed(tx: Queryable, build: number, apart: readonly Apart[]): Promise<void> {
  if (apart.length === 0) return;
  const keys = [build, apart.map((a) => a.tenant), apart.map((a) => a.stream)];
  await tx.query(
    `DELETE FROM checkpoint c USING unnest($2::int[], $3::text[]) AS k(tenant, stream)
     WHERE c.build = $1 AND c.tenant = k.tenant AND c.stream = k.stream`,
    keys,
  );
  await tx.query(
    `DELETE FROM caseload c USING unnest($2::int[], $3::text[]) AS k(tenant, stream)
     WHERE c.build = $1 AND c.tenant = k.tenant AND c.stream = k.stream`,
    keys,
  );
}
