import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const rereadVerb = declare({
  name: 'reread',
  summary: 'Show what reading events again that were not understood would do; with --yes, do it',
  usage: '[--yes]',
  examples: [
    ['reread', 'the plan: what would be understood, in how many episodes, and what would be told; nothing changes'],
    ['reread --yes', 'read them; what should have been told more than a week ago is shown and sent to nobody'],
  ],
  words: [0, 0],
  flags: { yes: { kind: 'switch', help: 'do what the plan says' }, ...TENANT_FLAG },
});
