import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const rereadVerb = declare({
  name: 'reread',
  summary: 'Show what reading events again that were not understood would do; with --yes, do it',
  usage: '[--yes]',
  examples: [
    [
      'reread',
      'the plan: what would be understood, in how many episodes, and how many alerts would be sent; nothing changes',
    ],
    ['reread --yes', 'read them; what is older than a week is shown, and no alert about it is sent'],
  ],
  words: [0, 0],
  flags: { yes: { kind: 'switch', help: 'do what the plan says' }, ...TENANT_FLAG },
});
