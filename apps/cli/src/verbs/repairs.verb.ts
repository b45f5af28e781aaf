import { TENANT_FLAG, WORD_FLAGS } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

const LIMIT = {
  kind: 'whole',
  value: 'n',
  range: [1, 200],
  fallback: 50,
  help: 'at most so many; all of them as JSON',
} as const;

export const repairsList = declare({
  name: 'repairs list',
  summary: 'List what was put right or discarded, with who did it, why, and how far it is',
  usage: '[flags]',
  examples: [['repairs list', 'newest first, plans included']],
  words: [0, 0],
  flags: { limit: LIMIT, ...TENANT_FLAG },
});
export const repairsShow = declare({
  name: 'repairs show',
  summary: 'Show a plan, or how far a repair is and what it left as it was',
  usage: '<repair>',
  examples: [['repairs show rp_0f4c2d7b9a1e3c5d7f', 'its state and its result']],
  words: [1, 1],
  flags: TENANT_FLAG,
});
export const repairsStart = declare({
  name: 'repairs start',
  summary: 'Do what a plan counted; what has moved since then is left alone, and doing it twice does nothing twice',
  usage: '<repair> --by <name> --reason <text>',
  examples: [['repairs start rp_0f4c2d7b9a1e3c5d7f --by anna --reason back-again', 'with progress']],
  words: [1, 1],
  flags: {
    ...WORD_FLAGS,
    although: { kind: 'switch', help: 'discard also what is named as something that nobody should discard unread' },
    ...TENANT_FLAG,
  },
});
export const repairsCancel = declare({
  name: 'repairs cancel',
  summary: 'Stop a repair, or drop a plan; what is done stays done',
  usage: '<repair> --by <name> --reason <text>',
  examples: [['repairs cancel rp_0f4c2d7b9a1e3c5d7f --by anna --reason wrong-channel', 'the rest is left as it is']],
  words: [1, 1],
  flags: { ...WORD_FLAGS, ...TENANT_FLAG },
});
export const operationsVerb = declare({
  name: 'operations',
  summary: 'List who did what to the system, when and why: repairs, releases, pauses',
  usage: '[flags]',
  examples: [['operations', 'newest first']],
  words: [0, 0],
  flags: { limit: LIMIT, ...TENANT_FLAG },
});
