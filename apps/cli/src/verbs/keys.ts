import { OPERATOR, SCOPES, operatorOf, type KeyEntry, type Scope } from '#lib/identity';
import { CreateKey, ListKeys, RevokeKey } from '#lib/pipeline';
import { knownWord } from '../command-line.js';
import { CliFailure, misuse } from '../failure.js';
import { columns } from '../output.js';
import { TENANT_FLAG, needTenant, withClinic, withUseCases } from '../store.js';
import { PROGRAM, verb } from '../verb.js';

export const keysCreate = verb({
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
    scope: { kind: 'many', value: 'scope', help: `what it may do, any of ${SCOPES.join(', ')}; all unless given` },
    source: { kind: 'text', value: 'uri', help: 'the only source it may write for; any unless given' },
    clinician: { kind: 'text', value: 'ref', help: 'whose caseload it may read; the whole clinic unless given' },
    'no-secret': {
      kind: 'switch',
      help: 'create no signing secret; such a key can validate events and cannot send them',
    },
    ...TENANT_FLAG,
  },
  run: ({ flags, out, host }) =>
    withClinic(host, flags.tenant, async ({ commands, tenant, operator }) => {
      const { label, source, clinician, 'no-secret': noSecret } = flags;
      if (!label) throw misuse('a key needs a label', 'say what it is for: --label practice-system');
      const given = flags.scope.map((s) => knownWord('--scope', SCOPES, s) as Scope);
      const scopes = given.length > 0 ? given : SCOPES;
      const wanted = { label, scopes, source, clinician, signs: !noSecret };
      const { key, signingSecret } = await commands.execute(new CreateKey(operator, wanted));
      out.show({ tenant: tenant.slug, key, signingSecret }, () =>
        columns([['API key', key], ...(signingSecret ? [['signing secret', signingSecret]] : [])]),
      );
      out.say('keep them now: they are not shown again');
      return 0;
    }),
});

export const keysList = verb({
  name: 'keys list',
  summary: 'List API keys without their secrets',
  usage: '[flags]',
  examples: [['keys list', 'every key of every tenant']],
  words: [0, 0],
  flags: { tenant: { kind: 'text', value: 'slug', help: 'whose; of all tenants unless given' } },
  run: ({ flags, out, host }) =>
    withUseCases(host, async (buses) => {
      const reader = flags.tenant === undefined ? OPERATOR : operatorOf(await needTenant(buses, flags.tenant, host));
      const keys = await buses.queries.execute(new ListKeys(reader));
      if (out.json) for (const key of keys) out.data(JSON.stringify(key));
      else if (keys.length > 0) out.data(columns(keys.map(keyRow)));
      if (keys.length === 0) out.say(`none yet; make one:  ${PROGRAM} keys create --label practice-system`);
      return 0;
    }),
});

const keyRow = ({ id, tenant, label, scopes, source, clinician, secrets, revokedAt }: KeyEntry): string[] => [
  id,
  revokedAt ? 'revoked' : 'live',
  tenant,
  label,
  secrets === 1 ? '1 secret' : `${secrets} secrets`,
  [scopes.join(' '), source && `source ${source}`, clinician && `clinician ${clinician}`].filter(Boolean).join('; '),
];

export const keysRevoke = verb({
  name: 'keys revoke',
  summary: 'Revoke an API key; every process refuses it within seconds',
  usage: '<id | key>',
  examples: [['keys revoke 0a1b2c3d4e5f', 'the id as `keys list` shows it, or the whole key']],
  words: [1, 1],
  flags: {},
  run: ({ words: [given = ''], out, host }) =>
    withUseCases(host, async ({ commands }) => {
      const id = /^rk_(?:test|live)_([0-9a-f]{12})_/.exec(given)?.[1] ?? given;
      const revoked = await commands.execute(new RevokeKey(OPERATOR, id));
      if (!revoked) throw new CliFailure('there is no such key', `see them:  ${PROGRAM} keys list`);
      const { key, changed } = revoked;
      out.show(
        { id, revoked: true, changed },
        () => `${id}  ${key.label}  ${changed ? 'revoked' : 'was revoked already'}`,
      );
      return 0;
    }),
});
