import { TENANT_FLAG } from '../line/shared-flags.js';
import type { Scope } from '#lib/identity';
import { declare } from '../line/verb.js';

const SCOPES = ['events:write', 'clinic:read', 'alerts:write', 'operate'] as const satisfies readonly Scope[];

export const keysCreate = declare({
  name: 'keys create',
  summary: 'Create an API key, and a signing secret if it may write; both are shown once',
  usage: '--label <text> [flags]',
  examples: [
    ['keys create --label practice-system --scope events:write', 'for a sender'],
    [
      'keys create --label dr-adler --scope clinic:read --scope alerts:write --clinician dr-adler',
      "for one clinician's program",
    ],
  ],
  words: [0, 0],
  flags: {
    label: { kind: 'text', value: 'text', help: "what the key is for; never a person's name" },
    scope: {
      kind: 'many',
      value: 'scope',
      words: SCOPES,
      help: `what it may do, any of ${SCOPES.join(', ')}; all unless given`,
    },
    source: { kind: 'text', value: 'uri', help: 'the only source it may write for; any unless given' },
    clinician: { kind: 'text', value: 'ref', help: 'whose caseload it may read; the whole clinic unless given' },
    'no-secret': {
      kind: 'switch',
      help: 'create no signing secret; such a key can validate events and cannot send them',
    },
    ...TENANT_FLAG,
  },
});

export const keysList = declare({
  name: 'keys list',
  summary: 'List API keys without their secrets',
  usage: '[flags]',
  examples: [['keys list', 'every key of every tenant']],
  words: [0, 0],
  flags: { tenant: { kind: 'text', value: 'slug', help: 'whose; of all tenants unless given' } },
});

export const keysRevoke = declare({
  name: 'keys revoke',
  summary: 'Revoke an API key; every process refuses it within seconds',
  usage: '<id | key>',
  examples: [['keys revoke 0a1b2c3d4e5f', 'the id as `keys list` shows it, or the whole key']],
  words: [1, 1],
  flags: {},
});
