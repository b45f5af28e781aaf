/** Wake-ups on a Redis Cluster: a master that dies takes the wake-ups of its queues with it, and nothing else. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { last } from '../faults/rows/acts.js';
import { firstWake, prefixOn, runClusterStory, type ClusterResult } from './cluster-story.js';
import { openProbe } from './probe.js';
import { RedisCluster, type Master } from './redis-cluster.js';

const WITHIN_MS = 240_000;
/** A busy machine is slow with all its masters too. */
const AS_FAST = { times: 3, orMs: 500 };

describe('queues on a Redis Cluster of three masters, one of which is killed', () => {
  let result: ClusterResult;

  beforeAll(async () => {
    result = await runClusterStory(20_261);
  }, WITHIN_MS);

  it('carry wake-ups to followers and deliverers while all masters live', () => {
    expect(result.before).toEqual({ shard: expect.any(Number), delivery: expect.any(Number) });
  });

  it('do not hold up whoever sends events: those are taken as fast without the master', () => {
    const { usual, while: meanwhile, answers } = result.accepted;
    expect(answers).toBeGreaterThan(20);
    expect(meanwhile.p99).toBeLessThan(Math.max(AS_FAST.orMs, AS_FAST.times * usual.p99));
  });

  it('go on where their slots lie on a master that lives', () => {
    expect(result.while).toEqual({ shard: undefined, delivery: expect.any(Number) });
  });

  it('are not needed: what no wake-up reaches is followed by the sweeper', () => {
    expect(result.sweptMs).toEqual(expect.any(Number));
  });

  it('carry wake-ups again when the master is back, empty as it is', () => {
    expect(result.backMs).toEqual(expect.any(Number));
    expect(result.after).toEqual({ shard: expect.any(Number), delivery: expect.any(Number) });
  });

  it('lose nothing, double nothing, tell everybody and come to rest', () => {
    expect(result.findings).toEqual([]);
    expect(result.acknowledged).toBeGreaterThan(100);
  });
});

describe('queues on a cluster of which nobody answers for a while', () => {
  const AWAY_SECONDS = 8;
  const CLOSED_WITHIN_MS = 4_000;
  let root: string;
  let cluster: RedisCluster;

  beforeAll(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-cluster-'));
    cluster = await RedisCluster.start(root);
  }, WITHIN_MS);
  afterAll(async () => {
    for (const master of cluster.masters) master.thaw();
    await cluster.stop();
    fs.rmSync(root, { recursive: true, force: true });
  });

  it(
    'carry wake-ups again afterwards, and close in time',
    async () => {
      const [first, victim, third] = cluster.masters as [Master, Master, Master];
      const prefix = await prefixOn(cluster, victim, 'frozen');
      const probe = openProbe({ kind: 'redis', url: cluster.url, prefix });
      expect(await firstWake(probe, 1)).toEqual(expect.any(Number));
      for (const master of [first, third]) master.freeze();
      await victim.kill();
      await last(AWAY_SECONDS);
      for (const master of [first, third]) master.thaw();
      await victim.up();
      expect(await firstWake(probe, 2)).toEqual(expect.any(Number));
      const began = Date.now();
      await probe.close();
      expect(Date.now() - began).toBeLessThan(CLOSED_WITHIN_MS);
    },
    WITHIN_MS,
  );
});
