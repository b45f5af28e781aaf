/** Keys that fit: made for somebody who is there, replaced without a gap. Row D5. */
import { Keys, OPERATOR, listKeys, operatorOf, type Principal } from '#lib/identity';
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import { dyadOf, eventually, openTestSystem, opened, sendAndProject, type TestSystem } from '#lib/testkit';
import { CreateKey, KeyFaults, type KeyFault, type WantedKey } from './create-key.js';
import { RevokeKey } from './revoke-key.js';
import { RotateSecret } from './rotate-secret.js';

let system: TestSystem;
let operator: Principal;
beforeAll(async () => {
  system = await openTestSystem();
  operator = operatorOf(system.tenant);
});
afterAll(() => system.close());

const wanted = (rest: Partial<WantedKey> = {}): WantedKey => ({
  label: 'spec',
  scopes: ['events:write'],
  signs: true,
  ...rest,
});
const make = (rest: Partial<WantedKey> = {}) => system.commands.execute(new CreateKey(operator, wanted(rest)));
const faultsOf = async (rest: Partial<WantedKey>): Promise<readonly KeyFault[]> => {
  const thrown: unknown = await make(rest).catch((error: unknown) => error);
  return thrown instanceof KeyFaults ? thrown.faults : [];
};
const idOf = (key: string): string => key.split('_')[2] ?? '';
const entryOf = async (id: string) => (await listKeys(system.parts.db)).find((one) => one.id === id)!;

describe('a key that is made', () => {
  it('D5: before anything has come is taken as it is', async () => {
    expect((await make({ source: 'urn:test:practice', clinician: 'dr-1' })).key).toMatch(/^rk_test_/);
  });

  it('D5: for somebody or something that nobody has heard of is refused, and the nearest is named', async () => {
    await sendAndProject(system, [opened(dyadOf('ep-1', 'dr-adler'), system.clock.now() - DAY)]);
    await eventually(
      'the source to be noted',
      async () => (await faultsOf({ source: 'urn:test:practise' })).length > 0,
    );
    expect(await faultsOf({ source: 'urn:test:practise', clinician: 'dr-alder' })).toEqual([
      { what: 'source', code: 'unknown', meant: 'urn:test:practice' },
      { what: 'clinician', code: 'unknown', meant: 'dr-adler' },
    ]);
    expect(await faultsOf({ clinician: 'somebody-else' })).toEqual([{ what: 'clinician', code: 'unknown' }]);
  });

  it('D5: for somebody known, or ahead of somebody who is still to come, is made', async () => {
    expect(await faultsOf({ source: 'urn:test:practice', clinician: 'dr-adler' })).toEqual([]);
    expect(await faultsOf({ source: 'urn:lab', clinician: 'dr-new', ahead: true })).toEqual([]);
  });

  it.each([
    [{ label: 'a\u001b[31mred' }, { what: 'label', code: 'not-a-line' }],
    [{ label: ' ' }, { what: 'label', code: 'not-a-line' }],
    [{ label: 'pay\u202eload' }, { what: 'label', code: 'not-a-line' }],
    [{ source: 'urn:a\nb' }, { what: 'source', code: 'not-a-line' }],
    [{ clinician: 'dr adler' }, { what: 'clinician', code: 'not-a-reference' }],
  ])('D5: with %j is refused', async (given, fault) => {
    expect(await faultsOf({ ...given, ahead: true })).toEqual([fault]);
  });
});

describe('a signing secret that is rotated', () => {
  const rotate = (id: string, overlapMs: number) => system.commands.execute(new RotateSecret(OPERATOR, id, overlapMs));

  const secretsThatVerify = async (key: string) =>
    (await new Keys(system.parts.db, system.clock).authenticate(key))?.secrets.length;

  it('D5: is shown once, with the time until which the old one is valid', async () => {
    const { key, signingSecret } = await make();
    const before = system.clock.now();
    const rotated = await rotate(idOf(key), 12 * HOUR);
    const until = rotated && 'until' in rotated ? rotated.until : 0;
    expect(until - before - 12 * HOUR).toBeLessThan(MINUTE);
    expect(rotated).toMatchObject({ before: [{ validUntil: null }] });
    expect(rotated).not.toMatchObject({ signingSecret });
    const { secrets, signing } = await entryOf(idOf(key));
    expect([secrets, ...signing.map(({ validUntil }) => validUntil && Date.parse(validUntil))]).toEqual([
      2,
      null,
      until,
    ]);
  });

  it('D5: is not rotated a second time while two are valid, unless both are to end', async () => {
    const { key } = await make();
    await rotate(idOf(key), DAY);
    expect(await rotate(idOf(key), DAY)).toMatchObject({ fault: 'under_way' });
    expect(await rotate(idOf(key), 0)).toMatchObject({ before: [{}, {}] });
    expect(await secretsThatVerify(key)).toBe(1);
  });

  it('D5: belongs to a key that lives and may send', async () => {
    const reader = idOf((await make({ scopes: ['clinic:read'] })).key);
    expect(await rotate(reader, DAY)).toMatchObject({ fault: 'writes_nothing' });
    const brief = idOf((await make({ expiresAt: system.clock.now() + SECOND })).key);
    system.clock.advance(SECOND);
    expect(await rotate(brief, DAY)).toMatchObject({ fault: 'expired' });
    const gone = idOf((await make()).key);
    await system.commands.execute(new RevokeKey(OPERATOR, gone));
    expect(await rotate(gone, DAY)).toMatchObject({ fault: 'revoked' });
    expect(await rotate('0'.repeat(12), DAY)).toBeUndefined();
  });

  it('D5: of another clinic is none', async () => {
    const { key } = await make();
    const stranger = operatorOf({ id: system.tenant.id + 1_000, slug: 'other', test: true });
    expect(await system.commands.execute(new RotateSecret(stranger, idOf(key), DAY))).toBeUndefined();
  });
});
