import { OPERATOR, SCOPES, operatorOf, type KeyEntry, type Scope } from '#lib/identity';
import { CreateKey, ListKeys, RevokeKey } from '#lib/pipeline';
import { CliFailure, misuse } from '../line/failure.js';
import { columns } from '../line/output.js';
import { needTenant, withClinic, withUseCases } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { keysCreate, keysList, keysRevoke } from './keys.verb.js';

export const runKeysCreate: Run<typeof keysCreate> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ commands, tenant, operator }) => {
    const { label, source, clinician, 'no-secret': noSecret } = flags;
    if (!label) throw misuse('a key needs a label', 'say what it is for: --label practice-system');
    const scopes = flags.scope.length > 0 ? (flags.scope as Scope[]) : SCOPES;
    const wanted = { label, scopes, source, clinician, signs: !noSecret };
    const { key, signingSecret } = await commands.execute(new CreateKey(operator, wanted));
    out.show({ tenant: tenant.slug, key, signingSecret }, () =>
      columns([['API key', key], ...(signingSecret ? [['signing secret', signingSecret]] : [])]),
    );
    out.say('keep them now: they are not shown again');
    return 0;
  });

export const runKeysList: Run<typeof keysList> = ({ flags, out, host }) =>
  withUseCases(host, async (buses) => {
    const reader = flags.tenant === undefined ? OPERATOR : operatorOf(await needTenant(buses, flags.tenant, host));
    const keys = await buses.queries.execute(new ListKeys(reader));
    if (out.json) for (const key of keys) out.data(JSON.stringify(key));
    else if (keys.length > 0) out.data(columns(keys.map(keyRow)));
    if (keys.length === 0) out.say(`none yet; make one:  ${PROGRAM} keys create --label practice-system`);
    return 0;
  });

const keyRow = ({ id, tenant, label, scopes, source, clinician, secrets, revokedAt }: KeyEntry): string[] => [
  id,
  revokedAt ? 'revoked' : 'active',
  tenant,
  label,
  secrets === 1 ? '1 secret' : `${secrets} secrets`,
  [scopes.join(' '), source && `source ${source}`, clinician && `clinician ${clinician}`].filter(Boolean).join('; '),
];

export const runKeysRevoke: Run<typeof keysRevoke> = ({ words: [given = ''], out, host }) =>
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
  });
