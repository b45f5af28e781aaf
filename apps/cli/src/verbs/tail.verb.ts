import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const tailVerb = declare({
  name: 'tail',
  summary: 'Follow the event log as it grows: one line per event, without its data',
  usage: '[flags]',
  examples: [
    ['tail', 'what arrives from now on'],
    ['tail --refused', 'what is refused at the door from now on, with the codes of its faults'],
    ['tail --since 0 --type appointment.missed --json', 'everything of one type, from the beginning'],
  ],
  words: [0, 0],
  flags: {
    since: {
      kind: 'whole',
      value: 'position',
      help: 'begin after this position; at the end unless given',
      range: [0, Number.MAX_SAFE_INTEGER],
    },
    refused: { kind: 'switch', help: 'what was refused at the door, which is in no log of events' },
    type: { kind: 'text', value: 'type', help: 'only events of this type' },
    ...TENANT_FLAG,
  },
});
