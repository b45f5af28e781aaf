import { declare } from '../line/verb.js';

export const verifyVerb = declare({
  name: 'verify',
  summary: 'Compare the log with its hashes and the read models with the log; exit code 1 when they differ',
  usage: '',
  examples: [
    ['verify', 'a summary, and every difference'],
    ['verify --json', 'the same for a program'],
  ],
  words: [0, 0],
  flags: {},
});
