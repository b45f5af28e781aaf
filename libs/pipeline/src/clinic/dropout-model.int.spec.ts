/** A clinic's own model of stopping early: proposed, read, approved; and nothing happens by itself. */
import type { DropoutSettings } from '#lib/hazard';
import { operatorOf } from '#lib/identity';
import { DAY, HOUR } from '#lib/kernel';
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
import { GetClinicChoice } from '../queries/get-clinic-choice.js';
import { GetProposal } from '../queries/get-proposal.js';
import { ListRevisions } from '../queries/list-revisions.js';
import { ApproveModel } from './approve-model.js';
import { ProposeModel } from './propose-model.js';
import { SetClinicChoice } from './set-clinic-choice.js';
import { SwitchDropoutModel } from './switch-dropout-model.js';

describe('a clinic’s own model of stopping early', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const db = () => system.parts.db;
  const now = () => system.clock.now();
  const operator = () => operatorOf(clinic.tenant);
  const propose = () => system.commands.execute(new ProposeModel(operator(), { seed: 3, steps: false }));
  const proposal = () => system.queries.execute(new GetProposal(operator()));
  const approve = (number: number, switchOn = false, although: string | undefined = 'a trial') =>
    system.commands.execute(new ApproveModel(operator(), { number, by: 'lead-1', switchOn, although }));
  const turn = (on: boolean) => system.commands.execute(new SwitchDropoutModel(operator(), on, 'lead-1'));
  const chosen = () => system.queries.execute(new GetClinicChoice(operator()));
  const choose = async (stopping: DropoutSettings) => {
    const { revision: over, choice } = await chosen();
    const wanted = { choice: { ...choice, stopping }, over, by: 'lead-2', reason: 'ours' };
    await system.commands.execute(new SetClinicChoice(operator(), wanted));
  };
  const revised = (revision: number, inForce: boolean) => ({ ok: true, value: { changed: true, revision, inForce } });
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
    const fitted = made.ok ? made.value.proposal : undefined;
    expect(fitted?.proposed.auc).toBeGreaterThan(0.8);
    expect((fitted?.train.clients ?? 0) + (fitted?.test.clients ?? 0)).toBeLessThanOrEqual(40);
    expect((await chosen()).revision).toBe(0);
    expect((await proposal())?.proposal).toEqual(JSON.parse(JSON.stringify(fitted)));
  });

  it('is taken into use by a person, once, and switched on only when that was said', async () => {
    await history();
    await propose();
    expect(await approve(7)).toEqual({ ok: false, error: { code: 'no-such-proposal' } });
    expect(await approve(1)).toEqual({ ok: false, error: { code: 'switched-off' } });
    expect(await approve(1, true)).toEqual(revised(1, false));
    expect(await approve(1, true)).toEqual({ ok: false, error: { code: 'approved-before' } });
    const stored = await proposal();
    expect(stored).toMatchObject({ number: 1, approvedBy: 'lead-1', revision: 1 });
    expect((await chosen()).choice.stopping).toEqual(stored?.proposal.stopping);
  });

  it.each([undefined, '', '  '])(
    'is not taken where it was judged on too few stops, unless with a reason: %j [D13]',
    async (none) => {
      await history();
      await propose();
      const refused = await system.commands.execute(
        new ApproveModel(operator(), { number: 1, by: 'lead-1', switchOn: true, although: none }),
      );
      expect(refused).toEqual({
        ok: false,
        error: { code: 'not-better', doubts: [{ code: 'too-few-stops', stops: 3, least: 10 }] },
      });
      expect((await chosen()).revision).toBe(0);
      expect(await approve(1, true, ' agreed with our adviser ')).toEqual(revised(1, false));
      const revisions = await system.queries.execute(new ListRevisions(operator()));
      expect(revisions.at(-1)?.reason).toMatch(/proposal 1 .*although too-few-stops: agreed with our adviser$/);
    },
  );

  it('leaves how many are told as the clinic chose it meanwhile', async () => {
    await history();
    await propose();
    const stopping: DropoutSettings = { model: 'stopping-early-1', site: 0, perWeek: 1 };
    await choose(stopping);
    expect(await approve(1)).toEqual(revised(2, false));
    expect((await chosen()).choice.stopping).toMatchObject({ perWeek: 1 });
  });

  it('is switched on and off by a person', async () => {
    expect(await turn(true)).toEqual(revised(1, true));
    expect(await turn(true)).toEqual({ ok: true, value: { changed: false, revision: 1 } });
    expect((await chosen()).choice.stopping).toMatchObject({ model: 'stopping-early-1' });
    expect(await turn(false)).toEqual(revised(2, true));
    expect((await chosen()).choice.stopping).toBeNull();
  });

  it('is what was approved last when it is switched on again', async () => {
    const stopping: DropoutSettings = { model: 'stopping-early-1', site: -0.4, perWeek: 1 };
    await choose(stopping);
    await turn(false);
    expect(await turn(true)).toEqual(revised(3, true));
    expect((await chosen()).choice.stopping).toEqual(stopping);
  });
});
