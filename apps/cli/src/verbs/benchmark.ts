import { toIso } from '#lib/kernel';
import { figuresOf } from '../benchmark/figures.js';
import { figuresPicture } from '../benchmark/figures-picture.js';
import { figuresText } from '../benchmark/figures-text.js';
import { runSynthetic, type Breath, type SyntheticRun } from '../benchmark/synthetic-run.js';
import { CliFailure, misuse } from '../failure.js';
import { breathe } from '../lifecycle.js';
import type { Output } from '../output.js';
import { PROGRAM, verb, type Host } from '../verb.js';

const SEEDS = [1, 2, 3, 4];
/** The data end on 2026-01-01 whenever the benchmark runs, so that it gives the same figures. */
const ENDS_AT = Date.UTC(2026, 0, 1);
const ROUNDS = 200;

export const benchmarkVerb = verb({
  name: 'benchmark',
  summary: 'Evaluate the rules and the model on synthetic clinics whose truth is known; needs no database',
  usage: '[flags]',
  examples: [
    ['benchmark', 'four clinics, a few minutes: how much strain is found, how many prompts are false, who stops'],
    ['benchmark --seed 7 --clients 360', 'one other clinic, smaller'],
    ['benchmark --picture figures.svg --json', 'every figure as JSON, and a drawing of the main ones'],
  ],
  words: [0, 0],
  flags: {
    seed: {
      kind: 'many',
      value: 'n',
      help: `which clinic; may be given several times; ${SEEDS.join(', ')} unless given`,
    },
    clients: { kind: 'whole', value: 'n', range: [180, 9_999], fallback: 1_440, help: 'in each clinic' },
    months: { kind: 'whole', value: 'n', range: [6, 36], fallback: 12, help: 'of events in each clinic' },
    picture: { kind: 'text', value: 'file.svg', help: 'also draw the main figures' },
  },
  run: async ({ flags, out, host }) => {
    const seeds = flags.seed.length > 0 ? flags.seed.map(seedOf) : SEEDS;
    const breath = breathing(out, host);
    const runs: SyntheticRun[] = [];
    for (const seed of new Set(seeds)) {
      runs.push(await runSynthetic({ seed, clients: flags.clients, months: flags.months, endsAt: ENDS_AT }, breath));
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
  },
});

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
