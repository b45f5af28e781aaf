import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const setAsideVerb = declare({
  name: 'set-aside',
  summary: 'List the events that were taken in and do not count, each with why and with what would make it count',
  usage: '[flags]',
  examples: [
    ['set-aside', 'events that name somebody else, forms that wait for an instrument, and what was not understood'],
    ['set-aside --json', 'all of them, one line each'],
  ],
  words: [0, 0],
  flags: {
    limit: {
      kind: 'whole',
      value: 'n',
      range: [1, 200],
      fallback: 50,
      help: 'at most so many; all of them as JSON',
    },
    ...TENANT_FLAG,
  },
});
