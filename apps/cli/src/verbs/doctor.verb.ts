import { INSTANCE_FLAGS } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const doctorVerb = declare({
  name: 'doctor',
  summary: 'Check everything Rapport needs; each line says what to do',
  usage: '[flags]',
  examples: [
    ['doctor', 'exit code 1 when a check fails; warnings do not count as failures'],
    ['doctor --json', 'the same for a program'],
  ],
  words: [0, 0],
  flags: INSTANCE_FLAGS,
});
