import { declare } from '../line/verb.js';

export const rebuildVerb = declare({
  name: 'rebuild',
  summary: 'Fold every episode again beside the current read models, then switch; nothing is sent',
  usage: '',
  examples: [['rebuild', 'Ctrl-C before the switch leaves everything as it was']],
  words: [0, 0],
  flags: {},
});
