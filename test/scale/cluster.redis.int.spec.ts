/** Wake-ups on a Redis Cluster: a master that dies takes the wake-ups of its queues with it, and nothing else. */
import { runClusterStory, type ClusterResult } from './cluster-story.js';

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
