/** The chance of stopping early in the living house: switched on by a revision, shown, and sent to nobody; an absence is sent. */
import { OPERATOR } from '#lib/identity';
import { type DropoutSettings } from '#lib/hazard';
import { DAY, HOUR, succeed } from '#lib/kernel';
import { readInbox } from '#lib/readmodels';
import { GetEpisode } from '../queries/get-episode.js';
import { GetTimeline } from '../queries/get-timeline.js';
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
import { applyImmediately } from '../rebuild/apply-rules-revisions.js';
import { reviseRules } from '#lib/clinic-settings';
import { FireDueTimers } from './fire-due-timers.js';
import { Rebuild } from '../rebuild/rebuild.js';
import { Verify } from '../rebuild/verify.js';

const STOPPING: DropoutSettings = {
  model: 'stopping-early-1',
  site: 0,
  references: [{ code: 'pulse', version: '1', mean: 80, sd: 10 }],
};

describe('the chance of stopping early', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const db = () => system.parts.db;
  const now = () => system.clock.now();
  const tenant = () => clinic.tenant.id;
  const summaryOf = (episode: string) => system.queries.execute(new GetEpisode(clinic.principal, episode));
  const choose = (stopping: DropoutSettings | null) =>
    reviseRules(db(), {
      tenant: tenant(),
      by: 'lead-1',
      reason: 'spec',
      now: now(),
      change: (choice) => succeed({ ...choice, stopping }),
    });
  const came = (dyad: Dyad, at: number): SentEvent => ({
    id: `came-${dyad.episode}`,
    type: 'appointment.attended',
    at,
    data: { ...dyad, appointment: `hour-${dyad.episode}` },
  });
  /** One attended hour, one form, nothing booked. */
  const begun = (dyad: Dyad, level = 8): SentEvent[] => [
    opened(dyad, now() - 2 * DAY),
    pulse(dyad, now() - 2 * HOUR, { form: 'f1', level }),
    came(dyad, now() - HOUR),
  ];
  const inbox = async () => (await readInbox(db(), { tenant: tenant(), show: 'all', limit: 100 }))?.items ?? [];
  const owed = async () =>
    (await db().query<{ alert: string }>('SELECT DISTINCT alert FROM outbox WHERE tenant = $1', [tenant()])).rows;
  const live = async (days: number) => {
    for (let day = 0; day < days; day++) {
      system.clock.advance(DAY);
      await system.commands.execute(new FireDueTimers());
      await system.followAll();
    }
  };
  const differences = async () =>
    (await system.queries.execute(new Verify(OPERATOR))).differences.filter((d) => d.tenant === tenant());

  beforeAll(async () => (system = await openTestSystem()));
  beforeEach(async () => {
    await db().query('DELETE FROM due_timer');
    clinic = await openClinic(system);
  });
  afterAll(() => system.close());

  it('is nowhere to be seen where it is off', async () => {
    await sendAndProject(clinic, begun(dyadOf('ep-1')));
    await live(12);
    expect(await inbox()).toEqual([]);
    expect(await summaryOf('ep-1')).not.toHaveProperty('stopping');
  });

  describe('switched on before the first event', () => {
    beforeEach(async () => {
      await choose(STOPPING);
      expect(await applyImmediately(db(), tenant())).toBe(true);
    });

    it('is shown, and told to nobody; the absence is', async () => {
      await sendAndProject(clinic, begun(dyadOf('ep-1')));
      expect(await summaryOf('ep-1')).toMatchObject({ stopping: { shown: true } });
      await live(12);
      expect(await inbox()).toEqual([]);
      await live(4);
      const alerts = await inbox();
      expect(alerts).toMatchObject([{ rule: 'stopped-coming', tier: 'talk-soon', heldBack: false, historical: false }]);
      expect((await owed()).map(({ alert }) => alert)).toEqual(alerts.map(({ id }) => id));
      expect(await differences()).toEqual([]);
    });

    it('M4 tells an absence once: a rebuild tells nobody and gives the same', async () => {
      await sendAndProject(clinic, begun(dyadOf('ep-1')));
      await live(20);
      const before = [await inbox(), await owed()];
      expect(before).toMatchObject([[{ rule: 'stopped-coming' }], [{}]]);
      await system.commands.execute(new Rebuild(OPERATOR));
      expect([await inbox(), await owed()]).toEqual(before);
      expect(await differences()).toEqual([]);
    });

    it('M4 shows an absence that began long ago and tells nobody, as after an import', async () => {
      await sendAndProject(clinic, begun(dyadOf('ep-1')));
      system.clock.advance(29 * DAY);
      await system.commands.execute(new FireDueTimers());
      await system.followAll();
      expect(await inbox()).toMatchObject([{ rule: 'stopped-coming', historical: true, heldBack: false }]);
      expect(await owed()).toEqual([]);
    });

    it('stands in the timeline as it stands in the caseload', async () => {
      await sendAndProject(clinic, begun(dyadOf('ep-1')));
      const timeline = await system.queries.execute(new GetTimeline(clinic.principal, 'ep-1'));
      const { episode: _, ...caseload } = await summaryOf('ep-1');
      expect(timeline.summary).toEqual(caseload);
    });
  });

  describe('switched on and off later', () => {
    it('takes effect with a rebuild and not before, and leaves with one', async () => {
      await sendAndProject(clinic, begun(dyadOf('ep-1')));
      await choose(STOPPING);
      expect(await applyImmediately(db(), tenant())).toBe(false);
      await live(1);
      expect(await summaryOf('ep-1')).not.toHaveProperty('stopping');
      await system.commands.execute(new Rebuild(OPERATOR));
      expect(await summaryOf('ep-1')).toMatchObject({ stopping: { shown: true } });
      await choose(null);
      await system.commands.execute(new Rebuild(OPERATOR));
      expect(await summaryOf('ep-1')).not.toHaveProperty('stopping');
      expect(await inbox()).toEqual([]);
      expect(await differences()).toEqual([]);
    });
  });
});
