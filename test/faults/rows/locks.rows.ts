/** PostgreSQL is there, and something in it stands in the way: transactions that are left open, locks, a deaf listener. */
import pg from 'pg';
import { eventually } from '#lib/testkit';
import { sendEvents } from '../load/client.js';
import { episodeOf } from '../load/events.js';
import { aStory, during, followed, last, p99, sendWhole, terminateSome } from './acts.js';
import { plantValid } from './plant.js';
import type { FaultRow, Scene } from './row.js';

/** A session of its own, beside the product's. */
async function withSession<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'faults-lock' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isFollowed(scene: Scene, withinMs: number, otherwise: string): Promise<void> {
  const { name, events } = aStory(scene);
  await sendWhole(scene, events);
  scene.expect(await followed(scene, `episode/${episodeOf(name)}`, withinMs), otherwise);
}

export const longElsewhere: FaultRow = {
  id: 'F-34',
  title: 'a transaction in another database of the server stays open and writes',
  inject: (scene) =>
    withSession(scene.system.cluster.url('postgres'), async (client) => {
      await client.query('BEGIN');
      await client.query('CREATE TABLE IF NOT EXISTS elsewhere (n int)');
      await client.query('INSERT INTO elsewhere SELECT generate_series(1, 1000)');
      await isFollowed(scene, 10_000, 'a transaction in another database held up an episode');
      await last(scene.seconds);
      await isFollowed(scene, 10_000, 'a long transaction in another database held up an episode');
      await client.query('ROLLBACK');
    }),
};

/** What the product's own sessions are given before the server ends them. */
const IDLE_MS = 10_000;

export const leaked: FaultRow = {
  id: 'F-35',
  title: 'a transaction that is never ended holds the counter of one clinic',
  async inject(scene) {
    const { system, clinic } = scene;
    const other = await system.openClinic(`${scene.name}-other`);
    await withSession(system.cluster.url('rapport'), async (client) => {
      await client.query(`SET idle_in_transaction_session_timeout = ${IDLE_MS}`);
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM tenant_counter WHERE tenant = $1 FOR UPDATE', [clinic.tenant]);
      const { events } = aStory({ ...scene, clinic: other });
      const { status } = await sendTo(scene, other, events);
      scene.expect(status === 202, `another clinic was answered ${status} meanwhile`);
      await last(Math.max(scene.seconds, IDLE_MS / 1_000 + 2));
    });
  },
};

export const poolHeld: FaultRow = {
  id: 'F-37',
  title: 'a lock on the log holds every connection of the pool',
  async inject(scene) {
    const { system, load } = scene;
    const from = Date.now();
    await withSession(system.cluster.url('rapport'), async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE tenant_counter IN ACCESS EXCLUSIVE MODE');
      await last(Math.max(scene.seconds, 8));
      await client.query('ROLLBACK');
    });
    const answers = load.samples.filter(({ at, status }) => at > from && status !== 0);
    scene.expect(
      answers.every(({ status }) => status < 500 || status === 503),
      `behind the lock it was answered ${[...new Set(answers.map(({ status }) => status))].join(', ')}`,
    );
    const slowest = Math.max(0, ...answers.map(({ ms }) => ms));
    scene.note('slowest answer in ms', slowest);
    scene.expect(slowest < 15_000, `an answer took ${slowest} ms`);
    await isFollowed(scene, 20_000, 'after the lock an episode was not followed');
  },
};

export const deaf: FaultRow = {
  id: 'F-39',
  title: 'nobody hears wake-ups: listeners are ended, then the way to the database is silent',
  async inject(scene) {
    const { system } = scene;
    await during(
      scene.seconds,
      () => 300,
      async () => void (await terminateSome(scene, ['rapport-listen'])),
    );
    await isFollowed(scene, 10_000, 'without listeners an episode was not followed within 10 s');
    system.proxies.worker.mode = { kind: 'blackhole' };
    await last(Math.min(scene.seconds, 10));
    system.proxies.worker.heal();
    await isFollowed(scene, 30_000, 'after a silent database an episode was not followed within 30 s');
  },
};

export const writesFirst: FaultRow = {
  id: 'F-41',
  title: 'transactions that write elsewhere first, and append in another order',
  async inject(scene) {
    const { system, dice } = scene;
    const story = aStory(scene);
    await sendWhole(scene, story.events);
    const writers = Array.from({ length: 8 }, (_, writer) => ({ writer, pauseMs: dice.whole(0, 60) }));
    await Promise.all(
      writers.map(({ writer, pauseMs }) =>
        withSession(system.cluster.url('rapport'), async (client) => {
          await client.query('CREATE TEMP TABLE scratch (n int)');
          for (let i = 0; i < (scene.quick ? 5 : 40); i++) {
            await client.query('BEGIN');
            // takes its transaction number now, and its place in the log later
            await client.query('INSERT INTO scratch SELECT txid_current() % 7');
            await last(pauseMs / 1_000);
            await plantValid(client, scene, { episode: episodeOf(story.name), id: `first-${writer}-${i}` });
            await client.query('COMMIT');
          }
        }),
      ),
    );
    scene.expect(
      await followed(scene, `episode/${episodeOf(story.name)}`, 20_000),
      'what was appended by transactions that wrote first was not followed',
    );
  },
};

const UPDATES = 1_000_000;
const UPDATES_QUICK = 20_000;

export const neverVacuumed: FaultRow = {
  id: 'F-42',
  title: 'autovacuum is off, and checkpoints are written over and over',
  async inject(scene) {
    const { system, load, clinic } = scene;
    const { sql } = system;
    await last(Math.min(3, scene.seconds));
    const usual = p99(load.samples.map(({ ms }) => ms));
    await sql.query('ALTER SYSTEM SET autovacuum = off');
    await sql.query('SELECT pg_reload_conf()');
    const [from, before] = [Date.now(), await updatesOf(scene)];
    let done = 0;
    while (done < (scene.quick ? UPDATES_QUICK : UPDATES)) {
      const { rowCount } = await sql.query('UPDATE checkpoint SET version = version WHERE tenant = $1', [
        clinic.tenant,
      ]);
      done += Math.max(1, rowCount ?? 0);
    }
    const after = await updatesOf(scene);
    const hot = (after.hot - before.hot) / Math.max(1, after.all - before.all);
    scene.note('updates', done);
    scene.note('of them in place', `${Math.round(100 * hot)} %`);
    scene.expect(hot > 0.5, `only ${Math.round(100 * hot)} % of the updates were made in place`);
    const now = p99(load.samples.filter(({ at }) => at > from).map(({ ms }) => ms));
    scene.note('p99 ms before and meanwhile', `${usual} and ${now}`);
    scene.expect(now <= Math.max(500, 3 * usual), `the p99 rose from ${usual} to ${now} ms`);
  },
  async afterHealing({ system: { sql } }) {
    await sql.query('ALTER SYSTEM RESET autovacuum');
    await sql.query('SELECT pg_reload_conf()');
  },
};

async function updatesOf({ system: { sql } }: Scene): Promise<{ readonly all: number; readonly hot: number }> {
  await sql.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await sql.query<{ all: number; hot: number }>(
    `SELECT n_tup_upd::float8 AS all, n_tup_hot_upd::float8 AS hot FROM pg_stat_user_tables WHERE relname = 'checkpoint'`,
  );
  return rows[0] ?? { all: 0, hot: 0 };
}

async function sendTo(
  { system }: Scene,
  clinic: Scene['clinic'],
  events: ReturnType<typeof aStory>['events'],
): Promise<{ status: number }> {
  const answer = async (): Promise<{ status: number } | undefined> => {
    const reply = await sendEvents(system.urls()[0] ?? '', events, clinic);
    return reply.status === 0 || reply.status === 503 ? undefined : reply;
  };
  return eventually('another clinic to be answered', answer, 15_000);
}
