import { declare } from '../line/verb.js';

export const SEEDS = [1, 2, 3, 4];

export const benchmarkVerb = declare({
  name: 'benchmark',
  summary: 'Evaluate the rules and the model on synthetic clinics whose truth is known; needs no database',
  usage: '[flags]',
  examples: [
    ['benchmark', 'four clinics, a few minutes: how much strain is found, how many prompts are false, who stops'],
    ['benchmark --seed 7 --clients 360', 'one other clinic, smaller'],
    ['benchmark --kind guarded --json', 'a clinic in which clients seldom say that something felt off'],
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
    kind: {
      kind: 'word',
      words: ['usual', 'guarded', 'sparse'],
      fallback: 'usual',
      help: 'of clinic: little is said openly in a guarded one, little is recorded in a sparse one',
    },
    months: { kind: 'whole', value: 'n', range: [6, 36], fallback: 12, help: 'of events in each clinic' },
    picture: { kind: 'text', value: 'file.svg', help: 'also draw the main figures' },
  },
});
