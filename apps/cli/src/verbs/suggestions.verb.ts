import { LANGUAGES } from '#lib/kernel';
import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const suggestionsShow = declare({
  name: 'suggestions show',
  summary: 'Print the steps suggested for a strain as a file: a starting point for one of your own',
  usage: '[flags]',
  examples: [
    ['suggestions show', 'in the language of the clinic; its own pack, or the default'],
    ['suggestions show --language de', 'in German'],
  ],
  words: [0, 0],
  flags: {
    ...TENANT_FLAG,
    language: { kind: 'word', words: LANGUAGES, help: 'of the pack; the clinic’s own unless given' },
  },
});

export const suggestionsCheck = declare({
  name: 'suggestions check',
  summary: 'Check the file of a pack: its shape, the order of its steps, and the wording of every text',
  usage: '<file>',
  examples: [
    ['suggestions check our-steps.json', 'every fault, with its place; nothing is stored, no database needed'],
  ],
  words: [1, 1],
  known: 'files',
  flags: {},
});

export const suggestionsSchema = declare({
  name: 'suggestions schema',
  summary: 'Print the JSON Schema of a pack’s file, for editors',
  usage: '',
  examples: [['suggestions schema', 'JSON Schema 2020-12; `suggestions check` also looks at order and words']],
  words: [0, 0],
  flags: {},
});
