import { declare } from '../line/verb.js';

export const helpVerb = declare({
  name: 'help',
  summary: 'List all verbs, or show what one verb takes',
  usage: '[verb]',
  examples: [
    ['help', 'every verb'],
    ['help send', 'one of them'],
  ],
  words: [0, 2],
  known: (verbs) => Promise.resolve([...new Set(verbs.map(({ name }) => name.split(' ')[0] as string))]),
  flags: {},
});
