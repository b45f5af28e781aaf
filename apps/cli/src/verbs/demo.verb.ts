import { INSTANCE_FLAGS } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const demoVerb = declare({
  name: 'demo',
  summary: 'Send one story to a running test instance and wait for the alert it leads to',
  usage: '[flags]',
  examples: [['demo', 'nine steady weeks, a form that says something felt off, a missed review']],
  words: [0, 0],
  flags: {
    clinician: { kind: 'text', value: 'ref', help: 'who works with the client of the story', fallback: 'dr-demo' },
    timeout: { kind: 'whole', value: 'seconds', help: 'how long to wait for the alert', range: [1, 600], fallback: 60 },
    ...INSTANCE_FLAGS,
  },
});
