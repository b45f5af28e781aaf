/**
 * `npm run soak`: an ordinary day, for as long as one likes: 50 events a second, something going wrong every few minutes,
 * memory and connections written down all the while, and at the end every oracle. `--ladder` finds out how much is too much.
 */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { diceOf } from './dice.js';
import { endWith } from './ending.js';
import { Ledger } from './load/ledger.js';
import { findingsOf, type Finding } from './oracles/finding.js';
import { awaitQuiet } from './oracles/rest.js';
import { FaultHouse, type Backend } from './place/house.js';
import { climb, stepsOf, type StepResult } from './soak/ladder.js';
import { measure, slopes, type Measure } from './soak/measure.js';
import { letSomethingHappen } from './soak/random-faults.js';
import { judge, judgeFacts, openStage, type Stage } from './stage.js';

const HELP = `npm run soak -- [options]
  --minutes 30         how long
  --every 180          seconds between two faults; 0 lets nothing happen
  --ladder             instead: 50 to 400 single events a second, 1,500 in batches of 20, then more than can be taken
  --seconds 30         how long each step of the ladder lasts
  --backend postgres   or redis
  --seed 1             repeats the plan of an earlier run
  --json               one object on standard output
`;

interface Wishes {
  readonly minutes: number;
  readonly every: number;
  readonly seconds: number;
  readonly seed: number;
  readonly backend: Backend;
  readonly ladder: boolean;
  readonly json: boolean;
}

function readWishes(): Wishes | undefined {
  const text = { type: 'string' } as const;
  const yes = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: {
      minutes: text,
      every: text,
      seconds: text,
      seed: text,
      backend: text,
      ladder: yes,
      json: yes,
      help: yes,
    },
  });
  if (values.help) return undefined;
  const number = (given: string | undefined, fallback: number): number => {
    if (given === undefined) return fallback;
    if (!/^[0-9]{1,9}(\.[0-9]+)?$/.test(given)) throw new Error(`${given} is not a number`);
    return Number(given);
  };
  return {
    minutes: number(values.minutes, 30),
    every: number(values.every, 180),
    seconds: number(values.seconds, 30),
    seed: number(values.seed, Math.floor(Math.random() * 1_000_000)),
    backend: values.backend === 'redis' ? 'redis' : 'postgres',
    ladder: values.ladder,
    json: values.json,
  };
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** A sending holds 2.6 events on average, and one in ten is a repetition. */
const SENDINGS_PER_SECOND = 50 / 2.6;
const LOOK_EVERY_S = 10;
const QUIET_MS = 420_000;
/** MB an hour that a process may grow, and connections an hour that may be added. */
const CREEP = { memory: 20, connections: 5 } as const;

async function watch(system: FaultHouse, until: number, into: Measure[]): Promise<void> {
  const began = Date.now();
  while (Date.now() < until) {
    const seen = await measure(system, (Date.now() - began) / 1_000);
    if (seen) into.push(seen);
    if (seen && into.length % 6 === 0)
      say(
        `${Math.round(seen.at)} s  ${JSON.stringify({ ...seen, memory: Object.values(seen.memory).map(Math.round) })}`,
      );
    await delay(Math.min(LOOK_EVERY_S * 1_000, Math.max(0, until - Date.now())));
  }
}

async function disturb(
  system: FaultHouse,
  { every, seed }: Wishes,
  { until, happened }: { until: number; happened: string[] },
): Promise<void> {
  const dice = diceOf(seed, 'soak');
  while (every > 0 && Date.now() + every * 1_000 < until) {
    await delay(every * 1_000 * (0.5 + dice.next() / 2));
    const name = await letSomethingHappen(system, dice);
    happened.push(name);
    say(`something happened: ${name}`);
  }
}

async function soak(system: FaultHouse, wishes: Wishes): Promise<number> {
  const { minutes, seed } = wishes;
  const stage = await openStage(system, {
    label: 'soak',
    seed,
    seconds: 0,
    quick: false,
    rate: SENDINGS_PER_SECOND,
    shuffle: false,
  });
  const until = Date.now() + minutes * 60_000;
  const measures: Measure[] = [];
  const happened: string[] = [];
  await Promise.all([watch(system, until, measures), disturb(system, wishes, { until, happened })]);
  await system.heal();
  await stage.load.finish(60_000);
  const quiet = await awaitQuiet(system, stage.clinic.tenant, QUIET_MS);
  const verdict = await judge(system, stage);
  const creep = slopes(measures);
  const findings = [...quiet.findings, ...verdict.findings, ...(minutes >= 20 ? creeping(creep) : [])];
  const report = {
    ...verdict.counts,
    seed,
    minutes,
    happened,
    quietMs: quiet.ms,
    latencyMs: latency(stage),
    slopesPerHour: creep,
    findings,
  };
  process.stdout.write(wishes.json ? `${JSON.stringify(report)}\n` : `${JSON.stringify(report, null, 2)}\n`);
  await stage.close();
  return findings.length > 0 ? 1 : 0;
}

/** Shorter runs show nothing but warming up. */
function creeping({ memory, connections }: ReturnType<typeof slopes>): Finding[] {
  const grown = Object.entries(memory).filter(([, slope]) => slope > CREEP.memory);
  return findingsOf('O7', [
    ...grown.map(([name, slope]) => `${name} grows by ${slope} MB an hour`),
    ...(connections > CREEP.connections ? [`connections grow by ${connections} an hour`] : []),
  ]);
}

function latency({ load }: Stage): Record<string, number> {
  const ms = load.samples
    .filter((s) => s.status === 202 || s.status === 200)
    .map((s) => s.ms)
    .sort((a, b) => a - b);
  const at = (share: number): number => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0;
  return { answers: ms.length, p50: at(0.5), p99: at(0.99), worst: at(1) };
}

async function ladder(system: FaultHouse, { seconds, seed, json }: Wishes): Promise<number> {
  const clinic = await system.openClinic('ladder');
  const ledger = await Ledger.open(path.join(system.root, 'ladder.ledger'));
  const results: StepResult[] = [];
  for (const step of [{ eventsPerSecond: 50, batch: 1, seconds: 5 }, ...stepsOf(seconds)]) {
    const result = await climb({ system, clinic, ledger }, step);
    results.push(result);
    say(
      `${result.step}: p50 ${result.p50} ms, p99 ${result.p99} ms, worst ${result.worst} ms, answers ${JSON.stringify(result.answers)}, backlog gone after ${result.backlogSeconds.toFixed(1)} s`,
    );
  }
  say('asking the oracles');
  const { counts, findings } = await judgeFacts(system, clinic.tenant, ledger);
  // the first step only warms up
  const steps = results.slice(1);
  process.stdout.write(`${JSON.stringify({ seed, steps, ...counts, findings }, null, json ? 0 : 2)}\n`);
  const dishonest = steps.some((s) => s.backlogSeconds < 0 || '0' in s.answers || s.withoutRetryAfter > 0);
  await ledger.close();
  return dishonest || findings.length > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  const wishes = readWishes();
  if (!wishes) {
    process.stdout.write(HELP);
    return 0;
  }
  say(`seed ${wishes.seed} (repeat with --seed ${wishes.seed})`);
  const system = await FaultHouse.open(wishes);
  try {
    return wishes.ladder ? await ladder(system, wishes) : await soak(system, wishes);
  } finally {
    await system.close();
  }
}

endWith(main);
