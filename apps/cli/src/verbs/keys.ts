import { SCOPES, createKey, listKeys, revokeKey, type KeyEntry } from '#lib/identity';
import { generateWebhookSecret } from '#lib/platform';
import { CliFailure, misuse } from '../failure.js';
import { columns } from '../output.js';
import { needTenant, withDatabase } from '../store.js';
import { PROGRAM, type Run } from '../verb.js';
import type { keysCreate, keysList, keysRevoke } from './keys.verb.js';

export const runKeysCreate: Run<typeof keysCreate> = ({ flags, out, host }) =>
  withDatabase(host, async (db) => {
    const { label, source, clinician } = flags;
    if (!label) throw misuse('a key needs a label', 'say what it is for: --label practice-system');
    const scopes = flags.scope.length > 0 ? flags.scope : SCOPES;
    const tenant = await needTenant(db, flags.tenant, host);
    const signs = scopes.includes('events:write') && !flags['no-secret'];
    const signingSecret = signs ? generateWebhookSecret() : undefined;
    const key = await createKey(db, {
      tenant,
      label,
      scopes,
      ...(source === undefined ? {} : { source }),
      ...(clinician === undefined ? {} : { clinician }),
      ...(signingSecret === undefined ? {} : { signingSecret }),
    });
    out.show({ tenant: tenant.slug, key, signingSecret }, () =>
      columns([['API key', key], ...(signingSecret ? [['signing secret', signingSecret]] : [])]),
    );
    out.say('keep them now: they are not shown again');
    return 0;
  });

export const runKeysList: Run<typeof keysList> = ({ flags, out, host }) =>
  withDatabase(host, async (db) => {
    const tenant = flags.tenant === undefined ? undefined : (await needTenant(db, flags.tenant, host)).id;
    const keys = await listKeys(db, tenant);
    if (out.json) for (const key of keys) out.data(JSON.stringify(key));
    else if (keys.length > 0) out.data(columns(keys.map(keyRow)));
    if (keys.length === 0) out.say(`none yet; make one:  ${PROGRAM} keys create --label practice-system`);
    return 0;
  });

const keyRow = ({ id, tenant, label, scopes, source, clinician, secrets, revokedAt }: KeyEntry): string[] => [
  id,
  revokedAt ? 'revoked' : 'live',
  tenant,
  label,
  secrets === 1 ? '1 secret' : `${secrets} secrets`,
  [scopes.join(' '), source && `source ${source}`, clinician && `clinician ${clinician}`].filter(Boolean).join('; '),
];

export const runKeysRevoke: Run<typeof keysRevoke> = ({ words: [given = ''], out, host }) =>
  withDatabase(host, async (db) => {
    const id = /^rk_(?:test|live)_([0-9a-f]{12})_/.exec(given)?.[1] ?? given;
    const key = (await listKeys(db)).find((k) => k.id === id);
    if (!key) throw new CliFailure('there is no such key', `see them:  ${PROGRAM} keys list`);
    if (!key.revokedAt) await revokeKey(db, id, host.now());
    out.show(
      { id, revoked: true, changed: !key.revokedAt },
      () => `${id}  ${key.label}  ${key.revokedAt ? 'was revoked already' : 'revoked'}`,
    );
    return 0;
  });
