/**
 * A clinic whose queues lie on a Redis Cluster, one master of which is killed and comes back. The killed one holds the
 * wake-ups for followers; those for deliveries lie on another. Processes have queues of their own, and so has the probe.
 */
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '#lib/testkit';
import { episodeOf } from '../faults/load/events.js';
import type { Sample } from '../faults/load/load.js';
import type { Finding } from '../faults/oracles/finding.js';
import { awaitQuiet } from '../faults/oracles/rest.js';
import { FaultHouse } from '../faults/place/house.js';
import { aStory, followed, last, p99, sendWhole } from '../faults/rows/acts.js';
import { judge, openStage, type Stage } from '../faults/stage.js';
import { openProbe, type Probe } from './probe.js';
import { RedisCluster, type Master } from './redis-cluster.js';

/** Milliseconds from a wake-up to its handler; undefined where it did not come in time. */
export interface WakeTimes {
  readonly shard: number | undefined;
  readonly delivery: number | undefined;
}
/** Of answers, in ms. */
export interface AnswerTimes {
  readonly median: number;
  readonly p99: number;
}
export interface ClusterResult {
  readonly before: WakeTimes;
  readonly while: WakeTimes;
  readonly after: WakeTimes;
  /** From the return of the master until the first wake-up came through it. */
  readonly backMs: number | undefined;
  /** From the answer to an episode that was told meanwhile until it was followed. */
  readonly sweptMs: number | undefined;
  readonly accepted: { readonly usual: AnswerTimes; readonly while: AnswerTimes; readonly answers: number };
  readonly acknowledged: number;
  readonly findings: readonly Finding[];
}

const SECONDS = 3;
const RATE = 30;
const WAKE_WITHIN_MS = 5_000;
const BACK_WITHIN_MS = 60_000;
const QUIET_MS = 60_000;

export async function runClusterStory(seed: number): Promise<ClusterResult> {
  const system = await FaultHouse.open({ backend: 'postgres', seed, apis: 0, workers: 0 });
  const root = path.join(system.root, 'cluster');
  fs.mkdirSync(root);
  const cluster = await RedisCluster.start(root);
  try {
    const victim = cluster.masters[1] as Master;
    const [ours, probes] = [await prefixOn(cluster, victim, 'clinic'), await prefixOn(cluster, victim, 'probe')];
    await staff(system, { RAPPORT_QUEUE_BACKEND: 'redis', REDIS_URL: cluster.url, RAPPORT_QUEUE_PREFIX: ours });
    const probe = openProbe({ kind: 'redis', url: cluster.url, prefix: probes });
    try {
      return await tell({ system, cluster, victim, probe, seed });
    } finally {
      await probe.close();
    }
  } finally {
    await system.close();
    await cluster.stop();
  }
}

/** The first name whose followers' queue lies on `victim` and whose deliverers' queue does not. */
export async function prefixOn(cluster: RedisCluster, victim: Master, word: string): Promise<string> {
  for (let i = 0; ; i++) {
    const prefix = `${word}-${i}`;
    const [follow, deliver] = await Promise.all(
      ['follow-shard', 'deliver'].map((job) => cluster.masterOf(`${prefix}-${job}`)),
    );
    if (follow === victim && deliver !== victim) return prefix;
  }
}

async function staff(system: FaultHouse, env: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all((['api', 'worker', 'worker'] as const).map((role) => system.start(role, env)));
}

interface Cast {
  readonly system: FaultHouse;
  readonly cluster: RedisCluster;
  readonly victim: Master;
  readonly probe: Probe;
  readonly seed: number;
}

async function tell({ system, cluster, victim, probe, seed }: Cast): Promise<ClusterResult> {
  const stage = await openStage(system, {
    label: 'cluster',
    seed,
    seconds: SECONDS,
    quick: true,
    rate: RATE,
    shuffle: false,
  });
  try {
    const before = await wakes(probe, 1);
    await last(SECONDS);
    const killedAt = Date.now();
    await victim.kill();
    const [during, sweptMs] = await Promise.all([wakes(probe, 2), tellMeanwhile(stage), last(SECONDS)]);
    const backAt = Date.now();
    await victim.up();
    const backMs = await firstWake(probe, 3);
    await cluster.agreed();
    const after = await wakes(probe, 4);
    await stage.load.finish(QUIET_MS);
    const quiet = await awaitQuiet(system, stage.clinic.tenant, QUIET_MS);
    const { findings, counts } = await judge(system, stage);
    return {
      before,
      while: during,
      after,
      backMs,
      sweptMs,
      accepted: answersOf(stage, killedAt, backAt),
      acknowledged: counts.acknowledged,
      findings: [...quiet.findings, ...findings],
    };
  } finally {
    await stage.close();
  }
}

/** One wake-up on each queue. */
async function wakes({ waker, shards, deliveries }: Probe, n: number): Promise<WakeTimes> {
  waker.wakeShards([n]);
  waker.wakeDeliveries([String(n)]);
  const [shard, delivery] = await Promise.all([
    timed(() => shards.includes(n), WAKE_WITHIN_MS),
    timed(() => deliveries.includes(String(n)), WAKE_WITHIN_MS),
  ]);
  return { shard, delivery };
}

/** Wakes again and again, as every new event does. */
export const firstWake = ({ waker, shards }: Probe, n: number): Promise<number | undefined> =>
  timed(() => (waker.wakeShards([n]), shards.includes(n)), BACK_WITHIN_MS);

async function tellMeanwhile({ scene }: Stage): Promise<number | undefined> {
  const { name, events } = aStory(scene);
  await sendWhole(scene, events);
  const began = performance.now();
  return (await followed(scene, `episode/${episodeOf(name)}`, 10_000))
    ? Math.round(performance.now() - began)
    : undefined;
}

async function timed(look: () => boolean, withinMs: number): Promise<number | undefined> {
  const began = performance.now();
  const came = await eventually('it', look, withinMs).catch(() => false);
  return came ? Math.round(performance.now() - began) : undefined;
}

function answersOf({ load: { samples } }: Stage, killedAt: number, backAt: number): ClusterResult['accepted'] {
  const good = samples.filter((s) => s.status === 202);
  const meanwhile = good.filter((s) => s.at >= killedAt && s.at < backAt);
  return {
    usual: timesOf(good.filter((s) => s.at < killedAt)),
    while: timesOf(meanwhile),
    answers: meanwhile.length,
  };
}

function timesOf(samples: readonly Sample[]): AnswerTimes {
  const list = samples.map((s) => s.ms).sort((a, b) => a - b);
  return { median: list[Math.floor(list.length / 2)] ?? NaN, p99: p99(list) };
}
