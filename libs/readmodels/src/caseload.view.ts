/**
 * Who needs me first? One row per episode says its place in order of need, then by the next appointment. What stands at
 * that place is said from the folded state when somebody reads: an event changes a state always, a place seldom.
 */
import { episodeOf } from '#lib/events';
import {
  attentionOf,
  nextAppointmentOf,
  readState,
  type Attention,
  type ClinicRules,
  type EpisodeState,
} from '#lib/alliance';
import { ACTIVE_BUILD, readFoldedState, STATE_OF_L, type StreamKey } from '#lib/eventlog';
import { statement, type Queryable, type Row } from '#lib/platform';
import { decodeCursor, encodeCursor, type Page } from './cursor.js';
import { ReadModels1764000003000 } from './migrations/1764000003000-read-models.js';
import { CaseloadPlaces1764000008000 } from './migrations/1764000008000-caseload-places.js';
import type { ReadModel } from './read-model.js';

/** Where an episode stands, and who may see it there. */
export interface CaseloadSortKey {
  readonly client: string;
  readonly clinician: string;
  readonly status: string;
  /** 0 is the most urgent. */
  readonly need: number;
  /** The next appointment, in ms since 1970. */
  readonly nextAt: number;
}
export interface CaseloadRow extends StreamKey {
  readonly sortKey: CaseloadSortKey;
}

const NEED: Readonly<Record<Attention, number>> = {
  'act-today': 0,
  'talk-soon': 1,
  'keep-an-eye': 2,
  'not-enough-yet': 3,
  'on-course': 4,
};
/** Ended episodes come after everything else. */
const ENDED = 5;
/** No appointment is booked: after all that are. */
const NEVER = 253_402_300_799_000;

/** Decides without a word: what is said at this place is made when somebody reads. */
export function sortKeyOf(state: EpisodeState, rules: ClinicRules): CaseloadSortKey {
  const { client, clinician, status } = state;
  return {
    client,
    clinician: clinician ?? '',
    status,
    need: status === 'closed' ? ENDED : NEED[attentionOf(state, rules).attention],
    nextAt: nextAppointmentOf(state) ?? NEVER,
  };
}

/** Uses the primary key. */
async function save(tx: Queryable, build: number, rows: readonly CaseloadRow[]): Promise<void> {
  const places = rows.map((r) => r.sortKey);
  await tx.query(
    statement('save-caseload')`
     INSERT INTO caseload (build, tenant, stream, client, clinician, status, need, next_at)
     SELECT $1, tenant, stream, client, clinician, status, need, to_timestamp(next / 1000)
     FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::float8[])
          AS r(tenant, stream, client, clinician, status, need, next)
     ON CONFLICT (build, tenant, stream) DO UPDATE
       SET client = excluded.client, clinician = excluded.clinician, status = excluded.status, need = excluded.need,
           next_at = excluded.next_at`,
    [
      build,
      rows.map((r) => r.tenant),
      rows.map((r) => r.stream),
      places.map((p) => p.client),
      places.map((p) => p.clinician),
      places.map((p) => p.status),
      places.map((p) => p.need),
      places.map((p) => p.nextAt),
    ],
  );
}

export interface CaseloadQuery {
  readonly tenant: number;
  readonly clinician?: string | undefined;
  readonly attention?: Attention | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}
/** An episode as it was folded last. */
export interface FoldedEpisode {
  readonly episode: string;
  readonly state: EpisodeState;
}

interface StateRow extends Row {
  stream: string;
  state: string;
}
interface PlacedRow extends StateRow {
  need: number;
  next: number;
}

/** Before everything without a cursor; undefined for one that is none of ours. */
function placeAfter(cursor: string | undefined): readonly [number, number, string] | undefined {
  if (cursor === undefined) return [-1, 0, ''];
  const place = decodeCursor<[number, number, string]>(cursor, ['number', 'number', 'string']);
  return place && isNeed(place[0]) ? place : undefined;
}

const isNeed = (value: unknown): boolean => Number.isInteger(value) && Number(value) <= ENDED;

/** A page in order of need; `undefined` when the cursor is none of ours. Uses caseload_in_order or caseload_of_clinician. */
export async function readCaseload(db: Queryable, query: CaseloadQuery): Promise<Page<FoldedEpisode> | undefined> {
  const after = placeAfter(query.cursor);
  if (!after) return undefined;
  const { rows } = await db.query<PlacedRow>(
    statement('read-caseload')`
     SELECT l.stream, l.need, extract(epoch FROM l.next_at)::float8 * 1000 AS next, c.state
     FROM (
       SELECT * FROM caseload WHERE build = ${ACTIVE_BUILD} AND tenant = $1
         AND ($2::text IS NULL OR clinician = $2) AND ($3::int IS NULL OR need = $3) AND status <> 'unopened'
         AND (need, next_at, stream) > ($4::int, to_timestamp($5::float8 / 1000), $6)
       ORDER BY need, next_at, stream LIMIT $7
     ) l, ${STATE_OF_L} c
     ORDER BY l.need, l.next_at, l.stream`,
    [query.tenant, query.clinician ?? null, query.attention ? NEED[query.attention] : null, ...after, query.limit],
  );
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  return { items: rows.map(foldedOf), nextCursor: last && encodeCursor([last.need, last.next, last.stream]) };
}

const foldedOf = ({ stream, state }: StateRow): FoldedEpisode => ({
  episode: episodeOf(stream),
  state: readState(state),
});

/** One episode as it stands in the active build. */
export async function readEpisode(db: Queryable, key: StreamKey): Promise<FoldedEpisode | undefined> {
  const state = await readFoldedState(db, key);
  return state === undefined ? undefined : foldedOf({ stream: key.stream, state });
}

/** Whose episode this is; undefined where nothing of it has been followed. Uses the primary key. */
export async function readClient(db: Queryable, tenant: number, stream: string): Promise<string | undefined> {
  const { rows } = await db.query<{ client: string }>(
    statement('read-client')`
     SELECT client FROM caseload
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1 AND stream = $2`,
    [tenant, stream],
  );
  return rows[0]?.client;
}

/** Who has episodes that run. Uses caseload_of_clinician. */
export async function cliniciansAtWork(db: Queryable, tenant: number): Promise<string[]> {
  const { rows } = await db.query<{ clinician: string }>(
    statement('clinicians-at-work')`
     SELECT DISTINCT clinician FROM caseload
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1 AND status = 'open' AND clinician <> '' ORDER BY clinician`,
    [tenant],
  );
  return rows.map(({ clinician }) => clinician);
}

/** Clinicians of any episode, also of those that have ended. */
export async function cliniciansKnown(db: Queryable, tenant: number): Promise<string[]> {
  const { rows } = await db.query<{ clinician: string }>(
    statement('clinicians-known')`
     SELECT DISTINCT clinician FROM caseload
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1 AND clinician <> '' ORDER BY clinician`,
    [tenant],
  );
  return rows.map(({ clinician }) => clinician);
}

/**
 * Of some episodes, those in a clinician's caseload. What was told to somebody of another's episode is asked of the inbox.
 * Uses the primary key.
 */
export async function episodesOfClinician(
  db: Queryable,
  { tenant, clinician }: { readonly tenant: number; readonly clinician: string },
  streams: readonly string[],
): Promise<string[]> {
  const { rows } = await db.query<{ stream: string }>(
    statement('episodes-of-clinician')`
     SELECT stream FROM caseload
     WHERE build = ${ACTIVE_BUILD} AND tenant = $1 AND clinician = $2 AND stream = ANY($3::text[])`,
    [tenant, clinician, streams],
  );
  return rows.map(({ stream }) => stream);
}

/** Uses the primary key. */
async function discard(tx: Queryable, build: number): Promise<void> {
  await tx.query(statement('discard-caseload')`DELETE FROM caseload WHERE build = $1`, [build]);
}

/** Uses the primary key. */
async function forget(tx: Queryable, build: number, keys: readonly StreamKey[]): Promise<void> {
  await tx.query(
    statement('forget-caseload')`
     DELETE FROM caseload c USING unnest($2::int[], $3::text[]) AS k(tenant, stream)
     WHERE c.build = $1 AND c.tenant = k.tenant AND c.stream = k.stream`,
    [build, keys.map((k) => k.tenant), keys.map((k) => k.stream)],
  );
}

/** Uses the primary key. */
async function readBack(db: Queryable, build: number, keys: readonly StreamKey[]): Promise<CaseloadRow[]> {
  const { rows } = await db.query<{ tenant: number; stream: string } & CaseloadSortKey & Row>(
    statement('read-caseload-back')`
     SELECT c.tenant, c.stream, c.client, c.clinician, c.status, c.need,
            (extract(epoch FROM c.next_at) * 1000)::float8 AS "nextAt"
     FROM unnest($2::int[], $3::text[]) AS k(tenant, stream)
     JOIN caseload c ON c.build = $1 AND c.tenant = k.tenant AND c.stream = k.stream`,
    [build, keys.map((k) => k.tenant), keys.map((k) => k.stream)],
  );
  return rows.map(({ tenant, stream, client, clinician, status, need, nextAt }) => ({
    tenant,
    stream,
    sortKey: { client, clinician, status, need, nextAt },
  }));
}

/** The inbox shares its first migration, which made both tables. */
export const caseload: ReadModel<CaseloadRow> = {
  code: 'caseload',
  migrations: [ReadModels1764000003000, CaseloadPlaces1764000008000],
  rowsOf: ({ tenant, stream, state, rules }) => [{ tenant, stream, sortKey: sortKeyOf(state, rules) }],
  save,
  discard,
  forget,
  readBack,
};
