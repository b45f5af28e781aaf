/** Keys on a real database: who is who, for how long, and what a stolen database gives away. */
import { DAY, MINUTE, SECOND } from '#lib/kernel';
import { Database } from '#lib/platform';
import { TestClock, cloneDatabase } from '#lib/testkit';
import { IDENTITY_ENTITIES, SCOPES, type Tenant } from './entities.js';
import { Keys, createKey, revokeKey } from './keys.js';
import { addSigningSecret, revokeSigningSecret, rotateSigningSecret } from './signing-secrets.js';
import { listKeys } from './key-list.js';
import { KeyUse } from './key-use.js';
import { may } from './policy.js';
import { ensureTenant, findTenant } from './tenants.js';

/** For how long a node may still believe what it read of a key. */
const BELIEVED_MS = 5_000;

describe('an API key', () => {
  let db: Database;
  let clock: TestClock;
  let keys: Keys;
  let clinic: Tenant;
  const make = (rest: Partial<Parameters<typeof createKey>[1]> = {}) =>
    createKey(db, { tenant: clinic, label: 'test', scopes: SCOPES, ...rest });
  const idOf = (key: string): string => key.split('_')[2] ?? '';

  beforeAll(async () => {
    db = await Database.open({ url: await cloneDatabase(), poolSize: 4, name: 'test', entities: IDENTITY_ENTITIES });
    clinic = await ensureTenant(db, 'clinic', true);
  });
  beforeEach(() => {
    clock = new TestClock();
    keys = new Keys(db, clock);
  });
  afterAll(() => db.close());

  it('leads back to the clinic, scopes and limits that it was made with', async () => {
    const key = await make({
      scopes: ['events:write'],
      source: 'urn:practice',
      clinician: 'dr-1',
      signingSecret: 'whsec_a',
    });
    expect(key).toMatch(/^rk_test_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
    expect(await keys.authenticate(key)).toEqual({
      tenant: clinic.id,
      tenantSlug: 'clinic',
      test: true,
      keyId: idOf(key),
      scopes: new Set(['events:write']),
      source: 'urn:practice',
      clinician: 'dr-1',
      secrets: ['whsec_a'],
    });
  });

  it('says by its own text whether it opens a test space', async () => {
    const live = await ensureTenant(db, 'live-clinic', false);
    const key = await make({ tenant: live });
    expect(key).toMatch(/^rk_live_/);
    expect(await keys.authenticate(key)).toMatchObject({ test: false, tenantSlug: 'live-clinic' });
  });

  it('is nothing without its exact secret, whether or not the right one was just seen', async () => {
    const key = await make();
    const wrong = key.slice(0, -5) + (key.endsWith('AAAAA') ? 'BBBBB' : 'AAAAA');
    const stranger = `rk_test_${'0'.repeat(12)}_${'A'.repeat(43)}`;
    expect(await keys.authenticate(wrong)).toBeUndefined();
    expect(await keys.authenticate(key)).toBeDefined();
    for (const text of [
      wrong,
      stranger,
      '',
      'rk_test_',
      key.slice(0, -1),
      `${key}A`,
      ` ${key}`,
      key.toUpperCase(),
      `${key}\n`,
    ]) {
      expect(await keys.authenticate(text)).toBeUndefined();
    }
  });

  it('that was revoked stops at once where it is not known, and elsewhere as soon as it is looked up again', async () => {
    const key = await make();
    expect(await keys.authenticate(key)).toBeDefined();
    await revokeKey(db, idOf(key), clock.now());
    expect(await new Keys(db, clock).authenticate(key)).toBeUndefined();
    clock.advance(BELIEVED_MS);
    expect(await keys.authenticate(key)).toBeUndefined();
  });

  it('that has run out is one that never was', async () => {
    const key = await make();
    await db.query('UPDATE api_key SET expires_at = to_timestamp($2::float8 / 1000) WHERE id = $1', [
      idOf(key),
      clock.now() + 60_000,
    ]);
    expect(await keys.authenticate(key)).toBeDefined();
    clock.advance(60_000);
    expect(await keys.authenticate(key)).toBeUndefined();
  });

  it('verifies with two signing secrets while one replaces the other, the newest first', async () => {
    const key = await make({ signingSecret: 'whsec_old' });
    const secretsNow = async () => {
      clock.advance(BELIEVED_MS);
      return (await keys.authenticate(key))?.secrets;
    };
    await addSigningSecret(db, idOf(key), 'whsec_new');
    expect(await secretsNow()).toEqual(['whsec_new', 'whsec_old']);
    await addSigningSecret(db, idOf(key), 'whsec_newer');
    expect(await secretsNow()).toEqual(['whsec_newer', 'whsec_new']);
    await revokeSigningSecret(db, idOf(key), { secret: 'whsec_newer', now: clock.now() });
    await revokeSigningSecret(db, idOf(key), { secret: 'whsec_old', now: clock.now() });
    expect(await secretsNow()).toEqual(['whsec_new']);
  });

  it('D5: that was made for a while says when it stopped, to who has the whole of it', async () => {
    const end = clock.now() + 90 * DAY;
    const key = await make({ expiresAt: end });
    expect((await listKeys(db)).find(({ id }) => id === idOf(key))?.expiresAt).toEqual(new Date(end));
    expect(await keys.authenticate(key)).toBeDefined();
    clock.advance(90 * DAY);
    expect(await keys.look(key)).toMatchObject({ refused: 'expired', since: end, was: { keyId: idOf(key) } });
    expect(await keys.isLive(idOf(key))).toBe(false);
    expect(await keys.look(`${key.slice(0, -5)}AAAAA`)).toEqual({ refused: 'wrong' });
  });

  it('D5: stops at its time, also where it was just looked up', async () => {
    const key = await make({ expiresAt: clock.now() + SECOND });
    expect(await keys.authenticate(key)).toBeDefined();
    clock.advance(SECOND);
    expect(await keys.look(key)).toMatchObject({ refused: 'expired' });
  });

  it('D5: that was revoked, was never made or is none is called so', async () => {
    const key = await make();
    const end = clock.now();
    await revokeKey(db, idOf(key), end);
    expect(await keys.look(key)).toMatchObject({ refused: 'revoked', since: end });
    expect(await keys.look(`rk_test_${'0'.repeat(12)}_${'A'.repeat(43)}`)).toEqual({ refused: 'unknown' });
    expect(await keys.look('hunter2')).toEqual({ refused: 'malformed' });
  });

  it('D5: has its secret replaced: both verify until the time that was said, and the new one alone from then on', async () => {
    const key = await make({ signingSecret: 'whsec_first' });
    const [now, until] = [clock.now(), clock.now() + DAY];
    await rotateSigningSecret(db, { keyId: idOf(key), secret: 'whsec_second', now, until });
    expect((await keys.authenticate(key))?.secrets).toEqual(['whsec_second', 'whsec_first']);
    clock.advance(DAY - MINUTE);
    expect((await keys.authenticate(key))?.secrets).toEqual(['whsec_second', 'whsec_first']);
    clock.advance(MINUTE);
    expect((await keys.authenticate(key))?.secrets).toEqual(['whsec_second']);
  });

  it('D5: has a secret that somebody has seen ended at once', async () => {
    const key = await make({ signingSecret: 'whsec_seen' });
    await rotateSigningSecret(db, { keyId: idOf(key), secret: 'whsec_new', now: clock.now(), until: clock.now() });
    expect((await keys.authenticate(key))?.secrets).toEqual(['whsec_new']);
  });

  it('D5: shows when it and each of its secrets were last used, to the minute', async () => {
    const use = new KeyUse(db, clock, () => undefined);
    const key = await make({ signingSecret: 'whsec_used' });
    await addSigningSecret(db, idOf(key), 'whsec_unused');
    const shown = async () => {
      const { lastUsedAt, signing } = (await listKeys(db)).find(({ id }) => id === idOf(key))!;
      return [lastUsedAt, ...signing.map((secret) => secret.lastUsedAt)].map(
        (time) => time && new Date(time).getTime(),
      );
    };
    expect(await shown()).toEqual([null, null, null]);
    use.key(idOf(key));
    use.secret('whsec_used');
    await use.write();
    const first = Number((await shown())[0]);
    expect(Math.abs(clock.now() - first)).toBeLessThan(MINUTE);
    expect(await shown()).toEqual([first, null, expect.any(Number)]);
    const stands = await shown();
    clock.advance(20 * SECOND);
    use.key(idOf(key));
    await use.write();
    expect(await shown()).toEqual(stands);
    clock.advance(MINUTE);
    use.key(idOf(key));
    await use.beforeApplicationShutdown();
    expect(await shown()).toEqual([expect.any(Number), null, stands[2]]);
    expect((await shown())[0]).toBeGreaterThan(first + MINUTE);
  });

  it('of one clinician opens that caseload and no other, and no scope that it was not given', async () => {
    const bound = await keys.authenticate(await make({ clinician: 'dr-1', scopes: ['clinic:read'] }));
    const whole = await keys.authenticate(await make({ scopes: ['clinic:read'] }));
    if (!bound || !whole) throw new Error('both keys are good');
    expect([
      may(bound, 'clinic:read', 'dr-1'),
      may(bound, 'clinic:read', 'dr-2'),
      may(bound, 'alerts:write', 'dr-1'),
    ]).toEqual([true, false, false]);
    expect([may(whole, 'clinic:read', 'dr-2'), may(whole, 'operate')]).toEqual([true, false]);
  });

  it('is nowhere in the database: its hash is', async () => {
    const key = await make();
    const secret = key.slice('rk_test_'.length + 13);
    const { rows } = await db.query<{ text: string; bytes: number }>(
      'SELECT k::text AS text, length(hash) AS bytes FROM api_key k WHERE id = $1',
      [idOf(key)],
    );
    expect(rows[0]?.bytes).toBe(32);
    expect(rows[0]?.text).not.toContain(secret);
    expect(rows[0]?.text).not.toContain(Buffer.from(secret).toString('hex'));
    expect(rows[0]?.text).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
  });

  it('belongs to one clinic, however many make that clinic at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => ensureTenant(db, 'raced', true)));
    expect(new Set(made.map((tenant) => tenant.id)).size).toBe(1);
    expect((await findTenant(db, 'raced'))?.id).toBe(made[0]?.id);
    expect(await findTenant(db, 'nobody')).toBeNull();
  });
});
