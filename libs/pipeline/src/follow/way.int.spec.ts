/** The way of an event through the house, with a real database. */
import { strainStory } from '#lib/synthetic';
import { readInbox } from '#lib/readmodels';
import { cloudEvent, openHouse, send, type House } from '#lib/testkit';
import { Deliver } from '../deliver/deliver.js';

describe('the way of an event', () => {
  let house: House;
  beforeAll(async () => (house = await openHouse()));
  afterAll(() => house.close());

  it('leads from a form that says "something felt off" to one alert and one message per channel', async () => {
    const now = house.clock.now();
    const story = strainStory({ endsAt: now - 60_000, episode: 'ep-1', client: 'cl-1', clinician: 'dr-1' });
    const past = story
      .filter((e) => e.arriveAt <= now - 60_000)
      .map(({ event }) => cloudEvent({ ...event, at: event.occurredAt, historical: true } as never));
    const live = story
      .filter((e) => e.arriveAt > now - 60_000)
      .map(({ event }) => cloudEvent({ ...event, at: event.occurredAt } as never));
    await send(house, past);
    await house.followAll();
    expect(house.outlet.requests).toHaveLength(0);

    await send(house, live.slice(0, 1));
    await house.followAll();
    const inbox = await readInbox(house.parts.db, { tenant: house.tenant.id, show: 'live', limit: 10 });
    expect(inbox?.items.map((a) => [a.rule, a.tier, a.clinician])).toEqual([['strain-open', 'talk-soon', 'dr-1']]);

    const { rows } = await house.parts.db.query<{ id: string; state: string; channel: string }>(
      'SELECT id, state, channel FROM outbox ORDER BY channel',
    );
    expect(rows.map((r) => [r.channel, r.state])).toEqual([
      ['email', 'waiting'],
      ['in-app', 'accepted'],
      ['webhook', 'waiting'],
    ]);
    const owed = rows.filter((r) => r.state === 'waiting');
    for (const { id } of owed) expect(await house.commands.execute(new Deliver(id))).toBe('accepted');
    for (const { id } of owed) expect(await house.commands.execute(new Deliver(id))).toBe('not-due');
    expect(house.outlet.mails).toHaveLength(1);
    expect(house.outlet.requests).toHaveLength(1);
  });
});
