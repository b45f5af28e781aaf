/**
 * O2: what the log alone says. Reads it by SQL, folds each episode in memory with the pure heart, and compares row by row
 * with what the pipeline wrote. Nothing of the pipeline, the event log room or the read models is used here.
 */
import type { Pool } from 'pg';
import { alertsOf, foldEpisode, writeState, type Alert, type EpisodeState } from '#lib/alliance';
import { summarise } from '#lib/presentation';
import { typeOfWireName, type ClinicEvent } from '#lib/events';
import { grouped } from '../grouped.js';
import { findingsOf, type Finding } from './finding.js';

export interface FoldedEpisode {
  readonly stream: string;
  readonly version: number;
  readonly state: string;
  readonly place: string;
  readonly alerts: readonly Alert[];
}

interface LogRow {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly at: number;
  readonly sequence: string;
  readonly flags: number;
  readonly codec: number;
  readonly payload: Buffer;
}

const HISTORICAL = 1;

/** Every episode of a tenant, except those named in `without`. */
export async function foldTenant(
  sql: Pool,
  tenant: number,
  without: ReadonlySet<string> = new Set(),
): Promise<Map<string, FoldedEpisode>> {
  const { rows } = await sql.query<LogRow>(
    `SELECT stream, version, type, (extract(epoch FROM occurred_at) * 1000)::float8 AS at, sequence, flags, codec, payload
     FROM event WHERE tenant = $1 AND stream LIKE 'episode/%' AND stream <> ALL($2) ORDER BY stream, version`,
    [tenant, [...without]],
  );
  const streams = grouped(rows, (row) => row.stream);
  return new Map([...streams].map(([stream, events]) => [stream, fold(stream, events)]));
}

function fold(stream: string, rows: readonly LogRow[]): FoldedEpisode {
  const state = foldEpisode(rows.map(eventOf));
  return {
    stream,
    version: rows.at(-1)?.version ?? 0,
    state: writeState(state),
    place: placeOf(state),
    alerts: alertsOf(state),
  };
}

/** In order of need; an ended episode comes last. */
const NEEDS: readonly string[] = ['act-today', 'talk-soon', 'keep-an-eye', 'not-enough-yet', 'on-course'];
const FAR_OFF = Date.UTC(9999, 11, 31, 23, 59, 59);

function placeOf(state: EpisodeState): string {
  const { client, clinician, status, attention, nextAppointment } = summarise(state);
  const need = status === 'closed' ? NEEDS.length : NEEDS.indexOf(attention);
  return [client, clinician, status, need, nextAppointment ?? FAR_OFF].join(' ');
}

function eventOf(row: LogRow): ClinicEvent {
  if (row.codec !== 0) throw new Error(`${row.stream} version ${row.version} has a codec that is not known here`);
  const { id, source, data } = JSON.parse(row.payload.toString('utf8')) as {
    id: string;
    source: string;
    data: unknown;
  };
  return {
    id,
    source,
    data,
    type: typeOfWireName(row.type),
    occurredAt: Math.round(row.at),
    sequence: row.sequence,
    historical: (row.flags & HISTORICAL) !== 0,
  } as ClinicEvent;
}

interface StoredRow {
  readonly stream: string;
  readonly version: number;
  readonly state: string;
  readonly place: string | null;
  readonly alerts: readonly string[];
}

export async function compareFolds(
  sql: Pool,
  tenant: number,
  folded: ReadonlyMap<string, FoldedEpisode>,
): Promise<Finding[]> {
  const { rows } = await sql.query<StoredRow>(
    `SELECT c.stream, c.version, c.state,
            concat_ws(' ', l.client, l.clinician, l.status, l.need, (extract(epoch FROM l.next_at) * 1000)::bigint) AS place,
            ARRAY(SELECT a.alert FROM alert a WHERE a.tenant = c.tenant AND a.stream = c.stream AND a.superseded_at IS NULL) AS alerts
     FROM checkpoint c JOIN build b ON b.id = c.build AND b.state = 'active'
     LEFT JOIN caseload l ON l.build = c.build AND l.tenant = c.tenant AND l.stream = c.stream WHERE c.tenant = $1`,
    [tenant],
  );
  const stored = new Map(rows.map((row) => [row.stream, row]));
  const extra = rows.filter((row) => !folded.has(row.stream)).map((row) => `read models without a log: ${row.stream}`);
  return findingsOf('O2', [
    ...[...folded.values()].flatMap((episode) => differences(episode, stored.get(episode.stream))),
    ...extra,
  ]);
}

function differences(episode: FoldedEpisode, row: StoredRow | undefined): string[] {
  if (!row) return [`never followed: ${episode.stream}`];
  const due = episode.alerts.map((alert) => JSON.stringify(alert)).sort();
  const checks: readonly (readonly [boolean, string])[] = [
    [row.version === episode.version, `stands at ${row.version} of ${episode.version}`],
    [row.state === episode.state, 'another folded state'],
    [row.place === episode.place, 'another place in the caseload'],
    [
      due.join('\n') === [...row.alerts].sort().join('\n'),
      `${row.alerts.length} standing alerts for ${due.length}, or others`,
    ],
  ];
  return checks.filter(([same]) => !same).map(([, what]) => `${what}: ${episode.stream}`);
}
