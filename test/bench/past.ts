/**
 * Years of other episodes, written by SQL in minutes: one episode of twenty events is folded as usual, then copied under
 * other names with all that belongs to it. Positions go round the episodes, as they do in a clinic.
 */
import pg from 'pg';
import { DEFAULT_RULES, foldEpisode, writeState } from '#lib/alliance';
import { typeOfWireName, type ClinicEvent } from '#lib/events';
import { readCloudEvents, toCanonical, type CanonicalEvent } from '#lib/intake';
import { caseload, type CaseloadSortKey } from '#lib/readmodels';
import { Clinic } from './clinic.js';

export interface Past {
  readonly url: string;
  readonly tenant: number;
  readonly episodes: number;
  readonly seed: number;
}

const EVENTS_EACH = 20;
const PREFIX = 'past';
const MODEL = `${PREFIX}-000000`;
const NAMED = `'${PREFIX}-' || lpad(e::text, 6, '0')`;
/** Everything of the copied episode carries its name, so that a copy is one replacement. */
const copyOf = (parameter: string): string => `replace(${parameter}, '${MODEL}', ${NAMED})`;

export async function fillLog(past: Past): Promise<void> {
  const client = new pg.Client({ connectionString: past.url });
  await client.connect();
  try {
    const model = modelEvents(past);
    process.stderr.write(`  filling the log with ${model.length * past.episodes} events\n`);
    for (const [i, event] of model.entries()) {
      await copyEvent(client, past, { event, version: i + 1 });
    }
    await copyState(client, past, model);
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** What intake makes of the model episode's events. */
function modelEvents({ seed }: Past): CanonicalEvent[] {
  const clinic = new Clinic({ seed, episodes: 1, now: Date.now(), prefix: PREFIX });
  const body = JSON.stringify(Array.from({ length: EVENTS_EACH }, () => clinic.next(0)));
  const reading = readCloudEvents({ contentType: 'application/cloudevents-batch+json', rawHeaders: [], body });
  if (!reading.ok) throw new Error('the model episode cannot be read');
  return reading.value.items.map((item) => {
    const canonical = item.ok && toCanonical(item.value, { receivedAt: Date.now(), pointer: '' });
    if (!canonical || !canonical.ok) throw new Error('an event of the model episode is not understood');
    return canonical.value;
  });
}

async function copyEvent(
  client: pg.Client,
  past: Past,
  { event, version }: { event: CanonicalEvent; version: number },
) {
  const { tenant, episodes } = past;
  const first = (version - 1) * episodes;
  await client.query(
    `INSERT INTO event (tenant, position, stream, version, type, source, external_id, occurred_at, occurred_offset,
                        recorded_at, received_at, sequence, flags, trace, codec, payload)
     SELECT $1::int, $2::bigint + e, 'episode/' || ${NAMED}, $3::int, $4::text, $5::text, ${copyOf('$6::text')},
            to_timestamp($7::float8 / 1000), 0, to_timestamp($7::float8 / 1000), now(), '', 0, NULL, 0,
            convert_to(${copyOf('$8::text')}, 'UTF8')
     FROM generate_series(1, $9::int) AS e`,
    [tenant, first, version, event.type, event.source, event.id, event.occurredAt, event.payload, episodes],
  );
  await client.query(
    `INSERT INTO event_key (tenant, source, external_id, payload_hash, position)
     SELECT $1::int, $2::text, ${copyOf('$3::text')}, sha256(convert_to(${copyOf('$4::text')}, 'UTF8')), $5::bigint + e
     FROM generate_series(1, $6::int) AS e`,
    [tenant, event.source, event.id, event.payload, first, episodes],
  );
}

async function copyState(
  client: pg.Client,
  { tenant, episodes }: Past,
  model: readonly CanonicalEvent[],
): Promise<void> {
  const state = foldEpisode(model.map(factOf));
  const [row] = caseload.rowsOf({ tenant, stream: 'episode/model', state, rules: DEFAULT_RULES });
  const place = row?.sortKey as CaseloadSortKey;
  const among = `FROM generate_series(1, $1::int) AS e`;
  await client.query(
    `INSERT INTO stream (tenant, stream, head, opened) SELECT $2::int, 'episode/' || ${NAMED}, $3::int, true ${among}`,
    [episodes, tenant, model.length],
  );
  await client.query(
    `INSERT INTO checkpoint (build, tenant, stream, version, previous, state, followed_at)
     SELECT b.id, $2::int, 'episode/' || ${NAMED}, $3::int, 0, ${copyOf('$4::text')}, now()
     ${among}, build b WHERE b.state = 'active'`,
    [episodes, tenant, model.length, writeState(state)],
  );
  await client.query(
    `INSERT INTO caseload (build, tenant, stream, client, clinician, status, need, next_at)
     SELECT b.id, $2::int, 'episode/' || ${NAMED}, 'client-of-' || ${NAMED}, $3::text, $4::text, $5::int,
            to_timestamp($6::float8 / 1000)
     ${among}, build b WHERE b.state = 'active'`,
    [episodes, tenant, place.clinician, place.status, place.need, place.nextAt],
  );
  await client.query('INSERT INTO tenant_counter (tenant, position) VALUES ($1, $2)', [
    tenant,
    episodes * model.length,
  ]);
}

function factOf({ id, source, occurredAt, type, payload }: CanonicalEvent): ClinicEvent {
  const { data } = JSON.parse(payload) as { data: unknown };
  return { id, source, occurredAt, sequence: '', historical: false, type: typeOfWireName(type), data } as ClinicEvent;
}
