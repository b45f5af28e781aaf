/** What only who runs a clinic or the installation may do: no key of the API opens it, whatever its scopes. */
import type { Command, Query } from '@nestjs/cqrs';
import { DEFAULT_CHOICE } from '#lib/clinic-settings';
import { OPERATOR, SCOPES, operatorOf } from '#lib/identity';
import { openClinic, openTestSystem, type TestSystem } from '#lib/testkit';
import { ActivateInstrument } from '../clinic/activate-instrument.js';
import { ApproveModel } from '../clinic/approve-model.js';
import { RetireInstrument } from '../clinic/retire-instrument.js';
import { SetChannel } from '../clinic/set-channel.js';
import { SetClinicChoice } from '../clinic/set-clinic-choice.js';
import { SwitchDropoutModel } from '../clinic/switch-dropout-model.js';
import { CreateKey } from '../operations/create-key.js';
import { CreateTenant } from '../operations/create-tenant.js';
import { RevokeKey } from '../operations/revoke-key.js';
import { GetClinicChoice } from './get-clinic-choice.js';
import { GetSafetyCoverage } from './get-safety-coverage.js';
import { ListChannels } from './list-channels.js';
import { ListKeys } from './list-keys.js';
import { ListRevisions } from './list-revisions.js';
import { ListTenants } from './list-tenants.js';

describe('an operator', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const run = <R>(command: Command<R>): Promise<R> => system.commands.execute(command);
  const ask = <R>(query: Query<R>): Promise<R> => system.queries.execute(query);
  const operator = () => operatorOf(clinic.tenant);
  const key = { label: 'practice', scopes: SCOPES, signs: true };
  const email = {
    clinician: 'dr-1',
    kind: 'email',
    settings: { to: 'a@clinic.example' },
    leastTier: 'talk-soon',
  } as const;

  beforeAll(async () => (system = await openTestSystem()));
  beforeEach(async () => (clinic = await openClinic(system)));
  afterAll(() => system.close());

  it('does what no API key does, though the key has every scope that a key can have', async () => {
    const { principal } = clinic;
    const choice = { choice: DEFAULT_CHOICE, over: 0, by: 'lead-1', reason: 'spec' };
    const refused = await Promise.allSettled([
      run(new SetClinicChoice(principal, choice)),
      run(new ActivateInstrument(principal, 'core-10', 'lead-1')),
      run(new RetireInstrument(principal, 'core-10', 'lead-1')),
      run(new ApproveModel(principal, { number: 1, by: 'lead-1', switchOn: false })),
      run(new SwitchDropoutModel(principal, true, 'lead-1')),
      run(new SetChannel(principal, email)),
      run(new CreateKey(principal, key)),
      run(new RevokeKey(principal, 'k')),
      run(new CreateTenant(principal, 'somebody-else', true)),
      ask(new GetClinicChoice(principal)),
      ask(new ListRevisions(principal)),
      ask(new ListChannels(principal)),
      ask(new ListKeys(principal)),
      ask(new ListTenants(operator())),
      ask(new GetSafetyCoverage(operator())),
    ]);
    expect(refused.map((r) => (r.status === 'rejected' ? (r.reason as { code: string }).code : 'done'))).toEqual(
      refused.map(() => 'scope_required'),
    );
  });

  it('of one clinic sees and revokes the keys of that clinic, and of the installation those of all', async () => {
    const made = await run(new CreateKey(operator(), key));
    expect(made).toMatchObject({
      key: expect.stringMatching(/^rk_test_/),
      signingSecret: expect.stringMatching(/^whsec_/),
    });
    const id = made.key.split('_')[2] ?? '';
    const other = operatorOf(system.tenant);
    expect((await ask(new ListKeys(other))).some((one) => one.id === id)).toBe(false);
    expect((await ask(new ListKeys(OPERATOR))).some((one) => one.id === id)).toBe(true);
    expect(await run(new RevokeKey(other, id))).toBeUndefined();
    expect(await run(new RevokeKey(operator(), id))).toMatchObject({ changed: true, key: { label: 'practice' } });
    expect(await run(new RevokeKey(OPERATOR, id))).toMatchObject({ changed: false });
  });

  it('makes a key without a secret where it writes nothing, or where none is wanted', async () => {
    const reading = await run(new CreateKey(operator(), { ...key, scopes: ['clinic:read'] }));
    const unsigned = await run(new CreateKey(operator(), { ...key, signs: false }));
    expect([reading.signingSecret, unsigned.signingSecret]).toEqual([undefined, undefined]);
  });

  it('sets a channel that its kind accepts, with a secret where none was given, and reads it without', async () => {
    expect(await run(new SetChannel(operator(), { ...email, settings: {} }))).toMatchObject({ ok: false });
    expect(await run(new SetChannel(operator(), { ...email, kind: 'pigeon' }))).toMatchObject({ ok: false });
    const settings = { url: 'https://clinic.example/hook' };
    const set = await run(new SetChannel(operator(), { ...email, kind: 'webhook', settings }));
    expect(set).toMatchObject({ ok: true, value: { secret: expect.stringMatching(/^whsec_/) } });
    const listed = (await ask(new ListChannels(operator()))).filter(({ clinician }) => clinician === 'dr-1');
    expect(listed).toMatchObject([{ kind: 'webhook', state: 'on', settings: { ...settings, secrets: '(hidden)' } }]);
  });

  it('does not write over a choice that somebody made meanwhile', async () => {
    const { active } = DEFAULT_CHOICE;
    const next = (...shadow: string[]) => ({
      choice: { ...DEFAULT_CHOICE, active, shadow },
      over: 0,
      by: 'a',
      reason: '',
    });
    expect(await run(new SetClinicChoice(operator(), next('level')))).toMatchObject({
      ok: true,
      value: { changed: true, revision: 1, inForce: true },
    });
    expect(await run(new SetClinicChoice(operator(), next('reliable-drop')))).toMatchObject({
      ok: false,
      error: [{ code: 'conflict' }],
    });
    expect((await ask(new GetClinicChoice(operator()))).choice.shadow).toEqual(['level']);
  });

  it('makes a clinic once, and never one that is live out of one for testing', async () => {
    const make = (test: boolean, slug = `${clinic.tenant.slug}-b`) => run(new CreateTenant(OPERATOR, slug, test));
    expect(await make(true)).toMatchObject({ ok: true, value: { created: true, test: true } });
    expect(await make(true)).toMatchObject({ ok: true, value: { created: false } });
    expect(await make(false)).toEqual({ ok: false, error: 'is-test' });
    expect(await make(true, 'No slug')).toEqual({ ok: false, error: 'bad-slug' });
  });
});
