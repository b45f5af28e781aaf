/** What happens by itself: silence is noticed once, and without any queue everything still comes to its end. */
import { OPERATOR } from '#lib/identity';
import { readFeed } from '#lib/eventlog';
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import {
  cloudEvent,
  dyadOf,
  formRequested,
  openClinic,
  openTestSystem,
  opened,
  pulse,
  readBack,
  readFold,
  send,
  sendAndProject,
  type TestSystem,
} from '#lib/testkit';
import { FireDueTimers } from '../follow/fire-due-timers.js';
import { Rebuild } from '../rebuild/rebuild.js';
import { Sweep } from './sweep.js';
import { Verify } from '../rebuild/verify.js';

describe('by itself', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const db = () => system.parts.db;
  const now = () => system.clock.now();
  const lookAgain = () => system.commands.execute(new FireDueTimers());
  const sweep = (olderThanMs: number) => system.commands.execute(new Sweep(olderThanMs));
  const timersIn = async () =>
    (await readFeed(db(), clinic.tenant.id, { after: 0, limit: 100 })).filter((e) => e.type === 'rapport.timer.due.v1');
  const dyad = dyadOf('ep-1');
  const asked = (form: string, dueAt: number, who = dyad) => [
    opened(who, now() - 30 * DAY),
    formRequested(who, now() - DAY, { form, dueAt }),
  ];

  beforeAll(async () => (system = await openTestSystem()));
  beforeEach(async () => {
    await system.followAll();
    await db().query('DELETE FROM due_timer');
    clinic = await openClinic(system);
  });
  afterAll(() => system.close());

  describe('silence', () => {
    it('becomes one event when its time has come, however many look', async () => {
      const dueAt = now() + HOUR;
      await sendAndProject(clinic, asked('f1', dueAt));
      expect(await lookAgain()).toBe(0);
      system.clock.advance(2 * HOUR);
      expect((await Promise.all([lookAgain(), lookAgain(), lookAgain()])).toSorted()).toEqual([0, 0, 1]);
      await system.followAll();
      expect((await timersIn()).map((e) => e.occurredAt)).toEqual([dueAt]);
      expect(await lookAgain()).toBe(0);
    });

    it('is not noticed when the form came after all', async () => {
      await sendAndProject(clinic, [...asked('f1', now() + HOUR), pulse(dyad, now(), { form: 'f1' })]);
      system.clock.advance(2 * HOUR);
      expect([await lookAgain(), await timersIn()]).toEqual([0, []]);
    });

    it('is found in the log by a replay, which needs no clock', async () => {
      await sendAndProject(clinic, asked('f1', now() + HOUR));
      system.clock.advance(2 * HOUR);
      await lookAgain();
      await system.followAll();
      const before = await readFold(clinic, 'ep-1');
      system.clock.advance(90 * DAY);
      await system.commands.execute(new Rebuild(OPERATOR));
      expect(await readFold(clinic, 'ep-1')).toEqual(before);
      expect((await system.queries.execute(new Verify(OPERATOR))).differences).toEqual([]);
    });

    it('is noticed each time in an episode whose name is as long as a name may be', async () => {
      const long = dyadOf('e'.repeat(200));
      const [open, first] = asked('f1', now() + HOUR, { ...long, client: 'cl-1' });
      const [, second] = asked('f2', now() + 2 * HOUR, { ...long, client: 'cl-1' });
      await send(
        clinic,
        [open, first, second].map((e, i) => ({ ...cloudEvent(e as never), id: `id-${i}` })),
      );
      for (let i = 0; i < 2; i++) {
        await system.followAll();
        system.clock.advance(HOUR + MINUTE);
        expect(await lookAgain()).toBe(1);
      }
      expect(await timersIn()).toHaveLength(2);
    });
  });

  describe('the sweeper', () => {
    it('leads everything to its end without a queue: followed, noticed, told', async () => {
      await send(
        clinic,
        [...asked('f1', now() - HOUR), pulse(dyad, now() - 2 * HOUR, { form: 'f0', level: 4, feltOff: 2 })].map(
          cloudEvent,
        ),
      );
      const rounds = [await sweep(0), await sweep(0), await sweep(0)];
      expect(rounds).toEqual([
        { timers: 0, shards: 1, deliveries: 2 },
        { timers: 1, shards: 1, deliveries: 0 },
        { timers: 0, shards: 0, deliveries: 0 },
      ]);
      expect((await readBack(clinic, 'ep-1')).alerts).toHaveLength(1);
      const { rows } = await db().query('SELECT DISTINCT state FROM outbox WHERE tenant = $1', [clinic.tenant.id]);
      expect(rows).toEqual([{ state: 'accepted' }]);
    });

    it('leaves young work to the wake-ups, and takes what none of them reached', async () => {
      await send(
        clinic,
        [opened(dyad, now() - DAY), pulse(dyad, now() - HOUR, { form: 'f0', feltOff: 2 })].map(cloudEvent),
      );
      expect(await sweep(10 * SECOND)).toEqual({ timers: 0, shards: 0, deliveries: 0 });
      system.clock.advance(11 * SECOND);
      expect(await sweep(10 * SECOND)).toEqual({ timers: 0, shards: 1, deliveries: 0 });
      system.clock.advance(11 * SECOND);
      expect(await sweep(10 * SECOND)).toEqual({ timers: 0, shards: 0, deliveries: 2 });
    });
  });
});
