import { WORD_FLAGS } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

const MOST_MINUTES = 7 * 24 * 60;

export const queuesList = declare({
  name: 'queues list',
  summary: 'Show what waits in each queue, and which is paused, by whom, why and until when',
  usage: '',
  examples: [['queues list', 'follow reads events, deliver sends messages']],
  words: [0, 0],
  flags: {},
});
export const queuesPause = declare({
  name: 'queues pause',
  summary: 'Pause a queue for a while: pending work waits, and it goes on by itself at the end',
  usage: '<queue> --by <name> --reason <text> [--minutes <n>]',
  examples: [
    [
      'queues pause deliver --minutes 30 --by anna --reason moving-the-mail-server',
      'no message is sent for half an hour, not even one about an alert for today',
    ],
  ],
  words: [1, 1],
  flags: {
    minutes: { kind: 'whole', value: 'n', range: [1, MOST_MINUTES], fallback: 60, help: 'until it goes on by itself' },
    ...WORD_FLAGS,
  },
});
export const queuesResume = declare({
  name: 'queues resume',
  summary: 'Let a queue go on before its pause ends',
  usage: '<queue> --by <name> --reason <text>',
  examples: [['queues resume deliver --by anna --reason "moved"', 'within a second']],
  words: [1, 1],
  flags: WORD_FLAGS,
});
