import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const shadowVerb = declare({
  name: 'shadow report',
  summary: 'Report what the rules on trial found, and which alerts they would raise if they were not on trial',
  usage: '[flags]',
  examples: [
    ['shadow report', 'put a rule on trial with `shadow` in the file of `clinic set`'],
    ['shadow report --json', 'every figure'],
  ],
  words: [0, 0],
  flags: TENANT_FLAG,
});
