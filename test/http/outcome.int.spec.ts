/** Outcome forms over HTTP: what a clinician finds in the inbox, the caseload, the episode and the timeline. */
import { DAY, HOUR } from '#lib/kernel';
import { cloudEvent, dyadOf, opened, send, type SentEvent } from '#lib/testkit';
import { ask, openApi, type ApiHouse } from './api-system.js';

interface Alert {
  readonly id: string;
  readonly episode: string;
  readonly rule: string;
  readonly tier: string;
  readonly status: string;
  readonly words: { readonly title: string; readonly whatChanged: string };
}

let api: ApiHouse;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const now = (): number => api.system.clock.now();

/** Marks have one decimal. */
const mark = (total: number): number => Math.round(total * 2.5) / 10;
const lastMark = (total: number): number => Math.round(10 * (total - 3 * mark(total))) / 10;
/** Four marks of an ORS that add up to this. */
const ors = (episode: string, daysAgo: number, total: number): SentEvent => ({
  id: `ors-${episode}-${daysAgo}`,
  type: 'feedback.submitted',
  at: now() - daysAgo * DAY - HOUR,
  data: {
    ...dyadOf(episode),
    form: `ors-${daysAgo}`,
    instrument: { code: 'ors', version: '1' },
    respondent: 'client',
    items: [1, 2, 3, 4].map((n) => ({ item: `ors-${n}`, value: n < 4 ? mark(total) : lastMark(total) })),
  },
});
async function sent(episode: string, ...totals: readonly number[]): Promise<void> {
  const forms = totals.map((total, i) => ors(episode, 7 * (totals.length - 1 - i), total));
  const facts = [opened(dyadOf(episode), now() - 60 * DAY), ...forms];
  await send(
    api.system,
    facts.map((fact) => cloudEvent(fact as never)),
  );
  await api.system.followAll();
}
const german = { headers: { 'accept-language': 'de' } };
const alertsOf = async (episode: string, options: object = {}): Promise<readonly Alert[]> =>
  (await ask(api, '/v1/alerts?show=all&limit=200', options))
    .json<{ items: readonly Alert[] }>()
    .items.filter((alert) => alert.episode === episode);

it('M5 an ORS of 30, 29, 22, 15 is told once, as the form’s own news, in both languages', async () => {
  await sent('ep-fell', 30, 29, 22, 15);
  expect(await alertsOf('ep-fell')).toMatchObject([
    {
      rule: 'outcome-worse',
      tier: 'talk-soon',
      status: 'open',
      words: {
        title: 'ORS: clearly lower than at the start',
        whatChanged: 'The client’s ORS: 15 now, 30 at the start. That is 15 lower, and on this form higher is better.',
      },
    },
  ]);
  expect((await alertsOf('ep-fell', german))[0]?.words.title).toBe('ORS: deutlich niedriger als zu Beginn');
  expect((await ask(api, '/v1/episodes/ep-fell')).json()).toMatchObject({
    attention: 'talk-soon',
    reason: 'ORS: clearly lower than at the start',
    rupture: null,
    outcome: [{ instrument: 'ors', standing: 'worse', first: 30, latest: 15, forms: 4 }],
  });
});

it('M5 is ended by a person with words of its own, and stays in sight', async () => {
  await sent('ep-ended', 30, 20);
  const [alert] = await alertsOf('ep-ended');
  const resolved = await ask(api, `/v1/alerts/${alert?.id}/resolve`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ by: 'dr-1', outcome: 'changed-the-plan' }),
  });
  expect(resolved.json()).toMatchObject({ effect: 'outcome-stays', changed: true });
  await api.system.followAll();
  expect((await ask(api, '/v1/episodes/ep-ended')).json()).toMatchObject({
    attention: 'keep-an-eye',
    reason: 'ORS: clearly lower than at the start',
  });
});

it('S12 what is better is said, and alerts nobody', async () => {
  await sent('ep-rose', 15, 22, 28);
  expect(await alertsOf('ep-rose')).toEqual([]);
  expect((await ask(api, '/v1/episodes/ep-rose', german)).json()).toMatchObject({
    attention: 'on-course',
    reason: 'ORS: um 13 höher, verlässlich besser und über den Grenzwert hinaus',
  });
  const { entries } = (await ask(api, '/v1/episodes/ep-rose/timeline')).json<{
    entries: { kind: string; words: string }[];
  }>();
  expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['outcome.improved', 'outcome.recovered']));
  expect(entries.at(-1)?.words).toBe('ORS: 13 higher than at the start, reliably better and past its cutoff');
});
