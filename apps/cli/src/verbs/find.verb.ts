import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const findVerb = declare({
  name: 'find',
  summary: 'Find anything by what it is called: event, position, episode, alert, delivery, trace, job or repair',
  usage: '<anything>',
  examples: [
    ['find visit-20260302-17', "a practice system's own id, also of an event that was refused"],
    ['find 0af7651916cd43dd8448eb211c80319c', 'everything of one trace'],
    ['find deliver:4711', 'a job, and what it was to wake'],
  ],
  words: [1, 1],
  flags: TENANT_FLAG,
});
