/** Some of the histories through the API, day by day: the inbox and the caseload say what the fold says, in both languages. */
import { foldEpisode } from '#lib/alliance';
import { operatorOf } from '#lib/identity';
import { DAY, LANGUAGES, type Language } from '#lib/kernel';
import { SetClinicChoice, Sweep } from '#lib/pipeline';
import { cloudEvent, type SentEvent } from '#lib/testkit';
import { ask, BATCHED, openApi, post, type ApiHouse } from '../http/api-system.js';
import { CHOICE } from './clinic.js';
import { ABOUT, type About } from './codes.js';
import { START } from './course.js';
import type { History } from './history.js';
import { eventOf, inOrderOfArrival } from './live.js';
import { HISTORIES } from './roster.js';

/** Of each kind of news one, and of silence: none of them waits for what a person does. */
const SAMPLE = [
  'part-01',
  'fall-01',
  'level-01',
  'word-01',
  'stop-01',
  'outcome-02',
  'safety-01',
  'noise-01',
  'calm-04',
  'time-04',
  'second-02',
  'second-49',
  'second-51',
  'second-82',
  'second-93',
  'second-102',
  'second-118',
  'second-128',
];
const UNKNOWN = foldEpisode([]);
const SETTLED = 3;
const WITHIN_MS = 120_000;

const sample = SAMPLE.map((id) => HISTORIES.find((history) => history.id === id) as History);

interface Arriving {
  readonly arrives: number;
  readonly event: Record<string, unknown>;
}

/** In an episode, of a client and with a clinician of its own. */
const arrivingOf = ({ id, course }: History): readonly Arriving[] =>
  inOrderOfArrival(course.happenings)
    .filter(({ at, arrives = at }) => arrives <= course.now)
    .flatMap((one, i) => {
      const event = eventOf(one, `${id}-${i}`, UNKNOWN);
      if (!event) return [];
      const names = { episode: `ep-${id}`, client: `cl-${id}`, clinician: `dr-${id}` };
      const data = Object.fromEntries(
        Object.entries(event.data).map(([name, value]) => [name, names[name as keyof typeof names] ?? value]),
      );
      const sent = { ...event, at: event.occurredAt, data } as unknown as SentEvent;
      return [{ arrives: one.arrives ?? one.at, event: cloudEvent(sent) }];
    });

const MOST_AT_ONCE = 100;

/** Each history is looked at on the day on which it ends: time passes on for the others. */
async function live(api: ApiHouse): Promise<ReadonlyMap<string, Seen>> {
  const arriving = sample.flatMap(arrivingOf).toSorted((a, b) => a.arrives - b.arrives);
  const seen = new Map<string, Seen>();
  let from = 0;
  for (let at = START - 3 * DAY; seen.size < sample.length; at += DAY) {
    api.system.clock.holdAt(at);
    const batch = arriving.slice(from).filter(({ arrives }) => arrives <= at);
    from += batch.length;
    for (let i = 0; i < batch.length; i += MOST_AT_ONCE) await send(api, batch.slice(i, i + MOST_AT_ONCE));
    await settle(api);
    for (const { id } of sample.filter(({ id, course }) => course.now <= at && !seen.has(id)))
      seen.set(id, await look(api, `ep-${id}`));
  }
  return seen;
}

async function send(api: ApiHouse, batch: readonly Arriving[]): Promise<void> {
  const body = JSON.stringify(batch.map(({ event }) => event));
  const reply = await post(api, { body, contentType: BATCHED });
  if (reply.statusCode >= 300) throw new Error(reply.body);
}

/** Until nothing is left to follow or to remind of. */
async function settle({ system }: ApiHouse): Promise<void> {
  for (let i = 0; i < SETTLED; i++) {
    await system.followAll();
    const { timers } = await system.commands.execute(new Sweep(0));
    if (timers === 0) return;
  }
}

interface AlertInInbox {
  readonly episode: string;
  readonly rule: string;
  readonly historical: boolean;
  readonly words: { readonly title: string };
}
interface Row {
  readonly episode: string;
  readonly attention: string;
  readonly reason: string;
}
type Seen = Readonly<Record<Language, { readonly alerts: readonly AlertInInbox[]; readonly row: Row | undefined }>>;

async function look(api: ApiHouse, episode: string): Promise<Seen> {
  const isMine = (one: { readonly episode: string }): boolean => one.episode === episode;
  const itemsOf = async <T extends Row | AlertInInbox>(url: string, language: Language): Promise<readonly T[]> => {
    const reply = await ask(api, `${url}limit=200`, { headers: { 'accept-language': language } });
    return reply.json<{ items: T[] }>().items.filter(isMine);
  };
  const seen = LANGUAGES.map(async (language) => {
    const alerts = await itemsOf<AlertInInbox>('/v1/alerts?show=all&', language);
    const [row] = await itemsOf<Row>('/v1/caseload?', language);
    return [language, { alerts: alerts.filter(({ historical }) => !historical), row }] as const;
  });
  return Object.fromEntries(await Promise.all(seen)) as unknown as Seen;
}

describe('through the API', () => {
  let api: ApiHouse;
  let seen: ReadonlyMap<string, Seen>;

  beforeAll(async () => {
    api = await openApi();
    const { clock, commands, tenant } = api.system;
    clock.holdAt(START - 4 * DAY);
    const choice = { choice: CHOICE, over: 0, by: 'lead-1', reason: 'test' };
    await commands.execute(new SetClinicChoice(operatorOf(tenant), choice));
    seen = await live(api);
  }, WITHIN_MS);
  afterAll(() => api.close());

  describe.each(LANGUAGES)('in %s', (language) => {
    it.each(sample)('$id: $name', (history) => {
      const { alerts, row } = (seen.get(history.id) as Seen)[language];
      expect(kindsOf(alerts).filter((about) => !history.mayTell?.includes(about))).toEqual(kindsWanted(history));
      expect([history.attention].flat()).toContain(row?.attention);
      const text = [row?.reason, ...alerts.flatMap(({ words }) => Object.values(words).flat())].join('\n');
      for (const pattern of history.says?.[language] ?? []) expect(text).toMatch(pattern);
    });
  });
});

const kindsWanted = ({ told }: History): readonly About[] => [...new Set(told.map(({ about }) => about))].sort();

const kindsOf = (alerts: readonly AlertInInbox[]): readonly About[] =>
  [
    ...new Set(alerts.flatMap(({ rule }) => (Object.keys(ABOUT) as About[]).filter((about) => isOf(about, rule)))),
  ].sort();

const isOf = (about: About, rule: string): boolean => ABOUT[about].some((code) => code === rule);
