import { declare } from '../line/verb.js';

export const configVerb = declare({
  name: 'config',
  summary: 'Show every setting, its value and what it means; secrets show only that they are set',
  usage: '',
  examples: [['config', 'what the environment says at the moment']],
  words: [0, 0],
  flags: {},
});
