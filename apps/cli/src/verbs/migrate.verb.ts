import { declare } from '../line/verb.js';

export const migrateVerb = declare({
  name: 'migrate',
  summary: 'Bring the tables up to date; several may do this at once, and doing it again changes nothing',
  usage: '',
  examples: [['migrate', 'once before the new version starts']],
  words: [0, 0],
  flags: {},
});
