/** What one person may do with an alert with which another one did something before, and how it is said. */
import { DAY, HOUR, MINUTE, toIso } from '#lib/kernel';
import { anyDyad, cloudEvent, opened, pulse, send } from '#lib/testkit';
import { ask, openApi, refusal, type ApiHouse } from './api-system.js';

let api: ApiHouse;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const now = (): number => api.system.clock.now();
const act = (id: string, action: string, body: object = {}) =>
  ask(api, `/v1/alerts/${id}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ by: 'dr-1', ...body }),
  });
const shown = async (id: string): Promise<object> => {
  await api.system.followAll();
  return (await ask(api, `/v1/alerts/${id}`)).json<object>();
};
const said = async (reply: ReturnType<typeof act>): Promise<string> => {
  const answered = await reply;
  expect(refusal(answered)).toMatchObject({ status: 409, code: 'conflict' });
  return answered.json<{ detail: string }>().detail;
};

/** An episode with one open alert about a fall. */
async function told(): Promise<{ id: string }> {
  const who = anyDyad('dr-1');
  const falls = [9, 9, 6].map((level, i) => pulse(who, now() - (3 - i) * DAY, { form: `f${i}`, level }));
  await send(
    api.system,
    [opened(who, now() - 30 * DAY), ...falls].map((event) => cloudEvent(event as never)),
  );
  await api.system.followAll();
  const { items } = (await ask(api, '/v1/alerts?limit=200')).json<{ items: { id: string; episode: string }[] }>();
  return { id: items.find(({ episode }) => episode === who.episode)?.id ?? '' };
}

describe('another act where one stands', () => {
  it('says in its title whether it was the same person [N11]', async () => {
    const { id } = await told();
    await act(id, 'resolve', { outcome: 'talked-it-through' });
    const titleFor = async (by: string) =>
      (await act(id, 'override', { by, reason: 'wrong' })).json<{ title: string }>().title;
    expect(await titleFor('dr-1')).toBe('You have already ended this alert');
    expect(await titleFor('dr-2')).toBe('Somebody else was first');
    const { title } = (await act(id, 'undo', { by: 'dr-2' })).json<{ title: string }>();
    expect(title).toBe('Somebody else did this');
    api.system.clock.advance(11 * MINUTE);
    expect((await act(id, 'undo')).json()).toMatchObject({ status: 409, title: 'It is too late to take this back' });
    const { id: untouched } = await told();
    expect((await act(untouched, 'undo')).json()).toMatchObject({
      status: 409,
      title: 'There is nothing to take back',
    });
  });

  it('is refused while somebody else has put it off, until that time has come [N11]', async () => {
    const { id } = await told();
    const until = now() + HOUR;
    await act(id, 'snooze', { until: toIso(until) });
    const later = { by: 'dr-2', until: toIso(until + HOUR) };
    expect(await said(act(id, 'snooze', later))).toMatch(/^snoozed by dr-1 at 20\S+Z, until 20\S+Z$/);
    await api.system.followAll();
    expect(await said(act(id, 'snooze', { ...later, until: toIso(until) }))).toMatch(/snoozed by dr-1/);
    api.system.clock.advance(HOUR + MINUTE);
    expect((await act(id, 'snooze', later)).json()).toMatchObject({ changed: true });
  });

  it('may claim or end what somebody else has only put off [N11]', async () => {
    const [put, other] = [await told(), await told()];
    for (const { id } of [put, other]) await act(id, 'snooze', { until: toIso(now() + HOUR) });
    expect((await act(put.id, 'acknowledge', { by: 'dr-2' })).json()).toMatchObject({ changed: true });
    expect(await shown(put.id)).toMatchObject({ status: 'acknowledged', act: { by: 'dr-2' } });
    const end = { by: 'dr-2', outcome: 'nothing-needed' };
    expect((await act(other.id, 'resolve', end)).json()).toMatchObject({ changed: true });
  });
});
