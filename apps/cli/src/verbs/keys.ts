import { OPERATOR, operatorOf, type KeyEntry } from '#lib/identity';
import { CreateKey, KeyFaults, ListKeys, RevokeKey, RotateSecret } from '#lib/pipeline';
import { CliFailure, misuse } from '../line/failure.js';
import { columns, visible, type Output } from '../line/output.js';
import { needTenant, withClinic, withUseCases } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import {
  keyRow,
  leastScopes,
  momentOf,
  notMade,
  notRotated,
  periodOf,
  secretLine,
  untilWords,
} from '../keys/key-words.js';
import type { keysCreate, keysList, keysRevoke, keysRotate } from './keys.verb.js';

export const runKeysCreate: Run<typeof keysCreate> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ commands, tenant, operator }) => {
    const { label, source, clinician, ahead, expires, 'no-secret': noSecret } = flags;
    if (!label) throw misuse('a key needs a label', 'say what it is for: --label practice-system');
    const scopes = flags.scope.length > 0 ? flags.scope : leastScopes(clinician);
    const expiresAt = expires === undefined ? undefined : momentOf(expires, host.now());
    const wanted = { label, scopes, source, clinician, signs: !noSecret, expiresAt, ahead };
    const { key, signingSecret } = await commands.execute(new CreateKey(operator, wanted)).catch(inWords);
    const until = expiresAt === undefined ? null : untilWords(expiresAt);
    out.show({ tenant: tenant.slug, key, signingSecret, scopes, expires: until }, () =>
      columns([
        ['API key', key],
        ...(signingSecret ? [['signing secret', signingSecret]] : []),
        ['may', scopes.join(' ')],
        ...(until ? [['until', until]] : []),
      ]),
    );
    if (flags.scope.length === 0) out.say(`no --scope was given: it may ${scopes.join(' ')} and nothing else`);
    out.say('keep them now: they are not shown again');
    return 0;
  });

function inWords(error: unknown): never {
  throw error instanceof KeyFaults ? notMade(error.faults) : error;
}

export const runKeysList: Run<typeof keysList> = ({ flags, out, host }) =>
  withUseCases(host, async (buses) => {
    const reader = flags.tenant === undefined ? OPERATOR : operatorOf(await needTenant(buses, flags.tenant, host));
    const keys = await buses.queries.execute(new ListKeys(reader));
    if (out.json) for (const key of keys) out.data(JSON.stringify(key));
    else if (keys.length > 0) showKeys(keys, out, host.now());
    if (keys.length === 0) out.say(`none yet; make one:  ${PROGRAM} keys create --label practice-system`);
    return 0;
  });

/** Below a key of which two secrets are valid, each of them. */
function showKeys(keys: readonly KeyEntry[], out: Output, now: number): void {
  const lines = columns(keys.map((key) => keyRow(key, now))).split('\n');
  keys.forEach(({ signing }, i) => {
    out.data(lines[i] ?? '');
    if (signing.length > 1) for (const secret of signing) out.data(`  ${secretLine(secret)}`);
  });
}

/** A whole key may be given where its id is asked for. */
const idIn = (given: string): string => /^rk_(?:test|live)_([0-9a-f]{12})_/.exec(given)?.[1] ?? given;
const noSuchKey = (): CliFailure => new CliFailure('there is no such key', `see them:  ${PROGRAM} keys list`);

export const runKeysRotate: Run<typeof keysRotate> = ({ words: [given = ''], flags, out, host }) =>
  withUseCases(host, async ({ commands }) => {
    const overlap = periodOf(flags.overlap, 'overlap');
    const rotated = await commands.execute(new RotateSecret(OPERATOR, idIn(given), overlap));
    if (!rotated) throw noSuchKey();
    if ('fault' in rotated) throw notRotated(rotated);
    const { key, signingSecret, until, before } = rotated;
    const oldValidUntil = before.length > 0 ? untilWords(until) : null;
    out.show({ id: key.id, signingSecret, oldValidUntil, before }, () =>
      columns([['signing secret', signingSecret], ...(oldValidUntil ? [['the old one until', oldValidUntil]] : [])]),
    );
    if (!out.json) for (const secret of before) out.say(`before: ${secretLine({ ...secret, validUntil: null })}`);
    out.say('keep it now: it is not shown again; `keys list` says when each was last used');
    return 0;
  });

export const runKeysRevoke: Run<typeof keysRevoke> = ({ words: [given = ''], out, host }) =>
  withUseCases(host, async ({ commands }) => {
    const id = idIn(given);
    const revoked = await commands.execute(new RevokeKey(OPERATOR, id));
    if (!revoked) throw noSuchKey();
    const { key, changed } = revoked;
    out.show(
      { id, revoked: true, changed },
      () => `${id}  ${visible(key.label)}  ${changed ? 'revoked' : 'was revoked already'}`,
    );
    return 0;
  });
