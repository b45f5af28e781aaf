/**
 * npm run simulate [-- --runs 10000] [--seed n] [--mutant name] [--json]
 *
 * Replays the seeds that once failed, then runs new ones from `--seed` on (default: from the time of day). The first
 * run that fails ends it: seed, command and the last steps are printed, and the exit code is 1.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as flags from '../histories/run-flags.js';
import { MUTANTS, type Mutant } from './mutants.js';
import { simulate, type RunResult } from './world.js';

interface Tally {
  runs: number;
  steps: number;
  events: number;
  alerts: number;
  deliveries: number;
  crashes: number;
  circles: number;
}
const tally: Tally = { runs: 0, steps: 0, events: 0, alerts: 0, deliveries: 0, crashes: 0, circles: 0 };
const started = Date.now();
const seconds = (): number => (Date.now() - started) / 1_000;

function count(result: RunResult): void {
  tally.runs++;
  tally.circles += result.circles.length;
  for (const what of ['steps', 'events', 'alerts', 'deliveries', 'crashes'] as const) tally[what] += result[what];
}

function* seeds(first: number, runs: number): Generator<number> {
  const file = path.join('test', 'simulation', 'seeds.txt');
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [seed] = /^[0-9]+/.exec(line) ?? [];
    if (seed) yield Number(seed);
  }
  for (let i = 0; i < runs; i++) yield first + i;
}

function tellFailure(result: RunResult, mutant: Mutant | undefined): void {
  const command = `npm run simulate -- --runs 1 --seed ${result.seed}${mutant ? ` --mutant ${mutant}` : ''}`;
  const { message, trace } = result.violation as NonNullable<RunResult['violation']>;
  process.stderr.write(`\n${trace.join('\n')}\n\nseed ${result.seed} failed: ${message}\nrepeat it with: ${command}\n`);
  process.stderr.write(`keep it by a line in test/simulation/seeds.txt\n`);
}

function tellEnd(failed: RunResult | undefined): void {
  const summary = {
    ...tally,
    seconds: Number(seconds().toFixed(1)),
    failed: failed && { seed: failed.seed, ...failed.violation },
  };
  if (flags.asJson) process.stdout.write(`${JSON.stringify(summary)}\n`);
  else if (!failed) {
    const { runs, steps, events, alerts, deliveries, crashes, circles } = tally;
    process.stdout.write(
      `${runs} runs held in ${summary.seconds} s: ${steps} steps, ${events} events, ${alerts} alerts, ${deliveries} deliveries, ` +
        `${crashes} crashes, ${circles} circles of waiters\n`,
    );
  }
}

async function main(): Promise<void> {
  const mutant = flags.mutantOf(MUTANTS);
  const first = flags.firstSeed();
  let next = 2;
  for (const seed of seeds(first, flags.runs())) {
    const result = await simulate(seed, mutant);
    count(result);
    if (result.violation) {
      tellFailure(result, mutant);
      tellEnd(result);
      process.exit(1);
    }
    if (seconds() < next) continue;
    process.stderr.write(`${tally.runs} runs, ${(tally.runs / seconds()).toFixed(0)} runs/s, seed ${seed}\n`);
    next = seconds() + 5;
  }
  tellEnd(undefined);
}

void main();
