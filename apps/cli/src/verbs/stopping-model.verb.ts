import { BY_FLAG, TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const stoppingPropose = declare({
  name: 'stopping-model propose',
  summary:
    'Fit the model of stopping early to the clinic’s own history, judge it, and write a proposal; nothing changes',
  usage: '[flags]',
  examples: [
    ['stopping-model propose', 'what the data can carry, judged on clients who began later'],
    ['stopping-model propose --steps', 'with a step function, from 200 stops on'],
  ],
  words: [0, 0],
  flags: {
    ...TENANT_FLAG,
    seed: { kind: 'whole', value: 'n', range: [0, 2_147_483_647], fallback: 1, help: 'for the interval of the AUC' },
    steps: { kind: 'switch', help: 'calibrate with a step function if there are enough stops' },
  },
});

export const stoppingShow = declare({
  name: 'stopping-model show',
  summary: 'Show a proposal for the model of stopping early',
  usage: '[number]',
  examples: [
    ['stopping-model show', 'the newest'],
    ['stopping-model show 2 --json', 'all figures of the second'],
  ],
  words: [0, 1],
  flags: TENANT_FLAG,
});

export const stoppingApprove = declare({
  name: 'stopping-model approve',
  summary: 'Approve a proposal in your name: it becomes the next revision of the clinic’s rules',
  usage: '<number> --by <name>',
  examples: [
    ['stopping-model approve 1 --by lead-1', 'takes effect with the next rebuild'],
    ['stopping-model approve 1 --by lead-1 --switch-on', 'if the chance of stopping early is still off'],
    [
      'stopping-model approve 1 --by lead-1 --although agreed-with-our-adviser',
      'judged on too few stops, or worse than what is in use: the reason is kept with the revision',
    ],
  ],
  words: [1, 1],
  flags: {
    ...TENANT_FLAG,
    ...BY_FLAG,
    although: { kind: 'text', value: 'reason', help: 'why it is wanted although its figures speak against it' },
    'switch-on': { kind: 'switch', help: 'also switch the chance of stopping early on' },
  },
});

export const stoppingSwitch = declare({
  name: 'stopping-model switch',
  summary: 'Switch the chance of stopping early on or off for a clinic; it is off until somebody does',
  usage: '<on | off> --by <name>',
  examples: [
    ['stopping-model switch on --by lead-1', 'with the start values, or with what was approved last'],
    ['stopping-model switch off --by lead-1', 'it is no longer shown'],
  ],
  words: [1, 1],
  known: () => Promise.resolve(['on', 'off']),
  flags: { ...TENANT_FLAG, ...BY_FLAG },
});
