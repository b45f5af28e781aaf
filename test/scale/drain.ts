/**
 * One round: so many workers stand still in front of a backlog, are let go at one moment, and are timed until no episode of
 * it is left, while the APIs take the events of another clinic. Then every oracle is asked about both clinics.
 */
import os from 'node:os';
import { eventually } from '#lib/testkit';
import type { Finding } from '../faults/oracles/finding.js';
import { awaitQuiet } from '../faults/oracles/rest.js';
import type { Member } from '../faults/place/crew.js';
import type { FaultHouse } from '../faults/place/house.js';
import { p99 } from '../faults/rows/acts.js';
import { judge, openStage, type Stage } from '../faults/stage.js';
import { backlogOf, fill } from './backlog.js';

export interface RoundOptions {
  readonly workers: number;
  readonly events: number;
  readonly episodes: number;
  readonly seed: number;
  /** How far PostgreSQL is from the workers, in ms each way; 0 is the socket beside them. */
  readonly far: number;
}
export interface Round {
  readonly workers: number;
  /** Events per second: taken from the practice, and followed afterwards. */
  readonly accepted: number;
  readonly drained: number;
  /** Processors that were busy while it drained, of whatever process on this machine. */
  readonly busyCores: number;
  /** Requests of the other clinic meanwhile, and the 99th percentile of their answers in ms. */
  readonly meanwhile: { readonly answers: number; readonly p99: number };
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly findings: readonly Finding[];
}

/** Requests per second of the other clinic; a request holds 2.6 events on average. */
const RATE = 20;
/** Events for each worker before the backlog, so that every one of them has compiled what it runs. */
const WARM = 4_000;
const QUIET_MS = 120_000;
const FINISH_MS = 60_000;

export async function runRound(system: FaultHouse, options: RoundOptions): Promise<Round> {
  const crew = await Promise.all(Array.from({ length: options.workers }, () => startWorker(system, options)));
  const backlog = await open(system, options, 'backlog');
  try {
    await backlog.load.finish(FINISH_MS);
    await fill(backlog.load, warmUpFor(options, backlog.scene.name));
    await calm(system, backlog);
    freeze(crew);
    const prefix = `load-${backlog.scene.name}`;
    const accepted = await fill(backlog.load, backlogOf({ ...options, prefix }));
    const live = await open(system, options, 'live');
    try {
      const { ms, busyCores } = await letGo(system, { crew, backlog, prefix });
      const meanwhile = answersOf(live);
      const verdict = await conclude(system, [backlog, live]);
      return {
        workers: options.workers,
        accepted,
        drained: (options.events / ms) * 1_000,
        busyCores,
        meanwhile,
        ...verdict,
      };
    } finally {
      await live.close();
    }
  } finally {
    await Promise.all(crew.map((worker) => worker.stop()));
    await backlog.close();
  }
}

/** Straight to the servers: the house's proxies live in this process and would be what is measured. */
export function directly({ cluster, redis }: FaultHouse): Record<string, string> {
  return { DATABASE_URL: cluster.url('rapport'), ...(redis ? { REDIS_URL: `unix://${redis.socket}` } : {}) };
}

const warmUpFor = (options: RoundOptions, name: string) =>
  backlogOf({ ...options, prefix: `warm-${name}`, events: WARM * options.workers, episodes: 400 * options.workers });

function startWorker(system: FaultHouse, { far }: RoundOptions): Promise<Member> {
  if (far === 0) return system.start('worker', directly(system));
  system.proxies.worker.mode = { kind: 'latency', ms: far, jitter: 0 };
  return system.start('worker', { ...directly(system), ...system.wayOf('worker') });
}

const open = (system: FaultHouse, { seed }: RoundOptions, label: string): Promise<Stage> =>
  openStage(system, { label, seed, seconds: 0, quick: false, rate: RATE, shuffle: false });

async function calm(system: FaultHouse, { clinic }: Stage): Promise<readonly Finding[]> {
  return (await awaitQuiet(system, clinic.tenant, QUIET_MS)).findings;
}

const freeze = (crew: readonly Member[]): void => crew.forEach((worker) => worker.kill('SIGSTOP'));

interface Waiting {
  readonly crew: readonly Member[];
  readonly backlog: Stage;
  readonly prefix: string;
}

async function letGo(
  system: FaultHouse,
  { crew, backlog, prefix }: Waiting,
): Promise<{ ms: number; busyCores: number }> {
  const isFollowed = async (): Promise<boolean> => {
    const { rowCount } = await system.sql.query(
      `SELECT 1 FROM dirty_episode WHERE tenant = $1 AND stream LIKE 'episode/' || $2 || '%' LIMIT 1`,
      [backlog.clinic.tenant, prefix],
    );
    return rowCount === 0;
  };
  if (await isFollowed()) throw new Error('the backlog was followed although nobody was there');
  const idle = idleMs();
  const began = performance.now();
  crew.forEach((worker) => worker.kill('SIGCONT'));
  await eventually('the backlog to be followed', isFollowed, QUIET_MS);
  const ms = performance.now() - began;
  return { ms, busyCores: os.cpus().length - (idleMs() - idle) / ms };
}

/** Summed over the processors. */
const idleMs = (): number => os.cpus().reduce((sum, cpu) => sum + cpu.times.idle, 0);

function answersOf({ load: { samples } }: Stage): Round['meanwhile'] {
  const good = samples.filter((s) => s.status === 200 || s.status === 202);
  return { answers: good.length, p99: p99(good.map((s) => s.ms)) };
}

async function conclude(
  system: FaultHouse,
  stages: readonly Stage[],
): Promise<Pick<Round, 'acknowledged' | 'lost' | 'doubled' | 'findings'>> {
  let sum = { acknowledged: 0, lost: 0, doubled: 0 };
  const findings: Finding[] = [];
  for (const stage of stages) {
    await stage.load.finish(FINISH_MS);
    findings.push(...(await calm(system, stage)));
    const verdict = await judge(system, stage);
    findings.push(...verdict.findings);
    const { acknowledged, lost, doubled } = verdict.counts;
    sum = {
      acknowledged: sum.acknowledged + acknowledged,
      lost: sum.lost + lost,
      doubled: sum.doubled + doubled,
    };
  }
  return { ...sum, findings };
}
