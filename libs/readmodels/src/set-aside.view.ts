/**
 * What came into an episode and does not count there? One row for each event that names somebody else, one for each merge
 * that changes nothing, and one for each edition of an instrument that the clinic has not activated, with how many events
 * wait for it. For operations: where and why, and never what an event says.
 */
import { createHash } from 'node:crypto';
import type { EpisodeState } from '#lib/alliance';
import { ACTIVE_BUILD, type StreamKey } from '#lib/eventlog';
import { statement, type Queryable } from '#lib/platform';
import { SetAside1764000013100 } from './migrations/1764000013100-set-aside.js';
import type { ReadModel } from './read-model.js';

/**
 * `names_another_client`: than its episode, or it opens a running episode for somebody else. `merged_elsewhere`: a merge of
 * a record that went into another one before. `not_merged`: the taking back of a merge that nobody told of.
 */
export type SetAsideReason =
  'names_another_client' | 'inactive_instrument' | EpisodeState['idleMerges'][number]['reason'];

export interface SetAsideRow extends StreamKey {
  readonly part: string;
  readonly reason: SetAsideReason;
  /** Reference of the event, or of the latest where several wait for one reason. */
  readonly event: string;
  readonly instrument: string | null;
  readonly version: string | null;
  readonly events: number;
}

/** References are too long for a key. */
const partOf = (...names: readonly string[]): string =>
  createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 24);

const rowsOf = ({ foreign, held, idleMerges }: EpisodeState): readonly Omit<SetAsideRow, keyof StreamKey>[] => [
  ...foreign.map((event) => ({
    part: partOf('event', event),
    reason: 'names_another_client' as const,
    event,
    instrument: null,
    version: null,
    events: 1,
  })),
  ...idleMerges.map(({ event, reason }) => ({
    part: partOf('event', event),
    reason,
    event,
    instrument: null,
    version: null,
    events: 1,
  })),
  ...held.map(({ instrument, version, event, events }) => ({
    part: partOf('instrument', instrument, version),
    reason: 'inactive_instrument' as const,
    event,
    instrument,
    version,
    events,
  })),
];

export interface SetAsideQuery {
  readonly tenant: number;
  /** The last row of the page before. */
  readonly after?: Pick<SetAsideRow, 'reason' | 'stream' | 'part'> | undefined;
  readonly limit: number;
}

const COLUMNS = 'tenant, stream, part, reason, event, instrument, version, events';

/** A page for a clinic, events that name somebody else first. Uses set_aside_reason. */
export async function readSetAside(db: Queryable, { tenant, after, limit }: SetAsideQuery): Promise<SetAsideRow[]> {
  const { rows } = await db.query<SetAsideRow & Record<string, unknown>>(
    statement('read-set-aside')`
     SELECT ${COLUMNS} FROM set_aside
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1
       AND ($2::text IS NULL OR (reason, stream, part) < ($2, $3::text, $4::text))
     ORDER BY reason DESC, stream DESC, part DESC LIMIT $5`,
    [tenant, after?.reason ?? null, after?.stream ?? null, after?.part ?? null, limit],
  );
  return rows;
}

/** Whether this one event of an episode names somebody else. Uses the primary key. */
export async function isSetAside(db: Queryable, { tenant, stream }: StreamKey, event: string): Promise<boolean> {
  const { rows } = await db.query<{ is: boolean }>(
    statement('is-set-aside')`
     SELECT EXISTS (SELECT FROM set_aside
                    WHERE build = ${ACTIVE_BUILD} AND tenant = $1 AND stream = $2 AND part = $3) AS is`,
    [tenant, stream, partOf('event', event)],
  );
  return rows[0]?.is ?? false;
}

/** References of the events that name somebody else, or open a running episode once more. Uses set_aside_reason. */
export async function foreignEvents(db: Queryable, tenant: number, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ event: string }>(
    statement('foreign-events')`
     SELECT event FROM set_aside
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1 AND reason = 'names_another_client' LIMIT $2`,
    [tenant, limit],
  );
  return rows.map(({ event }) => event);
}

export interface SetAsideCount {
  readonly reason: SetAsideReason;
  readonly events: number;
}

/** How many events of a clinic are set aside, by reason. Uses set_aside_reason. */
export async function countSetAside(db: Queryable, tenant: number): Promise<SetAsideCount[]> {
  const { rows } = await db.query<SetAsideCount & Record<string, unknown>>(
    statement('count-set-aside')`
     SELECT reason, sum(events)::int AS events FROM set_aside
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1 GROUP BY reason ORDER BY reason DESC`,
    [tenant],
  );
  return rows;
}

/** Streams of the episodes of a clinic in which forms under one of these instruments wait. Uses set_aside_reason. */
export async function episodesWaitingFor(
  db: Queryable,
  tenant: number,
  instruments: readonly string[],
): Promise<string[]> {
  const { rows } = await db.query<{ stream: string }>(
    statement('episodes-waiting-for')`
     SELECT DISTINCT stream FROM set_aside
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1 AND reason = 'inactive_instrument' AND instrument = ANY($2::text[])
     ORDER BY stream`,
    [tenant, instruments],
  );
  return rows.map(({ stream }) => stream);
}

export const setAside: ReadModel<SetAsideRow> = {
  code: 'set-aside',
  migrations: [SetAside1764000013100],
  rowsOf: ({ tenant, stream, state }) => rowsOf(state).map((row) => ({ tenant, stream, ...row })),
  /** Uses the primary key. */
  async save(tx, build, rows) {
    await tx.query(
      statement('save-set-aside')`
       INSERT INTO set_aside (build, ${COLUMNS})
       SELECT $1, ${COLUMNS}
       FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[])
         AS r(${COLUMNS})
       ON CONFLICT (build, tenant, stream, part) DO UPDATE
         SET reason = excluded.reason, event = excluded.event, instrument = excluded.instrument,
             version = excluded.version, events = excluded.events`,
      [
        build,
        rows.map((r) => r.tenant),
        rows.map((r) => r.stream),
        rows.map((r) => r.part),
        rows.map((r) => r.reason),
        rows.map((r) => r.event),
        rows.map((r) => r.instrument),
        rows.map((r) => r.version),
        rows.map((r) => r.events),
      ],
    );
  },
  async discard(tx, build) {
    await tx.query(statement('discard-set-aside')`DELETE FROM set_aside WHERE build = $1`, [build]);
  },
  async forget(tx, build, keys) {
    await tx.query(
      statement('forget-set-aside')`
       DELETE FROM set_aside s USING unnest($2::int[], $3::text[]) AS k(tenant, stream)
       WHERE s.build = $1 AND s.tenant = k.tenant AND s.stream = k.stream`,
      [build, keys.map((k) => k.tenant), keys.map((k) => k.stream)],
    );
  },
  async readBack(tx, build, keys) {
    const { rows } = await tx.query<SetAsideRow & Record<string, unknown>>(
      statement('read-back-set-aside')`
       SELECT s.tenant, s.stream, s.part, s.reason, s.event, s.instrument, s.version, s.events
       FROM unnest($2::int[], $3::text[]) AS k(tenant, stream)
       JOIN set_aside s ON s.build = $1 AND s.tenant = k.tenant AND s.stream = k.stream`,
      [build, keys.map((k) => k.tenant), keys.map((k) => k.stream)],
    );
    return rows;
  },
};
