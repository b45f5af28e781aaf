import { INSTANCE_FLAGS } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const sendVerb = declare({
  name: 'send',
  summary: 'Send an event: a valid example of any type, changed as you like',
  usage: '<type> [flags]',
  examples: [
    ['send appointment.missed --episode ep-1 --client cl-1', 'an appointment was missed'],
    ['send feedback.submitted --set items.0.value=3', 'a form, with one answer changed'],
    ['send appointment.missed --set by=nobody', 'see how a wrong event is refused'],
    ['send appointment.missed --print', 'print it as a curl command and send nothing'],
  ],
  words: [0, 1],
  known: async () => (await import('#lib/events')).EVENT_TYPES,
  flags: {
    client: { kind: 'text', value: 'ref', help: 'the client it is about' },
    episode: { kind: 'text', value: 'ref', help: 'the episode it belongs to' },
    clinician: { kind: 'text', value: 'ref', help: 'the clinician it is about' },
    set: {
      kind: 'many',
      value: 'member=value',
      help: 'change a member of the data; items.0.value=3 reaches into lists',
    },
    id: { kind: 'text', value: 'ref', help: 'id of the event; a new one unless given' },
    source: { kind: 'text', value: 'uri', help: 'source of the event', fallback: 'urn:example:practice' },
    time: { kind: 'text', value: 'time', help: 'when it happened, RFC 3339; now unless given' },
    count: {
      kind: 'whole',
      value: 'n',
      help: 'how many to send, each with an id of its own',
      range: [1, 10_000],
      fallback: 1,
    },
    file: {
      kind: 'text',
      value: 'file',
      help: 'send this JSON instead, one CloudEvent or an array; - is standard input',
    },
    print: { kind: 'switch', help: 'show the request as curl and send nothing' },
    ...INSTANCE_FLAGS,
  },
});
