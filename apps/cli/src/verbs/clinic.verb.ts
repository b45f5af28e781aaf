import { BY_FLAG, TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

export const clinicShow = declare({
  name: 'clinic show',
  summary: 'Show what a clinic chose: active instruments, rules and their parameters, who is notified of what',
  usage: '[flags]',
  examples: [
    ['clinic show', 'as JSON, to be written to a file, changed and set again'],
    ['clinic show --json', 'on one line, with its revision'],
  ],
  words: [0, 0],
  flags: TENANT_FLAG,
});

export const clinicSet = declare({
  name: 'clinic set',
  summary: 'Set what a clinic chose, from a file as `clinic show` writes it; shows what changes first',
  usage: '<file> --by <name> [--over <revision>] [--dry-run]',
  examples: [
    ['clinic set clinic.json --dry-run', 'what would change; every fault, with its place'],
    ["clinic set clinic.json --by lead-1 --reason 'fewer prompts'", 'the next revision'],
  ],
  words: [1, 1],
  known: 'files',
  flags: {
    ...TENANT_FLAG,
    ...BY_FLAG,
    reason: {
      kind: 'text',
      value: 'text',
      help: 'for the colleague who reads the history',
      fallback: 'set from a file',
    },
    over: {
      kind: 'whole',
      value: 'revision',
      range: [0, 1_000_000_000],
      help: 'take the place of this newest revision, though the file was made from an earlier one',
    },
    'dry-run': { kind: 'switch', help: 'show what would change and store nothing' },
  },
});

export const clinicHistory = declare({
  name: 'clinic history',
  summary: 'List the revisions of a clinic’s choice: who made which, when and why',
  usage: '[flags]',
  examples: [
    ['clinic history', 'oldest first'],
    ['clinic history --json', 'one per line, each with the whole choice'],
  ],
  words: [0, 0],
  flags: TENANT_FLAG,
});
