import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const backtestVerb = declare({
  name: 'backtest',
  summary: 'Try changed rules or thresholds on a clinic’s own history: more alerts, fewer, and what they were worth',
  usage: '<file> [flags]',
  examples: [
    ['backtest clinic.json', 'a choice as `clinic show` writes it, with something changed; nothing is stored'],
    ['backtest clinic.json --json', 'every figure'],
  ],
  words: [1, 1],
  known: 'files',
  flags: TENANT_FLAG,
});
