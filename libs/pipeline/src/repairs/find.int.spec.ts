/** Finding anything steps through indices, whatever is asked, on a log that is long enough to make that worth while. */
import { openTestSystem, type TestSystem } from '#lib/testkit';
import type { Statement } from '#lib/platform';
import { FindAnything } from './find-anything.js';

const EVENTS = 30_000;
const TRACE = '0af7651916cd43dd8448eb211c80319c';

let system: TestSystem;
beforeAll(async () => {
  system = await openTestSystem();
  const { db } = system.parts;
  const tenant = system.tenant.id;
  await db.query(
    `INSERT INTO event_key (tenant, source, external_id, payload_hash, position)
     SELECT ${tenant}, 'urn:s-' || n % 5, 'e-' || n, '\\x00', n FROM generate_series(1, ${EVENTS}) n`,
  );
  await db.query(
    `INSERT INTO event (tenant, position, stream, version, type, source, external_id, occurred_at, occurred_offset,
       received_at, sequence, flags, trace, trace_id, codec, payload)
     SELECT ${tenant}, n, 'episode/ep-' || n % 1500, 1 + n / 1500, 't', 'urn:s-' || n % 5, 'e-' || n, now(), 0, now(), '', 0,
       CASE WHEN n % 2 = 0 THEN '00-' || md5(n::text) || '-b7ad6b7169203331-01' END,
       CASE WHEN n % 4 = 0 THEN md5(n::text) END, 0, convert_to('{}', 'UTF8') FROM generate_series(1, ${EVENTS}) n`,
  );
  await db.query(
    `INSERT INTO stream (tenant, stream, head, opened) SELECT ${tenant}, 'episode/ep-' || n, 20, true FROM generate_series(0, 1499) n`,
  );
  await db.query(
    `INSERT INTO outbox (tenant, alert, channel, setting, recipient, idem_key, state, next_at, created_at)
     SELECT ${tenant}, 'al_' || substr(md5(n::text), 1, 24), 'email', 1, 'dr', 'k' || n, 'accepted', now(), now()
     FROM generate_series(1, 9000) n`,
  );
  await db.query('ANALYZE event_key; ANALYZE event; ANALYZE stream; ANALYZE outbox; ANALYZE inbound');
}, 60_000);
afterAll(() => system.close());

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}
const scans = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : []),
  ...(plan.Plans ?? []).flatMap(scans),
];

/** The tables that what is asked would read from end to end, by PostgreSQL's own word; small ones may be. */
async function readWhole(q: string): Promise<{ readonly whole: string[]; readonly found: string[] }> {
  const { db } = system.parts;
  const asked: [Statement, readonly unknown[]][] = [];
  const { query } = db;
  db.query = ((statement: Statement, values: readonly unknown[]) => {
    asked.push([statement, values]);
    return query.call(db, statement, values);
  }) as typeof db.query;
  const { found } = await system.queries
    .execute(new FindAnything(system.principal, q))
    .finally(() => (db.query = query));
  const whole: string[] = [];
  for (const [{ text }, values] of asked) {
    const { rows } = await db.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
    whole.push(...rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan: plan }) => scans(plan))));
  }
  expect(asked.length).toBeGreaterThan(0);
  return { whole: whole.filter((table) => BIG.includes(table)), found: found.map(({ what, id }) => `${what} ${id}`) };
}
const BIG = ['event', 'event_key', 'stream', 'outbox'];

it.each<[string, () => Promise<string>, string[]]>([
  ['an id of an event', async () => 'e-17', ['event 17']],
  ['a position, and a delivery', async () => '21', ['event 21', 'delivery 21']],
  ['an episode', async () => 'ep-7', ['episode ep-7']],
  ['a trace', async () => md5('400'), ['event 400']],
  ['a trace of an earlier version', async () => md5('402'), ['event 402']],
  ['a whole traceparent', async () => `00-${await md5('404')}-b7ad6b7169203331-01`, ['event 404']],
  ['an alert of which only the message is left', async () => `al_${(await md5('5')).slice(0, 24)}`, ['delivery 5']],
  ['what nothing is called', async () => 'nothing', []],
  ['a trace that nobody had', async () => TRACE, []],
  ['what is no number of ours', async () => '999999999999999999', []],
])('is found by an index: %s', async (_, q, found) => {
  expect(await readWhole(await q())).toEqual({ whole: [], found });
});

async function md5(text: string): Promise<string> {
  const { rows } = await system.parts.db.query<{ md5: string }>('SELECT md5($1)', [text]);
  return rows[0]?.md5 ?? '';
}
