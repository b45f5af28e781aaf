/** A Redis that is there and of no use: full, asleep, silent, a copy that lacks the newest, keys that nobody takes away. */
import path from 'node:path';
import { freePort } from '#lib/platform';
import { eventually } from '#lib/testkit';
import { RedisServer } from '../place/redis.js';
import { episodeOf } from '../load/events.js';
import { aStory, followed, last, p99, redisOf, sendWhole } from './acts.js';
import type { FaultRow, Scene } from './row.js';

/** While Redis is of no use, the door is what it was, and the sweeper does the work. */
async function worksWithout(scene: Scene, what: string): Promise<void> {
  const { load } = scene;
  const from = Date.now();
  const { name, events } = aStory(scene);
  await sendWhole(scene, events);
  scene.expect(await followed(scene, `episode/${episodeOf(name)}`, 15_000), `${what}: an episode was not followed`);
  await last(scene.seconds);
  const answers = load.samples.filter((sample) => sample.at > from && sample.status === 202).map(({ ms }) => ms);
  scene.expect(answers.length > 0, `${what}: nothing was taken in`);
  scene.note('p99 ms meanwhile', p99(answers));
}

export const redisFull: FaultRow = {
  id: 'F-21',
  title: 'Redis has no room left',
  backends: ['redis'],
  async inject(scene) {
    const redis = redisOf(scene);
    scene.expect((await redis.ask('CONFIG', 'SET', 'maxmemory', '1')) === 'OK', 'maxmemory was not set');
    await worksWithout(scene, 'Redis is full');
    await redis.ask('CONFIG', 'SET', 'maxmemory', '0');
  },
};

export const redisPaused: FaultRow = {
  id: 'F-24',
  title: 'Redis stalls',
  backends: ['redis'],
  async inject(scene) {
    await redisOf(scene).ask('CLIENT', 'PAUSE', scene.quick ? '6000' : '20000', 'ALL');
    await worksWithout(scene, 'Redis stalls');
  },
};

export const redisSilent: FaultRow = {
  id: 'F-25',
  title: 'the way to Redis is silent, and nobody is told',
  backends: ['redis'],
  async inject(scene) {
    const { redis } = scene.system.proxies;
    if (redis) redis.mode = { kind: 'blackhole' };
    await worksWithout(scene, 'Redis is silent');
    await last(scene.quick ? 0 : 150);
  },
};

export const staleKeys: FaultRow = {
  id: 'F-27',
  title: 'keys that say of work that it is being done, and nobody does it',
  backends: ['redis'],
  async inject(scene) {
    const redis = redisOf(scene);
    const queues = (await redis.ask('KEYS', '*:meta')) as string[] | undefined;
    scene.expect((queues?.length ?? 0) > 0, 'Redis knows no queue');
    for (const queue of queues ?? [])
      for (let shard = 0; shard < 64; shard++)
        await redis.ask('SET', `${queue.replace(/meta$/, 'de:')}shard-${shard}`, 'nobody');
    const { name, events } = aStory(scene);
    await sendWhole(scene, events);
    scene.expect(
      await followed(scene, `episode/${episodeOf(name)}`, 10_000),
      'an episode whose wake-up is held by a stale key was not followed within 10 s',
    );
  },
};

const HERE = '127.0.0.1';

const linked = async (replica: RedisServer): Promise<boolean> =>
  String(await replica.ask('INFO', 'replication')).includes('master_link_status:up');

export const redisFailover: FaultRow = {
  id: 'F-23',
  title: 'a replica without the newest takes over, and the old one answers READONLY',
  backends: ['redis'],
  async inject(scene) {
    const { system } = scene;
    const old = redisOf(scene);
    const replica = new RedisServer(path.join(system.root, `redis-replica-${scene.name}`));
    await replica.up();
    const [oldPort, newPort] = [await freePort(0, HERE), await freePort(0, HERE)];
    try {
      await old.ask('CONFIG', 'SET', 'port', String(oldPort));
      await replica.ask('CONFIG', 'SET', 'port', String(newPort));
      await replica.ask('REPLICAOF', HERE, String(oldPort));
      await eventually('the replica to have a copy', () => linked(replica), 20_000);
      await replica.ask('REPLICAOF', 'NO', 'ONE');
      // what comes from here on the new one will never have heard of
      await last(scene.seconds / 2);
      await old.ask('REPLICAOF', HERE, String(newPort));
      await last(1);
      const before = system.proxies.redis?.leadTo(replica.socket);
      system.proxies.redis?.resetAll();
      await worksWithout(scene, 'after the failover');
      await old.ask('REPLICAOF', 'NO', 'ONE');
      if (before) system.proxies.redis?.leadTo(before);
      system.proxies.redis?.resetAll();
    } finally {
      await replica.down();
      await old.ask('CONFIG', 'SET', 'port', '0');
    }
  },
};
