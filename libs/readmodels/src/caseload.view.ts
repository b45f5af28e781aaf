/** Who needs me first? One row per episode, in order of need, then by the next appointment. */
import type { Attention, EpisodeSummary } from '#lib/alliance';
import { joinTexts, splitTexts, type Queryable, type Row } from '#lib/platform';
import { decodeCursor, encodeCursor, type Page } from './cursor.js';

const SUMMARIES = splitTexts('$10');

export interface CaseloadRow {
  readonly tenant: number;
  readonly stream: string;
  readonly version: number;
  readonly summary: EpisodeSummary;
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

const needOf = ({ attention, status }: EpisodeSummary): number => (status === 'closed' ? ENDED : NEED[attention]);

export async function saveCaseload(tx: Queryable, build: number, rows: readonly CaseloadRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO caseload (build, tenant, stream, version, client, clinician, status, need, next_at, summary)
     SELECT $1, tenant, stream, version, client, clinician, status, need, to_timestamp(next / 1000), summary
     FROM unnest($2::int[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::int[], $9::float8[], ${SUMMARIES})
          AS r(tenant, stream, version, client, clinician, status, need, next, summary)
     ON CONFLICT (build, tenant, stream) DO UPDATE
       SET version = excluded.version, client = excluded.client, clinician = excluded.clinician,
           status = excluded.status, need = excluded.need, next_at = excluded.next_at, summary = excluded.summary`,
    [
      build,
      rows.map((r) => r.tenant),
      rows.map((r) => r.stream),
      rows.map((r) => r.version),
      rows.map((r) => r.summary.client),
      rows.map((r) => r.summary.clinician),
      rows.map((r) => r.summary.status),
      rows.map((r) => needOf(r.summary)),
      rows.map((r) => r.summary.nextAppointment ?? NEVER),
      joinTexts(rows.map((r) => JSON.stringify(r.summary))),
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
export interface CaseloadEntry extends EpisodeSummary {
  readonly episode: string;
}

interface SummaryRow extends Row {
  stream: string;
  need: number;
  next: number;
  summary: string;
}

const isNeed = (value: unknown): boolean => Number.isInteger(value) && Number(value) <= ENDED;

/** A page in order of need; `undefined` when the cursor is none of ours. Uses caseload_in_order or caseload_of_clinician. */
export async function readCaseload(db: Queryable, query: CaseloadQuery): Promise<Page<CaseloadEntry> | undefined> {
  const after =
    query.cursor === undefined
      ? [-1, 0, '']
      : decodeCursor<[number, number, string]>(query.cursor, ['number', 'number', 'string']);
  if (!after || !isNeed(after[0])) return undefined;
  const { rows } = await db.query<SummaryRow>(
    `SELECT stream, need, extract(epoch FROM next_at)::float8 * 1000 AS next, summary
     FROM caseload WHERE build = (SELECT id FROM build WHERE state = 'active') AND tenant = $1
       AND ($2::text IS NULL OR clinician = $2) AND ($3::int IS NULL OR need = $3) AND status <> 'unopened'
       AND (need, next_at, stream) > ($4::int, to_timestamp($5::float8 / 1000), $6)
     ORDER BY need, next_at, stream LIMIT $7`,
    [query.tenant, query.clinician ?? null, query.attention ? NEED[query.attention] : null, ...after, query.limit],
  );
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  return { items: rows.map(entryOf), nextCursor: last && encodeCursor([last.need, last.next, last.stream]) };
}

const entryOf = ({ stream, summary }: SummaryRow): CaseloadEntry => ({
  episode: stream.slice('episode/'.length),
  ...(JSON.parse(summary) as EpisodeSummary),
});

/** One episode's row in the active build. */
export async function readSummary(db: Queryable, tenant: number, stream: string): Promise<CaseloadEntry | undefined> {
  const { rows } = await db.query<SummaryRow>(
    `SELECT stream, need, 0::float8 AS next, summary FROM caseload
     WHERE build = (SELECT id FROM build WHERE state = 'active') AND tenant = $1 AND stream = $2`,
    [tenant, stream],
  );
  return rows[0] && entryOf(rows[0]);
}

/** Raw rows of some streams, for verification. */
export async function readCaseloadRows(
  db: Queryable,
  build: number,
  keys: readonly { tenant: number; stream: string }[],
): Promise<{ tenant: number; stream: string; version: number; summary: string }[]> {
  const { rows } = await db.query<{ tenant: number; stream: string; version: number; summary: string }>(
    `SELECT c.tenant, c.stream, c.version, c.summary FROM unnest($2::int[], $3::text[]) AS k(tenant, stream)
     JOIN caseload c ON c.build = $1 AND c.tenant = k.tenant AND c.stream = k.stream`,
    [build, keys.map((k) => k.tenant), keys.map((k) => k.stream)],
  );
  return rows;
}
