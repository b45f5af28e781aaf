/** `npm run bench`: measures, compares, reports. It asserts nothing about speed; it fails when work was not done. */
import fs from 'node:fs';
import { compareWith } from './against.js';
import { Cleanup } from './cleanup.js';
import { comparisonTable } from './comparison.js';
import { USAGE, readFlags, type Flags } from './flags.js';
import { Notebook } from './notebook.js';
import { pictureOf } from './picture.js';
import { ratiosOf } from './ratios.js';
import { describeMachine, describeRun, tableOf, type Report } from './report.js';
import type { Bench, Scenario } from './scenario.js';
import { find } from './scenarios/find.js';
import { fold } from './scenarios/fold.js';
import { latency } from './scenarios/latency.js';
import { longLog } from './scenarios/log-2m.js';
import { noop } from './scenarios/noop.js';
import { pipeline, pipelineOfMany } from './scenarios/pipeline.js';
import { plainBuild } from './scenarios/plain.js';
import { rebuild } from './scenarios/rebuild.js';
import { FULL, QUICK } from './sizes.js';
import { Stage, redisVersion } from './stage.js';

const SCENARIOS: readonly Scenario[] = [
  fold,
  noop,
  pipeline,
  plainBuild,
  pipelineOfMany,
  latency,
  rebuild,
  longLog,
  find,
];

async function main(): Promise<void> {
  const flags = readFlags(
    process.argv.slice(2),
    SCENARIOS.map(({ name }) => name),
  );
  if (flags.against === undefined) await measureHere(flags);
  else await compare(flags.against, flags);
}

async function compare(commit: string, flags: Flags): Promise<void> {
  const running = { abort: new AbortController(), cleanup: new Cleanup() };
  endWith(running);
  try {
    const comparison = await compareWith(commit, flags, { ...running, signal: running.abort.signal, say });
    console.log(flags.json ? JSON.stringify(comparison) : comparisonTable(comparison));
  } finally {
    await running.cleanup.run();
  }
}

async function measureHere(flags: Flags): Promise<void> {
  const redis = await redisVersion();
  if (!redis) say('There is no redis-server on the PATH and no REDIS_URL: only the PostgreSQL backend is measured.');
  const stage = new Stage();
  endWith(stage);
  try {
    await stage.raise();
    const report = await measure(stage, flags, redis);
    if (flags.picture) fs.writeFileSync(flags.picture, pictureOf(report));
    console.log(flags.json ? JSON.stringify(report) : tableOf(report));
  } catch (error) {
    // a child's death explains what failed after it
    throw stage.signal.aborted ? stage.signal.reason : error;
  } finally {
    await stage.cleanup.run();
  }
}

async function measure(stage: Stage, flags: Flags, redis: string | undefined): Promise<Report> {
  const sizes = flags.quick ? QUICK : FULL;
  const book = new Notebook();
  const bench: Bench = { stage, book, sizes, seed: flags.seed, backends: redis ? ['redis', 'postgres'] : ['postgres'] };
  for (let round = 1; round <= flags.repeats; round++) {
    for (const scenario of wanted(flags.only)) {
      say(`${scenario.name}, ${round} of ${flags.repeats}`);
      await scenario.measure(bench);
      stage.signal.throwIfAborted();
    }
  }
  const machine = describeMachine({ postgres: await stage.version(), redis });
  return { ...describeRun(flags, sizes), machine, ratios: ratiosOf(book, bench.backends), figures: book.figures() };
}

/** What was asked for and what its ratios need, in the order of the roster. */
function wanted(only: readonly string[]): Scenario[] {
  const names = new Set(only);
  for (const { name, needs } of [...SCENARIOS].reverse()) if (names.has(name)) needs.forEach((need) => names.add(need));
  return SCENARIOS.filter(({ name }) => names.has(name));
}

/** At Ctrl-C, and at an error that nobody waited for, everything is ended first, whatever is being measured. */
function endWith({ abort, cleanup }: Pick<Stage, 'abort' | 'cleanup'>): void {
  const end = (reason: Error, code: number): void => {
    if (abort.signal.aborted) return;
    say(reason.message);
    abort.abort(reason);
    void cleanup.run().finally(() => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => end(new Error(`stopped by ${signal}`), 130));
  process.on('uncaughtException', (error) => end(error, 1));
}

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  if (error instanceof TypeError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) say(USAGE);
  process.exit(1);
});
