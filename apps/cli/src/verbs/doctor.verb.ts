import { INSTANCE_FLAGS } from '../shared-flags.js';
import { declare } from '../verb.js';

export const doctorVerb = declare({
  name: 'doctor',
  summary: 'Look at everything Rapport needs; each line says what to do about it',
  usage: '[flags]',
  examples: [
    ['doctor', 'exit code 1 when a check fails; warnings are no failure'],
    ['doctor --json', 'the same for a program'],
  ],
  words: [0, 0],
  flags: INSTANCE_FLAGS,
});
