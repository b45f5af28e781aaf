/** The way of an event through the house, with a real database. */
import { ruptureStory } from '#lib/synthetic';
import { readInbox } from '#lib/readmodels';
import { cloudEvent, openTestSystem, send, type TestSystem } from '#lib/testkit';
import { Deliver } from '../deliver/deliver.js';

describe('the way of an event', () => {
  let system: TestSystem;
  beforeAll(async () => (system = await openTestSystem()));
  afterAll(() => system.close());

  it('leads from a form that says "something felt off" to one alert and one message per channel', async () => {
    const now = system.clock.now();
    const story = ruptureStory({ endsAt: now - 60_000, episode: 'ep-1', client: 'cl-1', clinician: 'dr-1' });
    const past = story
      .filter((e) => e.arriveAt <= now - 60_000)
      .map(({ event }) => cloudEvent({ ...event, at: event.occurredAt, historical: true } as never));
    const live = story
      .filter((e) => e.arriveAt > now - 60_000)
      .map(({ event }) => cloudEvent({ ...event, at: event.occurredAt } as never));
    await send(system, past);
    await system.followAll();
    expect(system.outlet.requests).toHaveLength(0);

    await send(system, live.slice(0, 1));
    await system.followAll();
    const inbox = await readInbox(system.parts.db, { tenant: system.tenant.id, show: 'live', limit: 10 });
    expect(inbox?.items.map((a) => [a.rule, a.tier, a.clinician])).toEqual([['strain-open', 'talk-soon', 'dr-1']]);

    const { rows } = await system.parts.db.query<{ id: string; state: string; channel: string }>(
      'SELECT id, state, channel FROM outbox ORDER BY channel',
    );
    expect(rows.map((r) => [r.channel, r.state])).toEqual([
      ['email', 'waiting'],
      ['in-app', 'accepted'],
      ['webhook', 'waiting'],
    ]);
    const owed = rows.filter((r) => r.state === 'waiting');
    for (const { id } of owed) expect(await system.commands.execute(new Deliver(id))).toBe('accepted');
    for (const { id } of owed) expect(await system.commands.execute(new Deliver(id))).toBe('not-due');
    expect(system.outlet.mails).toHaveLength(1);
    expect(system.outlet.requests).toHaveLength(1);
  });
});
