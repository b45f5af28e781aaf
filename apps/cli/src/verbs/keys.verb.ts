import { TENANT_FLAG } from '../line/shared-flags.js';
import type { Scope } from '#lib/identity';
import { declare } from '../line/verb.js';

const SCOPES = ['events:write', 'clinic:read', 'alerts:write', 'operate'] as const satisfies readonly Scope[];

export const keysCreate = declare({
  name: 'keys create',
  summary: 'Create an API key, and a signing secret if it may write; both are shown once',
  usage: '--label <text> [flags]',
  examples: [
    ['keys create --label practice-system --scope events:write --source urn:clinic:practice', 'for a sender'],
    [
      'keys create --label dr-adler --scope clinic:read --scope alerts:write --clinician dr-adler',
      "for one clinician's program",
    ],
    [
      'keys create --label monitoring --scope operate --expires 90d',
      'for a program that watches, until it is replaced',
    ],
  ],
  words: [0, 0],
  flags: {
    label: { kind: 'text', value: 'text', help: "what the key is for; never a person's name" },
    scope: {
      kind: 'many',
      value: 'scope',
      words: SCOPES,
      help: `what it may do, any of ${SCOPES.join(', ')}; clinic:read with --clinician, otherwise events:write, unless given`,
    },
    source: { kind: 'text', value: 'uri', help: 'the only source it may write for; any unless given' },
    clinician: { kind: 'text', value: 'ref', help: 'whose caseload it may read; the whole clinic unless given' },
    expires: {
      kind: 'text',
      value: 'time',
      help: 'when it stops: after 90d, 12h or 4w, or on a day such as 2027-03-31; never unless given',
    },
    ahead: { kind: 'switch', help: 'take a source or clinician that nothing has been heard of yet' },
    'no-secret': {
      kind: 'switch',
      help: 'create no signing secret; such a key can validate events and cannot send them',
    },
    ...TENANT_FLAG,
  },
});

export const keysList = declare({
  name: 'keys list',
  summary: 'List API keys without their secrets: what each may do, when it was last used and when it expires',
  usage: '[flags]',
  examples: [['keys list', 'every key of every tenant']],
  words: [0, 0],
  flags: { tenant: { kind: 'text', value: 'slug', help: 'whose; of all tenants unless given' } },
});

export const keysRotate = declare({
  name: 'keys rotate',
  summary: 'Replace the signing secret of a key; the old one verifies for a while longer',
  usage: '<id | key> [flags]',
  examples: [
    ['keys rotate 0a1b2c3d4e5f', 'a new secret, shown once; the old one is valid for another day'],
    ['keys rotate 0a1b2c3d4e5f --overlap 0', 'the old one has been seen by somebody: it ends within seconds'],
  ],
  words: [1, 1],
  flags: {
    overlap: { kind: 'text', value: 'time', help: 'for how long both are valid, such as 12h or 7d', fallback: '24h' },
  },
});

export const keysRevoke = declare({
  name: 'keys revoke',
  summary: 'Revoke an API key; every process refuses it within seconds',
  usage: '<id | key>',
  examples: [['keys revoke 0a1b2c3d4e5f', 'the id as `keys list` shows it, or the whole key']],
  words: [1, 1],
  flags: {},
});
