/** A clinic's own model of stopping early: proposed, read, approved; and nothing happens by itself. */
import type { Proposal } from '#lib/evaluation';
import type { DropoutSettings } from '#lib/alliance';
import { DAY, HOUR, succeed } from '#lib/kernel';
import {
  dyadOf,
  openClinic,
  openTestSystem,
  opened,
  pulse,
  sendAndProject,
  type Dyad,
  type TestSystem,
  type SentEvent,
} from '#lib/testkit';
import { latestChoice, reviseRules } from '#lib/clinic-settings';
import { approveModel, proposeModel, showProposal, switchStopping } from './dropout-model.js';

describe('a clinic’s own model of stopping early', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const db = () => system.parts.db;
  const now = () => system.clock.now();
  const tenant = () => clinic.tenant.id;
  const propose = () => proposeModel(db(), { tenant: tenant(), now: now(), seed: 3, steps: false });
  const approve = (number: number, switchOn = false) =>
    approveModel(db(), { tenant: tenant(), number, by: 'lead-1', now: now(), switchOn });
  const came = (dyad: Dyad, at: number, n: number): SentEvent => ({
    id: `came-${dyad.episode}-${n}`,
    type: 'appointment.attended',
    at,
    data: { ...dyad, appointment: `${dyad.episode}-${n}` },
  });

  /** Forty clients, one a week, who come up to five times; one in four is seldom content and comes twice only. */
  async function history(): Promise<void> {
    const events = Array.from({ length: 40 }, (_, n) => n).flatMap((n) => {
      const dyad = dyadOf(`ep-${n}`);
      const from = now() - (400 - n * 7) * DAY;
      const stops = n % 4 === 0;
      const visits = Array.from({ length: stops ? 2 : 5 }, (_v, v) => v).flatMap((v) => [
        came(dyad, from + v * 7 * DAY, v),
        pulse(dyad, from + v * 7 * DAY + HOUR, { form: `f${v}`, level: stops ? 5 : 9 }),
      ]);
      const agreed: SentEvent<'episode.closed'> = {
        id: `closed-${n}`,
        type: 'episode.closed',
        at: from + 29 * DAY,
        data: { episode: dyad.episode, client: dyad.client, reason: 'planned' },
      };
      return [opened(dyad, from - DAY), ...visits, ...(stops ? [] : [agreed])];
    });
    await sendAndProject(clinic, events);
  }

  beforeAll(async () => (system = await openTestSystem()));
  beforeEach(async () => {
    await db().query('DELETE FROM due_timer');
    clinic = await openClinic(system);
  });
  afterAll(() => system.close());

  it('is not proposed from nothing', async () =>
    expect(await propose()).toEqual({ ok: false, error: 'too-little-data' }));

  it('is proposed from the history, fitted before a day and judged after it, and changes nothing', async () => {
    await history();
    const made = await propose();
    expect(made).toMatchObject({
      ok: true,
      value: {
        number: 1,
        proposal: {
          definition: 'D-B',
          advice: { step: 'intercept', approval: 'by-a-person' },
          stopping: { model: 'stopping-early-1', references: [{ code: 'pulse', version: '1' }] },
          proposed: { baselines: { length: 3 } },
        },
      },
    });
    const proposal = made.ok ? made.value.proposal : undefined;
    expect(proposal?.proposed.auc).toBeGreaterThan(0.8);
    expect((proposal?.train.clients ?? 0) + (proposal?.test.clients ?? 0)).toBeLessThanOrEqual(40);
    expect((await latestChoice(db(), tenant())).revision).toBe(0);
    expect((await showProposal(db(), tenant()))?.proposal).toEqual(JSON.parse(JSON.stringify(proposal)));
  });

  it('is taken into use by a person, once, and switched on only when that was said', async () => {
    await history();
    await propose();
    expect(await approve(7)).toEqual({ ok: false, error: { code: 'no-such-proposal' } });
    expect(await approve(1)).toEqual({ ok: false, error: { code: 'switched-off' } });
    expect(await approve(1, true)).toEqual({ ok: true, value: 1 });
    expect(await approve(1, true)).toEqual({ ok: false, error: { code: 'approved-before' } });
    const stored = await showProposal(db(), tenant());
    expect(stored).toMatchObject({ number: 1, approvedBy: 'lead-1', revision: 1 });
    expect((await latestChoice(db(), tenant())).choice.stopping).toEqual((stored?.proposal as Proposal).stopping);
  });

  it('leaves how many are told as the clinic chose it meanwhile', async () => {
    await history();
    await propose();
    const stopping: DropoutSettings = { model: 'stopping-early-1', site: 0, perWeek: 1 };
    const change = (choice: Awaited<ReturnType<typeof latestChoice>>['choice']) => succeed({ ...choice, stopping });
    await reviseRules(db(), { tenant: tenant(), by: 'lead-2', reason: 'fewer', now: now(), change });
    expect(await approve(1)).toEqual({ ok: true, value: 2 });
    expect((await latestChoice(db(), tenant())).choice.stopping).toMatchObject({ perWeek: 1 });
  });

  it('is switched on and off by a person', async () => {
    const turn = (on: boolean) => switchStopping(db(), { tenant: tenant(), by: 'lead-1', now: now(), on });
    expect(await turn(true)).toEqual({ ok: true, value: 1 });
    expect((await latestChoice(db(), tenant())).choice.stopping).toMatchObject({ model: 'stopping-early-1' });
    expect(await turn(false)).toEqual({ ok: true, value: 2 });
    expect((await latestChoice(db(), tenant())).choice.stopping).toBeNull();
  });

  it('is what was approved last when it is switched on again', async () => {
    const turn = (on: boolean) => switchStopping(db(), { tenant: tenant(), by: 'lead-1', now: now(), on });
    const stopping: DropoutSettings = { model: 'stopping-early-1', site: -0.4, perWeek: 1 };
    const change = (choice: Awaited<ReturnType<typeof latestChoice>>['choice']) => succeed({ ...choice, stopping });
    await reviseRules(db(), { tenant: tenant(), by: 'lead-2', reason: 'ours', now: now(), change });
    await turn(false);
    expect(await turn(true)).toEqual({ ok: true, value: 3 });
    expect((await latestChoice(db(), tenant())).choice.stopping).toEqual(stopping);
  });
});
