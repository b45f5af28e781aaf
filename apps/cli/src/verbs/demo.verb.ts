import { INSTANCE_FLAGS } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const demoVerb = declare({
  name: 'demo',
  summary: 'Send one story to a running test instance and wait for its alert, or set the time of the synthetic clinic',
  usage: '[flags]',
  examples: [
    ['demo', 'nine steady weeks, a form that says something felt off, a missed review'],
    ['demo --speed 1d/s', 'a day of the synthetic clinic of npm start passes in a second, until it has caught up'],
    ['demo --jump 7d', 'what happens there in the next seven days happens now, while the clinic is behind our time'],
    ['demo --speed pause', 'its time stands still; --speed 1 lets it go as fast as ours'],
  ],
  words: [0, 0],
  flags: {
    clinician: { kind: 'text', value: 'ref', help: 'who works with the client of the story', fallback: 'dr-demo' },
    timeout: { kind: 'whole', value: 'seconds', help: 'how long to wait for the alert', range: [1, 600], fallback: 60 },
    speed: { kind: 'text', value: 'pace', help: 'how fast the synthetic clinic lives: 1d/s, 12h/min, 1, pause' },
    jump: { kind: 'text', value: 'span', help: 'move the synthetic clinic on by 30min, 12h, 7d, at most to now' },
    ...INSTANCE_FLAGS,
  },
});
