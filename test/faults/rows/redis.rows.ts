/** Redis carries nothing but wake-ups: it may forget, die, go back in time or be absent. */
import { eventually } from '#lib/testkit';
import { get } from '../load/client.js';
import { episodeOf } from '../load/events.js';
import type { Member } from '../place/crew.js';
import { aStory, followed, last, p99, redisOf, sendWhole } from './acts.js';
import type { FaultRow, Scene } from './row.js';

async function health({ system }: Scene): Promise<string> {
  const { status, text } = await get(`${system.urls()[0]}/health/ready`);
  return `${status} ${/"status":"(\w+)"/.exec(text)?.[1] ?? ''}`;
}

export const flushed: FaultRow = {
  id: 'F-17',
  title: 'Redis forgets everything, three times',
  backends: ['redis'],
  async inject(scene) {
    for (let i = 0; i < 3; i++) {
      await last(scene.seconds / 3);
      scene.expect((await redisOf(scene).ask('FLUSHALL')) === 'OK', 'FLUSHALL was not done');
    }
  },
};

export const redisKilled: FaultRow = {
  id: 'F-18',
  title: 'Redis killed, started again from its file',
  backends: ['redis'],
  async inject(scene) {
    await last(1);
    await redisOf(scene).down();
    scene.killed();
    await last(scene.seconds);
    await redisOf(scene).up();
  },
  async afterHealing(scene) {
    const ready = await eventually(
      'Redis to be used again',
      async () => (await health(scene)) === '200 ready',
      20_000,
    ).catch(() => false);
    scene.expect(ready, `20 s after Redis came back, health says ${await health(scene)}`);
  },
};

export const redisPowerCut: FaultRow = {
  id: 'F-19',
  title: 'Redis comes back older than it was, and then without its last page',
  backends: ['redis'],
  async inject(scene) {
    const redis = redisOf(scene);
    const goBack = redis.copyAof();
    await last(scene.seconds);
    await redis.down();
    goBack();
    await redis.up();
    await last(scene.seconds / 2);
    await redis.down();
    redis.chopAof(65_536);
    await redis.up();
    scene.killed();
    scene.killed();
  },
};

/** Without Redis too, a process that is asked to stop does so. */
async function stopAll(scene: Scene): Promise<void> {
  const { crew } = scene.system;
  const stop = async (member: Member): Promise<void> => {
    const began = Date.now();
    const code = await member.stop();
    scene.note(`${member.role} stopped in ms`, Date.now() - began);
    scene.expect(code === 0, `without Redis the ${member.role} ended with ${code} after ${Date.now() - began} ms`);
  };
  await Promise.all([...crew.of('api'), ...crew.of('worker')].map(stop));
}

export const redisAbsent: FaultRow = {
  id: 'F-20',
  title: 'processes start without Redis, and work without it',
  backends: ['redis'],
  async inject(scene) {
    const { system, load } = scene;
    await last(2);
    const usual = p99(load.samples.map((s) => s.ms));
    await redisOf(scene).down();
    await stopAll(scene);
    await system.staff();
    const { name, events } = aStory(scene);
    await sendWhole(scene, events);
    scene.expect(
      await followed(scene, `episode/${episodeOf(name)}`, 15_000),
      'without Redis an episode was not followed within 15 s',
    );
    const state = await eventually(
      'health to say degraded',
      async () => (await health(scene)) === '200 degraded',
      10_000,
    ).catch(() => false);
    scene.expect(state, `without Redis health says ${await health(scene)}`);
    const from = Date.now();
    await last(scene.seconds);
    const answers = load.samples.filter((s) => s.at > from && s.status === 202).map((s) => s.ms);
    scene.note('p99 ms with and without Redis', `${usual} and ${p99(answers)}`);
    // a busy machine is slow with Redis too
    const most = Math.max(500, 3 * usual);
    scene.expect(p99(answers) <= most, `without Redis the p99 of ${answers.length} answers is ${p99(answers)} ms`);
  },
};
