import { INSTANCE_FLAGS } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const doctorVerb = declare({
  name: 'doctor',
  summary: 'Check everything Rapport needs; each line says what to do',
  usage: '[flags]',
  examples: [
    ['doctor', 'exit code 1 when a check fails; warnings do not count as failures'],
    ['doctor --production', 'with the go-live list; exit code 1 until each line of it is in order'],
    ['doctor --json', 'the same for a program'],
  ],
  words: [0, 0],
  flags: {
    production: { kind: 'switch', help: 'also tick the list of what is to be in order before real events come' },
    ...INSTANCE_FLAGS,
  },
});
