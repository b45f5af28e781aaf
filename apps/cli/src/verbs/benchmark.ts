import { toIso } from '#lib/kernel';
import { figuresOf } from '../benchmark/figures.js';
import { figuresPicture } from '../benchmark/figures-picture.js';
import { figuresText } from '../benchmark/figures-text.js';
import { runSynthetic, type Breath, type SyntheticRun } from '../benchmark/synthetic-run.js';
import { CliFailure, misuse } from '../line/failure.js';
import { breathe } from '../line/pause.js';
import type { Output } from '../line/output.js';
import { PROGRAM, type Host, type Run } from '../line/verb.js';
import { SEEDS, type benchmarkVerb } from './benchmark.verb.js';

/** The data end on 2026-01-01 whenever the benchmark runs, so that it gives the same figures. */
const ENDS_AT = Date.UTC(2026, 0, 1);
const ROUNDS = 200;

export const runBenchmark: Run<typeof benchmarkVerb> = async ({ flags, out, host }) => {
  const seeds = flags.seed.length > 0 ? flags.seed.map(seedOf) : SEEDS;
  const breath = breathing(out, host);
  const plan = { clients: flags.clients, months: flags.months, endsAt: ENDS_AT, kind: flags.kind };
  const runs: SyntheticRun[] = [];
  for (const seed of new Set(seeds)) {
    runs.push(await runSynthetic({ ...plan, seed }, breath));
  }
  await breath('adding up');
  const figures = figuresOf(runs, ROUNDS);
  out.show({ madeOn: toIso(host.now()).slice(0, 10), ...figures }, () => figuresText(figures));
  if (flags.picture !== undefined) {
    host.writeText(flags.picture, figuresPicture(figures));
    out.say(`drawn:  ${flags.picture}`);
  }
  out.say('what the figures mean:  docs/explanation/benchmark.md');
  return 0;
};

const breathing =
  (out: Output, host: Host): Breath =>
  async (line) => {
    out.progress(line);
    await breathe();
    if (host.signal.aborted)
      throw new CliFailure('stopped; there are no figures', `begin again:  ${PROGRAM} benchmark`);
  };

function seedOf(given: string): number {
  if (/^[0-9]{1,9}$/.test(given)) return Number(given);
  throw misuse(`--seed is "${given}"`, 'give a whole number of at most nine digits');
}
