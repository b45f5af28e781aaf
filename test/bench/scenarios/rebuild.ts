/** `rapport rebuild` against the least that any rebuild must do: bringing the same rows to Node through a cursor. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { Clinic } from '../clinic.js';
import { environmentOf, startRapport, warmUp } from '../rapport.js';
import type { Bench, Scenario } from '../scenario.js';
import type { Venue } from '../stage.js';
import { onVenue } from './pipeline.js';

const FETCH = 1_000;
const CLI = path.join(__dirname, '..', '..', '..', 'apps', 'cli', 'src', 'main.js');
/** What the log hands to a fold: the same columns, in the order of the log. */
const ROWS = `
  SELECT tenant, position::float8 AS position, stream, version, type, source, external_id AS "externalId",
         extract(epoch FROM occurred_at)::float8 * 1000 AS "occurredAt",
         extract(epoch FROM received_at)::float8 * 1000 AS "receivedAt", sequence, flags, trace, codec, payload
  FROM event ORDER BY tenant, position`;

export const rebuild: Scenario = {
  name: 'rebuild',
  needs: [],
  measure: (bench) => onVenue(bench, 'postgres', (venue) => measureOn(bench, venue)),
};

async function measureOn({ stage, book, sizes, seed }: Bench, venue: Venue): Promise<void> {
  const rapport = await startRapport(stage, venue);
  const clinic = new Clinic({ seed, episodes: sizes.episodes, now: Date.now() });
  await warmUp(rapport, [...clinic.openings(), ...clinic.events(sizes.events)], stage.signal);
  await rapport.db.query('VACUUM ANALYZE');
  await rapport.stop();
  await streamRows(venue.databaseUrl);
  const { events, ms } = await streamRows(venue.databaseUrl);
  book.note('cursor', (events / ms) * 1_000, 'events/s');
  const result = await rebuildOnce(environmentOf(venue), stage.signal);
  book.note('rebuild', result.events / result.seconds, 'events/s');
}

async function streamRows(connectionString: string): Promise<{ events: number; ms: number }> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const started = performance.now();
  await client.query('BEGIN');
  await client.query(`DECLARE log NO SCROLL CURSOR FOR ${ROWS}`);
  let events = 0;
  for (let page = 0; page === 0 || events === page * FETCH; page++) {
    events += (await client.query(`FETCH ${FETCH} FROM log`)).rows.length;
  }
  await client.query('COMMIT');
  const ms = performance.now() - started;
  await client.end();
  return { events, ms };
}

/** As the command itself reports it: without the start of Node. */
async function rebuildOnce(settings: Record<string, string>, signal: AbortSignal): Promise<RebuildReport> {
  const env = { PATH: process.env['PATH'], ...settings };
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'rebuild', '--json'], { env, signal });
  return JSON.parse(stdout) as RebuildReport;
}

interface RebuildReport {
  readonly events: number;
  readonly seconds: number;
}
