/** What people do with an alert, over HTTP: it holds, it is said whose it is, and a slip can be taken back. */
import { Sweep } from '#lib/pipeline';
import { DAY, HOUR, MINUTE, SECOND, toIso } from '#lib/kernel';
import { cloudEvent, dyadOf, opened, pulse, send, type SentEvent } from '#lib/testkit';
import { ask, openApi, refusal, type ApiHouse } from './api-system.js';

interface Shown {
  readonly id: string;
  readonly key: string;
  readonly status: string;
  readonly follows: string | null;
  readonly snoozedUntil: number | null;
  readonly cameBackAt: number | null;
  readonly act: {
    readonly kind: string;
    readonly by: string;
    readonly why: string | null;
    readonly event: string;
  } | null;
}

let api: ApiHouse;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const now = (): number => api.system.clock.now();
const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  ask(api, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  });
const act = (id: string, action: string, body: object = {}) =>
  post(`/v1/alerts/${id}/${action}`, { by: 'dr-1', ...body });
const shown = async (id: string): Promise<Shown> => {
  await api.system.followAll();
  return (await ask(api, `/v1/alerts/${id}`)).json<Shown>();
};
const said = async (reply: ReturnType<typeof act>): Promise<string> => {
  const answered = await reply;
  expect(refusal(answered)).toMatchObject({ status: 409, code: 'conflict' });
  return answered.json<{ detail: string }>().detail;
};
const events = async (): Promise<number> =>
  Number((await api.system.parts.db.query('SELECT count(*) AS n FROM event')).rows[0]?.['n']);

let episodes = 0;
const form = (episode: string, at: number, level: number, feltOff: 0 | 2 = 0): SentEvent =>
  pulse(dyadOf(episode), at, { form: `f${at}`, level, feltOff });
const noShow = (episode: string): SentEvent => ({
  id: `missed-${episode}`,
  type: 'appointment.missed',
  at: now() - HOUR,
  data: { episode, client: dyadOf(episode).client, appointment: 'a1', by: 'client' },
});
const sent = async (...facts: readonly SentEvent[]): Promise<void> => {
  await send(
    api.system,
    facts.map((fact) => cloudEvent(fact as never)),
  );
  await api.system.followAll();
};
const alertsOf = async (episode: string): Promise<(Shown & { readonly episode: string })[]> =>
  (await ask(api, '/v1/alerts?show=all&limit=200'))
    .json<{ items: (Shown & { episode: string })[] }>()
    .items.filter((alert) => alert.episode === episode)
    .toReversed();

/** An episode with one open alert about a fall. */
async function told(): Promise<{ episode: string; id: string }> {
  const episode = `acts-${(episodes += 1)}`;
  const falls = [9, 9, 6].map((level, i) => form(episode, now() - (3 - i) * DAY, level));
  await sent(opened(dyadOf(episode), now() - 30 * DAY), ...falls);
  const [alert] = await alertsOf(episode);
  return { episode, id: alert?.id ?? '' };
}

describe('the same act', () => {
  it('by one person from 30 connections is done once, and each is told so [N11]', async () => {
    const { id } = await told();
    for (const [action, body] of [
      ['acknowledge', {}],
      ['snooze', { until: toIso(now() + HOUR) }],
      ['resolve', { outcome: 'talked-it-through' }],
    ] as const) {
      const before = await events();
      const answers = await Promise.all(Array.from({ length: 30 }, () => act(id, action, body)));
      expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 30 }, () => 200));
      const bodies = answers.map((answer) => answer.json<{ changed: boolean; act: string }>());
      expect(bodies.filter(({ changed }) => changed)).toHaveLength(1);
      expect(new Set(bodies.map((body_) => body_.act)).size).toBe(1);
      expect(await events()).toBe(before + 1);
    }
    expect(await shown(id)).toMatchObject({ status: 'resolved', act: { by: 'dr-1', why: 'talked-it-through' } });
  });

  it('by 30 people at once belongs to one, and the others learn to whom [N11]', async () => {
    const { id } = await told();
    const people = Array.from({ length: 30 }, (_, i) => `dr-${i}`);
    const answers = await Promise.all(people.map((by) => act(id, 'override', { by, reason: 'not-relevant' })));
    const winner = people[answers.findIndex((answer) => answer.statusCode === 200)];
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([
      200,
      ...Array.from({ length: 29 }, () => 409),
    ]);
    const details = answers.flatMap((answer) =>
      answer.statusCode === 409 ? [answer.json<{ detail: string }>().detail] : [],
    );
    expect(details.filter((detail) => !detail.includes(`overridden by ${winner} at 20`))).toEqual([]);
    expect(await shown(id)).toMatchObject({ status: 'overridden', act: { by: winner } });
  });

  it('is the same before and after it was followed, and an hour later [N11]', async () => {
    const { id } = await told();
    expect((await act(id, 'acknowledge')).json()).toMatchObject({ changed: true });
    expect((await act(id, 'acknowledge')).json()).toMatchObject({ changed: false });
    await api.system.followAll();
    api.system.clock.advance(HOUR);
    expect((await act(id, 'acknowledge')).json()).toMatchObject({ changed: false, effect: 'claimed' });
  });
});

describe('another act where one stands', () => {
  it('is refused with what stands, who and when [N11]', async () => {
    const { id } = await told();
    await act(id, 'acknowledge');
    const later = toIso(now() + HOUR);
    expect(await said(act(id, 'acknowledge', { by: 'dr-2' }))).toMatch(/acknowledged by dr-1 at 20\S+Z$/);
    expect(await said(act(id, 'snooze', { by: 'dr-2', until: later }))).toMatch(/acknowledged by dr-1/);
    await act(id, 'resolve', { outcome: 'talked-it-through' });
    const stands = /resolved by dr-1 at 20\S+Z \(talked-it-through\)$/;
    for (const followed of [false, true]) {
      if (followed) await api.system.followAll();
      expect(await said(act(id, 'resolve', { outcome: 'nothing-needed' }))).toMatch(stands);
      expect(await said(act(id, 'override', { reason: 'wrong' }))).toMatch(stands);
      expect(await said(act(id, 'acknowledge'))).toMatch(stands);
      expect(await said(act(id, 'snooze', { until: later }))).toMatch(stands);
      expect(await said(act(id, 'acknowledge', { by: 'dr-2' }))).toMatch(stands);
    }
  });

  it('may put it off anew, for another time [N11]', async () => {
    const { id } = await told();
    const [first, second] = [now() + HOUR, now() + 2 * HOUR];
    expect((await act(id, 'snooze', { until: toIso(first) })).json()).toMatchObject({ changed: true });
    expect((await act(id, 'snooze', { until: toIso(second) })).json()).toMatchObject({ changed: true });
    expect((await act(id, 'snooze', { until: toIso(second) })).json()).toMatchObject({ changed: false });
    expect(await shown(id)).toMatchObject({ status: 'snoozed', snoozedUntil: Date.parse(toIso(second)) });
  });

  it('is refused where the alert ended by itself, and says so [N11]', async () => {
    const { episode, id } = await told();
    await sent(form(episode, now() - MINUTE, 9));
    expect(await shown(id)).toMatchObject({ status: 'eased', act: null });
    expect(await said(act(id, 'resolve', { outcome: 'nothing-needed' }))).toMatch(/over: it eased by itself/);
  });
});

describe('an act on what a sender dated ahead', () => {
  it.each(['urn:zzz:forms', 'urn:aaa:forms'])('holds, from %s [D1]', async (source) => {
    const episode = `acts-${(episodes += 1)}`;
    await sent(
      opened(dyadOf(episode), now() - 30 * DAY),
      form(episode, now() - 3 * DAY, 9),
      form(episode, now() - 2 * DAY, 9),
    );
    await send(api.system, [{ ...cloudEvent(form(episode, now() + 2 * MINUTE, 5) as never), source }]);
    await api.system.followAll();
    const id = (await alertsOf(episode))[0]?.id ?? '';
    expect((await act(id, 'acknowledge')).json()).toMatchObject({ changed: true });
    expect(await shown(id)).toMatchObject({ status: 'acknowledged' });
    expect((await act(id, 'acknowledge')).json()).toMatchObject({ changed: false });
    expect((await act(id, 'resolve', { outcome: 'nothing-needed' })).json()).toMatchObject({ changed: true });
    expect(await shown(id)).toMatchObject({ status: 'resolved' });
  });

  it('can be put off only until after it was raised [D1]', async () => {
    const episode = `acts-${(episodes += 1)}`;
    await sent(
      opened(dyadOf(episode), now() - 30 * DAY),
      form(episode, now() - 3 * DAY, 9),
      form(episode, now() + 2 * MINUTE, 5),
    );
    const id = (await alertsOf(episode))[0]?.id ?? '';
    expect(refusal(await act(id, 'snooze', { until: toIso(now() + MINUTE) }))).toMatchObject({ status: 422 });
    expect((await act(id, 'snooze', { until: toIso(now() + HOUR) })).statusCode).toBe(200);
    expect(await shown(id)).toMatchObject({ status: 'snoozed' });
  });
});

describe('what it means for the episode', () => {
  const rupture = async (episode: string): Promise<string | undefined> =>
    (await ask(api, `/v1/episodes/${episode}`)).json<{ rupture: { state: string } | null }>().rupture?.state;

  it.each([
    ['override', { reason: 'wrong' }, ['rupture-withdrawn', 'withdrawn'], /no longer says strain/],
    ['override', { reason: 'not-relevant' }, ['rupture-stays', 'open'], /stays in the caseload, because/],
    ['override', { reason: 'already-knew' }, ['rupture-confirmed', 'open'], /confirmed/],
    ['resolve', { outcome: 'changed-the-plan' }, ['rupture-repairing', 'repairing'], /easing/],
    ['resolve', { outcome: 'cannot-reach' }, ['rupture-stays', 'open'], /stays in the caseload/],
  ] as const)('is said and done: %s %j [D12]', async (action, body, [effect, state], words) => {
    const { episode, id } = await told();
    const answer = (await act(id, action, body)).json<{ effect: string; words: string }>();
    expect([answer.effect, answer.words]).toEqual([effect, expect.stringMatching(words)]);
    await api.system.followAll();
    expect(await rupture(episode)).toBe(state);
  });

  it('is said in the reader’s language, and of an alert about an appointment [D12]', async () => {
    const { episode, id } = await told();
    await sent(noShow(episode));
    const about = (await alertsOf(episode)).find(({ key }) => key.startsWith('missed-during-strain'));
    const german = await post(`/v1/alerts/${about?.id}/override`, { reason: 'wrong' }, { 'accept-language': 'de' });
    expect(german.json()).toMatchObject({ effect: 'rupture-apart', words: expect.stringContaining('eigenen Hinweis') });
    expect((await shown(id)).status).toBe('open');
  });

  it('lets new evidence be told anew, with the id of the alert before it [M3]', async () => {
    for (const [action, body] of [
      ['override', { reason: 'wrong' }],
      ['resolve', { outcome: 'talked-it-through' }],
    ] as const) {
      const { episode, id } = await told();
      await act(id, action, body);
      await api.system.followAll();
      api.system.clock.advance(HOUR);
      await sent(form(episode, now() - MINUTE, 6));
      expect(await alertsOf(episode)).toHaveLength(1);
      await sent(form(episode, now() - SECOND, 4, 2));
      expect((await alertsOf(episode)).map(({ follows, status }) => [follows, status])).toEqual([
        [null, expect.any(String)],
        [id, 'open'],
      ]);
    }
  });
});

describe('a form that came after an act and is dated before it', () => {
  it.each(['wrong', 'not-relevant'])(
    'is told anew after "%s", for it was not on the page [M3, D12]',
    async (reason) => {
      const { episode, id } = await told();
      const before = now() - MINUTE;
      expect((await act(id, 'override', { reason })).statusCode).toBe(200);
      await sent(form(episode, before, 3, 2));
      expect((await alertsOf(episode)).map(({ follows, status }) => [follows, status])).toEqual([
        [null, 'overridden'],
        [id, 'open'],
      ]);
    },
  );

  it('is silent where it goes on as it was [M3, D12]', async () => {
    const { episode, id } = await told();
    await act(id, 'override', { reason: 'wrong' });
    await sent(form(episode, now() - MINUTE, 6));
    expect((await alertsOf(episode)).map(({ status }) => status)).toEqual(['overridden']);
  });
});

describe('what was put off', () => {
  it('is back by itself, and says so in the answer and in the timeline [D2]', async () => {
    const { episode, id } = await told();
    await act(id, 'snooze', { until: toIso(now() + 15 * SECOND) });
    expect(await shown(id)).toMatchObject({ status: 'snoozed', cameBackAt: null });
    api.system.clock.advance(MINUTE);
    await api.system.commands.execute(new Sweep(0));
    expect(await shown(id)).toMatchObject({
      status: 'open',
      snoozedUntil: null,
      cameBackAt: expect.any(Number),
      act: { kind: 'snoozed', by: 'dr-1' },
    });
    expect((await ask(api, `/v1/episodes/${episode}/timeline`)).body).toContain('Back after a pause');
  });
});

describe('a slip', () => {
  it('can be taken back, once, by whoever made it, and done anew', async () => {
    const { id } = await told();
    expect(await said(act(id, 'undo'))).toMatch(/nobody has done anything/);
    const done = (await act(id, 'resolve', { outcome: 'nothing-needed' })).json<{ act: string; undoUntil: string }>();
    expect(Math.abs(Date.parse(done.undoUntil) - now() - 10 * MINUTE)).toBeLessThan(10 * SECOND);
    expect(await said(act(id, 'undo', { by: 'dr-2' }))).toMatch(/resolved by dr-1 .*; only dr-1 can take it back/);
    expect((await act(id, 'undo')).json()).toMatchObject({
      changed: true,
      action: 'undo',
      act: done.act,
      undoUntil: null,
    });
    expect((await act(id, 'undo')).json()).toMatchObject({ changed: false, act: done.act });
    expect(await shown(id)).toMatchObject({ status: 'open', act: null });
    expect((await act(id, 'undo')).json()).toMatchObject({ changed: false });
    const anew = (await act(id, 'resolve', { outcome: 'nothing-needed' })).json<{ act: string }>();
    expect(anew).toMatchObject({ changed: true });
    expect(anew.act).not.toBe(done.act);
    expect(await shown(id)).toMatchObject({ status: 'resolved', act: { event: anew.act } });
  });

  it('from many connections is taken back once', async () => {
    const { id } = await told();
    await act(id, 'acknowledge');
    const before = await events();
    const answers = await Promise.all(Array.from({ length: 30 }, () => act(id, 'undo')));
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 30 }, () => 200));
    expect(answers.filter((answer) => answer.json<{ changed: boolean }>().changed)).toHaveLength(1);
    expect(await events()).toBe(before + 1);
  });

  it('twice does not reach the act before it', async () => {
    const { id } = await told();
    await act(id, 'acknowledge');
    await act(id, 'override', { reason: 'wrong' });
    await Promise.all([act(id, 'undo'), act(id, 'undo')]);
    expect(await shown(id)).toMatchObject({ status: 'acknowledged' });
  });

  it('stands after ten minutes', async () => {
    const { id } = await told();
    await act(id, 'acknowledge');
    api.system.clock.advance(10 * MINUTE + SECOND);
    expect(await said(act(id, 'undo'))).toMatch(/acknowledged by dr-1 .*; it could be taken back until 20/);
    expect(await shown(id)).toMatchObject({ status: 'acknowledged' });
  });

  it('that is taken back sends nothing again', async () => {
    const { episode, id } = await told();
    await sent(noShow(episode));
    const owed = async (): Promise<unknown> =>
      (await api.system.parts.db.query('SELECT idem_key, state FROM outbox ORDER BY 1')).rows;
    const before = await owed();
    await act(id, 'override', { reason: 'wrong' });
    expect((await alertsOf(episode)).length).toBe(2);
    await api.system.followAll();
    expect((await alertsOf(episode)).map(({ status }) => status)).toEqual(['overridden', 'closed']);
    await act(id, 'undo');
    await api.system.followAll();
    expect((await alertsOf(episode)).map(({ status }) => status)).toEqual(['open', 'open']);
    expect(await owed()).toEqual(before);
  });

  it('of an alert that is not there, or with a member that means nothing, is refused [B-071]', async () => {
    expect(refusal(await act('al_000000000000000000000000', 'undo'))).toMatchObject({ status: 404 });
    expect(refusal(await act((await told()).id, 'undo', { act: 'x' }))).toMatchObject({ status: 422 });
  });
});
