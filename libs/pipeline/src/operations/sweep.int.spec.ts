/** What happens by itself: silence is noticed once, and without any queue everything still comes to its end. */
import { readFeed } from '#lib/eventlog';
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import {
  cloudEvent,
  dyadOf,
  formRequested,
  openClinic,
  openHouse,
  opened,
  pulse,
  readBack,
  readFold,
  send,
  tell,
  type House,
} from '#lib/testkit';
import { LookAgain } from '../follow/look-again.js';
import { Rebuild } from '../rebuild/rebuild.js';
import { Sweep } from './sweep.js';
import { Verify } from '../rebuild/verify.js';

describe('by itself', () => {
  let house: House;
  let clinic: House;
  const db = () => house.parts.db;
  const now = () => house.clock.now();
  const lookAgain = () => house.commands.execute(new LookAgain());
  const sweep = (olderThanMs: number) => house.commands.execute(new Sweep(olderThanMs));
  const timersIn = async () =>
    (await readFeed(db(), clinic.tenant.id, { after: 0, limit: 100 })).filter((e) => e.type === 'rapport.timer.due.v1');
  const dyad = dyadOf('ep-1');
  const asked = (form: string, dueAt: number, who = dyad) => [
    opened(who, now() - 30 * DAY),
    formRequested(who, now() - DAY, { form, dueAt }),
  ];

  beforeAll(async () => (house = await openHouse()));
  beforeEach(async () => {
    await house.followAll();
    await db().query('DELETE FROM due_timer');
    clinic = await openClinic(house);
  });
  afterAll(() => house.close());

  describe('silence', () => {
    it('becomes one event when its time has come, however many look', async () => {
      const dueAt = now() + HOUR;
      await tell(clinic, asked('f1', dueAt));
      expect(await lookAgain()).toBe(0);
      house.clock.advance(2 * HOUR);
      expect((await Promise.all([lookAgain(), lookAgain(), lookAgain()])).toSorted()).toEqual([0, 0, 1]);
      await house.followAll();
      expect((await timersIn()).map((e) => e.occurredAt)).toEqual([dueAt]);
      expect(await lookAgain()).toBe(0);
    });

    it('is not noticed when the form came after all', async () => {
      await tell(clinic, [...asked('f1', now() + HOUR), pulse(dyad, now(), { form: 'f1' })]);
      house.clock.advance(2 * HOUR);
      expect([await lookAgain(), await timersIn()]).toEqual([0, []]);
    });

    it('is found in the log by a replay, which needs no clock', async () => {
      await tell(clinic, asked('f1', now() + HOUR));
      house.clock.advance(2 * HOUR);
      await lookAgain();
      await house.followAll();
      const before = await readFold(clinic, 'ep-1');
      house.clock.advance(90 * DAY);
      await house.commands.execute(new Rebuild());
      expect(await readFold(clinic, 'ep-1')).toEqual(before);
      expect((await house.queries.execute(new Verify())).differences).toEqual([]);
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
        await house.followAll();
        house.clock.advance(HOUR + MINUTE);
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
      house.clock.advance(11 * SECOND);
      expect(await sweep(10 * SECOND)).toEqual({ timers: 0, shards: 1, deliveries: 0 });
      house.clock.advance(11 * SECOND);
      expect(await sweep(10 * SECOND)).toEqual({ timers: 0, shards: 0, deliveries: 2 });
    });
  });
});
