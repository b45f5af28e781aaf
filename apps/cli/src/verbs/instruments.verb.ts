import { BY_FLAG, TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

const ourCodes = async () => [...new Set((await import('#lib/instruments')).LIBRARY.map(({ code }) => code))];

export const instrumentsList = declare({
  name: 'instruments list',
  summary: 'List the instruments of a clinic: included and its own, active or not',
  usage: '[flags]',
  examples: [['instruments list', 'every one that can be scored']],
  words: [0, 0],
  flags: TENANT_FLAG,
});

export const instrumentsShow = declare({
  name: 'instruments show',
  summary: 'Print an instrument as a file: a starting point for one of your own',
  usage: '<code>',
  examples: [['instruments show pulse', 'items, scales, cutoffs and where they come from']],
  words: [1, 1],
  known: ourCodes,
  flags: TENANT_FLAG,
});

export const instrumentsSchema = declare({
  name: 'instruments schema',
  summary: 'Print the JSON Schema of an instrument’s file, for editors',
  usage: '',
  examples: [['instruments schema', 'JSON Schema 2020-12; `instruments check` also looks at the meaning']],
  words: [0, 0],
  flags: {},
});

export const instrumentsCheck = declare({
  name: 'instruments check',
  summary: 'Check the file of an instrument; nothing is stored, and no database is needed',
  usage: '<file>',
  examples: [['instruments check our-form.json', 'every fault, with its place']],
  words: [1, 1],
  known: 'files',
  flags: {},
});

export const instrumentsAdd = declare({
  name: 'instruments add',
  summary: 'Add an instrument of your own from a file, as a new revision of the clinic’s choice; not active yet',
  usage: '<file> --by <name>',
  examples: [
    ['instruments add our-form.json --by lead-1', 'then activate it'],
    [
      'instruments add our-form.json --by lead-1 --replace',
      'in place of the same code and version: older forms are scored again',
    ],
  ],
  words: [1, 1],
  known: 'files',
  flags: {
    ...TENANT_FLAG,
    ...BY_FLAG,
    replace: { kind: 'switch', help: 'put it in the place of one with the same code and version' },
  },
});

export const instrumentsActivate = declare({
  name: 'instruments activate',
  summary: 'Accept the forms of an instrument, as a new revision of the clinic’s choice',
  usage: '<code> --by <name>',
  examples: [['instruments activate our-form --by lead-1', 'forms that waited count at once, at their own time']],
  words: [1, 1],
  known: ourCodes,
  flags: { ...TENANT_FLAG, ...BY_FLAG },
});

export const instrumentsRetire = declare({
  name: 'instruments retire',
  summary: 'Stop accepting the forms of an instrument; its file and earlier forms stay',
  usage: '<code> --by <name>',
  examples: [['instruments retire our-form --by lead-1', 'its forms are kept with their episode and not counted']],
  words: [1, 1],
  known: ourCodes,
  flags: { ...TENANT_FLAG, ...BY_FLAG },
});
