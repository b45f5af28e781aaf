import { BY_FLAG, TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const strainPropose = declare({
  name: 'strain-score propose',
  summary: 'Find the threshold of the strain score that keeps the clinic’s budget in its own history; nothing changes',
  usage: '[flags]',
  examples: [
    ['strain-score propose', 'chosen on the episodes that began first, shown on those that began later'],
    ['strain-score propose --json', 'every figure'],
  ],
  words: [0, 0],
  flags: TENANT_FLAG,
});

export const strainApprove = declare({
  name: 'strain-score approve',
  summary: 'Approve a threshold of the strain score in your name: it becomes the next revision of the clinic’s rules',
  usage: '<factor> --by <name>',
  examples: [
    ['strain-score approve 1.25 --by lead-1', 'a quarter more points are needed; takes effect with the next rebuild'],
    ['strain-score approve 1 --by lead-1', 'back to the figure that comes with the rule'],
  ],
  words: [1, 1],
  flags: { ...TENANT_FLAG, ...BY_FLAG },
});
