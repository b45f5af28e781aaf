/** Events that cannot be followed: one that throws, and one that takes the whole process with it. */
import type { Pool } from 'pg';
import { eventually } from '#lib/testkit';
import { post } from '../load/client.js';
import { episodeOf } from '../load/events.js';
import { aStory, followed, replaceWorkers, sendWhole } from './acts.js';
import { plant, quietUpdate } from './plant.js';
import type { FaultRow, Scene } from './row.js';

interface Poisoned {
  readonly stream: string;
  readonly episode: string;
}

async function poisonStory(scene: Scene, payload: Buffer): Promise<Poisoned> {
  const { name, events } = aStory(scene);
  await sendWhole(scene, events);
  const episode = episodeOf(name);
  const stream = `episode/${episode}`;
  await followed(scene, stream, 30_000);
  await plant(scene.system.sql, scene, { episode, id: `poison-${episode}`, payload });
  return { stream, episode };
}

const isSetAside = async (sql: Pool, tenant: number, stream: string): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'SELECT 1 FROM checkpoint WHERE tenant = $1 AND stream = $2 AND quarantined_at IS NOT NULL',
    [tenant, stream],
  );
  return (rowCount ?? 0) > 0;
};

/** While one episode is set aside, another one has to be followed as if nothing were. */
async function othersGoOn(scene: Scene): Promise<void> {
  const { name, events } = aStory(scene);
  await sendWhole(scene, events);
  scene.expect(
    await followed(scene, `episode/${episodeOf(name)}`, 20_000),
    'another episode was not followed beside the poisoned one',
  );
}

/** The cause is mended: the row says what it should have said, past the trigger that forbids just that. */
async function mend({ system, clinic }: Scene, { stream, episode }: Poisoned): Promise<void> {
  const body = quietUpdate({ episode, id: `poison-${episode}` });
  const client = await system.sql.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(
      "UPDATE event SET payload = $3 WHERE tenant = $1 AND stream = $2 AND external_id LIKE 'poison-%'",
      [clinic.tenant, stream, body],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function release({ system, clinic, expect }: Scene, { episode }: Poisoned): Promise<void> {
  const { status } = await post(`${system.urls()[0]}/v1/episodes/${episode}/release`, clinic);
  expect(status === 200, `the release was answered ${status}`);
}

const poisoned = new WeakMap<Scene, Poisoned>();

async function mendAndRelease(scene: Scene): Promise<void> {
  const poison = poisoned.get(scene);
  if (!poison) return;
  await mend(scene, poison);
  await release(scene, poison);
  scene.expect(await followed(scene, poison.stream, 20_000), 'the mended episode was not followed after its release');
}

export const poisonThrows: FaultRow = {
  id: 'F-56',
  title: 'an event that cannot be folded',
  async inject(scene) {
    const poison = await poisonStory(scene, Buffer.from('{"this is not'));
    poisoned.set(scene, poison);
    const { sql } = scene.system;
    const aside = await eventually(
      'the episode to be set aside',
      () => isSetAside(sql, scene.clinic.tenant, poison.stream),
      20_000,
    ).catch(() => false);
    scene.expect(aside, 'the poisoned episode was not set aside within 20 s');
    await othersGoOn(scene);
  },
  afterHealing: mendAndRelease,
};

const SMALL_HEAP = { NODE_OPTIONS: '--max-old-space-size=128' };
const MANY = 6_000_000;
const DEATHS_AT_MOST = 20;

/** In a small heap, parsing some millions of empty objects ends the process: V8 aborts, nothing can be caught. */
export const poisonKills: FaultRow = {
  id: 'F-57',
  title: 'an event that ends the process that reads it',
  rate: 10,
  async inject(scene) {
    const { system, clinic } = scene;
    const poison = await poisonStory(scene, Buffer.from(`{"data":{"x":[${'{},'.repeat(MANY)}{}]}}`));
    poisoned.set(scene, poison);
    let workers = await replaceWorkers(scene, SMALL_HEAP, 2);
    for (const worker of workers) worker.doomed = true;
    let deaths = 0;
    const step = async (): Promise<boolean> => {
      const gone = workers.filter((w) => !w.alive);
      deaths += gone.length;
      if (deaths > DEATHS_AT_MOST) throw new Error(`${deaths} workers died of one event`);
      const fresh = await Promise.all(gone.map(() => system.start('worker', SMALL_HEAP).catch(() => undefined)));
      for (const worker of fresh) if (worker) worker.doomed = true;
      workers = [...workers.filter((w) => w.alive), ...fresh.filter((w) => w !== undefined)];
      return isSetAside(system.sql, clinic.tenant, poison.stream);
    };
    const aside = await eventually('the episode to be set aside', step, 120_000).catch((error: Error) =>
      scene.note('gave up', error.message),
    );
    scene.note('workers it took', deaths);
    scene.expect(aside === true, 'the episode that ends processes was not set aside');
    scene.expect(deaths >= 3, `it was set aside after ${deaths} deaths: the poison did not work`);
    await othersGoOn(scene);
  },
  afterHealing: mendAndRelease,
};
