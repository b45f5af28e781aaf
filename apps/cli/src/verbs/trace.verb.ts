import { INSTANCE_FLAGS } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const traceVerb = declare({
  name: 'trace',
  summary: "Show one event's path, from receipt to delivery",
  usage: '<position | id> [--source <uri>]',
  examples: [
    ['trace 42', 'by its position in the log'],
    ['trace cli-4f2a --source urn:example:practice', 'by the id that its source gave it'],
  ],
  words: [1, 1],
  flags: {
    source: { kind: 'text', value: 'uri', help: 'source of the event; its id is unique within it' },
    ...INSTANCE_FLAGS,
  },
});
