/**
 * A practice may put a name where a reference belongs, and answers are what they are. Both are planted wherever data can
 * go, everything that can go wrong does, and then every way out of the clinical tables is searched for them.
 */
import { OPERATOR } from '#lib/identity';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { wireName } from '#lib/events';
import { shardOf } from '#lib/eventlog';
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import { readInbox } from '#lib/readmodels';
import {
  cloudEvent,
  eventually,
  formRequested,
  logEvent,
  openTestSystem,
  opened,
  pulse,
  send,
  suiteBackend,
  type Dyad,
  type TestSystem,
  type SentEvent,
} from '#lib/testkit';
import { ActOnAlert } from '../alerts/act-on-alert.js';
import { AppendEvents } from '../ingest/append-events.js';
import { Deliver } from '../deliver/deliver.js';
import { Rebuild } from '../rebuild/rebuild.js';
import { Sweep } from '../operations/sweep.js';

const NAME = 'Canaria.Mustermann';
const SCORE = 41.7777;
const dyad: Dyad = { episode: `ep-${NAME}`, client: `cl-${NAME}`, clinician: `dr-${NAME}` };

describe('a name or a score that was sent', () => {
  let system: TestSystem;
  const logged: string[] = [];
  const now = () => system.clock.now();
  const query = async (sql: string) => (await system.parts.db.query(sql)).rows;
  const rupture = (): SentEvent => {
    const form = pulse(dyad, now() - HOUR, { form: `form-${NAME}`, level: 3, feltOff: 2 });
    return { ...form, source: `urn:${NAME}`, data: { ...form.data, totals: [{ scale: 'alliance', value: SCORE }] } };
  };
  const jobs = async (): Promise<unknown[]> => {
    const all = await Promise.all(
      system.parts.waker.all().map((q) => q.getJobs(['waiting', 'prioritized', 'delayed', 'active', 'failed'])),
    );
    return all.flat().map((job) => [job.name, job.data, job.opts, job.id]);
  };
  const attempt = (work: Promise<unknown>) => work.catch((error: unknown) => error);

  beforeAll(async () => {
    const memory = new Writable({ write: (line, _, done) => (logged.push(String(line)), done()) });
    system = await openTestSystem({ backend: suiteBackend(), logger: pino({ level: 'trace' }, memory) });
    const { parts, commands, principal, tenant } = system;
    await send(
      system,
      [
        opened(dyad, now() - 30 * DAY),
        rupture(),
        formRequested(dyad, now() - DAY, { form: `late-${NAME}`, dueAt: now() - MINUTE }),
      ].map(cloudEvent),
    );
    await eventually('the shard is woken', async () => (await jobs()).length > 0);
    const reused = { ...cloudEvent(rupture()), time: new Date(now() - 2 * HOUR).toISOString() };
    const unknown = { ...reused, id: `unknown-${NAME}`, type: `rapport.${NAME}.v1` };
    const wrong = {
      ...reused,
      id: `wrong-${NAME}`,
      type: wireName('feedback.submitted'),
      data: { ...rupture().data, note: NAME },
    };
    for (const body of [[reused], [unknown], [wrong], NAME]) {
      const request = { contentType: 'application/cloudevents-batch+json', rawHeaders: [], body: JSON.stringify(body) };
      await attempt(commands.execute(new AppendEvents(principal, request, 'atomic')));
    }
    await commands.execute(new Sweep(1_000_000));
    await system.followAll();

    system.outlet.httpAnswers = [
      {
        kind: 'reply',
        status: 500,
        headers: {},
        body: { text: NAME, truncated: false },
      } as (typeof system.outlet.httpAnswers)[number],
    ];
    for (const { id } of await query('SELECT id FROM outbox')) await commands.execute(new Deliver(String(id)));
    const stream = `episode/${dyad.episode}`;
    const poison = {
      tenant: tenant.id,
      stream,
      shard: shardOf(tenant.id, stream, 'live'),
      externalId: 'poison',
      payload: `{"data":"${NAME} ${SCORE}`,
    };
    await parts.appender.append([logEvent(poison)], { atomic: true });
    await system.followAll();
    const alerts = await readInbox(parts.db, { tenant: tenant.id, show: 'all', limit: 10 });
    await commands.execute(
      new ActOnAlert(principal, alerts?.items[0]?.id ?? '', { kind: 'acknowledge' }, dyad.clinician),
    );
    await attempt(commands.execute(new Rebuild(OPERATOR)));
    await eventually('deliveries are woken too', async () => JSON.stringify(await jobs()).includes('delivery'));
  });
  afterAll(() => system.close());

  const isClean = (things: unknown): void => {
    const text = JSON.stringify(things, (_, value: unknown) =>
      Buffer.isBuffer(value) ? value.toString('utf8') : value,
    );
    expect(text.length).toBeGreaterThan(20);
    expect(text).not.toMatch(/canaria|mustermann|41\.7777/i);
  };

  it('is where it belongs: in the log, or this test would prove nothing', async () => {
    const [row] = await query(`SELECT convert_from(payload, 'UTF8') AS text FROM event WHERE source = 'urn:${NAME}'`);
    expect(row?.['text']).toContain(String(SCORE));
  });

  it('is in no job', async () => isClean(await jobs().then((all) => (expect(all.length).toBeGreaterThan(1), all))));

  it('is in nothing that is kept about deliveries, but for who receives them', async () => {
    isClean(
      await query('SELECT id, alert, channel, idem_key, state, detail, trace FROM outbox').then(
        (rows) => (expect(rows).toHaveLength(3), rows),
      ),
    );
    isClean(await query('SELECT * FROM delivery_attempt').then((rows) => (expect(rows).toHaveLength(2), rows)));
  });

  it('is in no message', () => {
    expect([system.outlet.requests.length, system.outlet.mails.length]).toEqual([1, 1]);
    isClean(system.outlet.requests);
    isClean(system.outlet.mails);
  });

  it('is in no line of the log', () => {
    expect(logged.join('')).toContain('could not be followed');
    isClean(logged);
  });

  it('is in no metric', async () =>
    isClean(await system.parts.metrics.registry.metrics().then((text) => (expect(text).toContain('rapport_'), text))));
});
