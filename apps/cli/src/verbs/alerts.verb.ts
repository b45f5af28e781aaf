import { INSTANCE_FLAGS } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

const REASONS = ['already-knew', 'not-relevant', 'wrong', 'bad-moment'] as const;
const OUTCOMES = ['talked-it-through', 'changed-the-plan', 'nothing-needed', 'cannot-reach'] as const;

/** How a person acts: in whose name, and with which key. */
const ACTING = {
  by: {
    kind: 'text',
    value: 'ref',
    help: "who acts: a clinician's reference; the key's own clinician when it has one",
  },
  ...INSTANCE_FLAGS,
} as const;

export const alertsList = declare({
  name: 'alerts list',
  summary: 'List the alerts that are waiting, newest first, with who has them',
  usage: '[flags]',
  examples: [
    ['alerts list', 'what waits in the whole clinic'],
    ['alerts list --clinician dr-1 --show all', 'of one clinician, what has ended too'],
  ],
  words: [0, 0],
  flags: {
    clinician: { kind: 'text', value: 'ref', help: 'whose; of the whole clinic unless given' },
    show: { kind: 'word', words: ['live', 'all'], fallback: 'live', help: 'what waits, or also what has ended' },
    limit: { kind: 'whole', value: 'n', range: [1, 200], fallback: 50, help: 'at most so many; all of them as JSON' },
    ...INSTANCE_FLAGS,
  },
});

export const alertsAcknowledge = declare({
  name: 'alerts acknowledge',
  summary: 'Got it: claim an alert',
  usage: '<alert> [flags]',
  examples: [['alerts acknowledge al_5d0c4b99c1f7b3e2a6480f13 --by dr-1', 'dr-1 has it; it stays in the list']],
  words: [1, 1],
  flags: ACTING,
});

export const alertsSnooze = declare({
  name: 'alerts snooze',
  summary: 'Later: put an alert off until a time',
  usage: '<alert> --until <time> [flags]',
  examples: [
    [
      'alerts snooze al_5d0c4b99c1f7b3e2a6480f13 --until 2026-03-05T08:00:00Z --by dr-1',
      'it comes back by itself; another time by dr-1 replaces this one, and somebody else has to wait for it',
    ],
  ],
  words: [1, 1],
  flags: { until: { kind: 'text', value: 'time', help: 'RFC 3339, within a year; required' }, ...ACTING },
});

export const alertsOverride = declare({
  name: 'alerts override',
  summary: 'Not useful: end an alert, with the reason',
  usage: '<alert> --reason <reason> [flags]',
  examples: [
    [
      'alerts override al_5d0c4b99c1f7b3e2a6480f13 --reason wrong --by dr-1',
      'what it says of the episode ends with it',
    ],
    ['alerts override al_5d0c4b99c1f7b3e2a6480f13 --reason bad-moment --by dr-1', 'the strain stays in the caseload'],
  ],
  words: [1, 1],
  flags: { reason: { kind: 'word', words: REASONS, help: 'why; required' }, ...ACTING },
});

export const alertsResolve = declare({
  name: 'alerts resolve',
  summary: 'Done: end an alert, with what happened',
  usage: '<alert> --outcome <outcome> [flags]',
  examples: [
    [
      'alerts resolve al_5d0c4b99c1f7b3e2a6480f13 --outcome talked-it-through --by dr-1',
      'the strain is confirmed and counts as easing',
    ],
  ],
  words: [1, 1],
  flags: { outcome: { kind: 'word', words: OUTCOMES, help: 'what happened; required' }, ...ACTING },
});

export const alertsUndo = declare({
  name: 'alerts undo',
  summary: 'Take back what was done last with an alert, within ten minutes, if you did it yourself',
  usage: '<alert> [flags]',
  examples: [['alerts undo al_5d0c4b99c1f7b3e2a6480f13 --by dr-1', 'the alert is as it was before']],
  words: [1, 1],
  flags: ACTING,
});
