import { declare } from '../line/verb.js';

export const statusVerb = declare({
  name: 'status',
  summary: 'Say in one sentence whether everything is processed and every alert has reached somebody',
  usage: '',
  examples: [
    ['status', 'exit code 1 when something is not in order; the sentence of GET /v1/pipeline, for every clinic'],
    ['status --json', 'the same for a program'],
  ],
  words: [0, 0],
  flags: {},
});
