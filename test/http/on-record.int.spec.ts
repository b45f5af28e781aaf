/** Every look at a client over HTTP is on record before it is answered, whoever asked and whatever came of it. */
import fc from 'fast-check';
import { createKey, type Scope } from '#lib/identity';
import { DAY, MINUTE, SECOND, toIso } from '#lib/kernel';
import { ListAlerts } from '#lib/pipeline';
import { dyadOf, openClinic, opened, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import { ask, listen, openApi, refusal, type ApiHouse, type Reply } from './api-system.js';

interface Entry {
  readonly by: string;
  readonly clinician: string | null;
  readonly action: string;
  readonly subjects: readonly string[];
  readonly outcome: string;
  readonly code: string | null;
}

interface Key {
  readonly text: string;
  readonly clinician: string | null;
}
interface Target {
  readonly episode: string;
  readonly alert: string;
  readonly position: number;
}
interface Route {
  readonly action: string;
  readonly path: (target: Target) => string;
  /** Of an act. */
  readonly body?: object;
  /** Of its answer, what can name clients; of a question about the system, which is on record only if it does. */
  readonly namedIn?: (answer: never) => unknown;
}

const items = (answer: { readonly items: unknown }): unknown => answer.items;
const act = (kind: string, body: object = {}): Route => ({
  action: `alert-${kind}`,
  path: ({ alert }) => `/v1/alerts/${alert}/${kind}`,
  body,
});
const ROUTES: readonly Route[] = [
  { action: 'caseload', path: () => '/v1/caseload?limit=3' },
  { action: 'caseload', path: () => '/v1/caseload?clinician=dr-2' },
  { action: 'caseload', path: () => '/v1/caseload?cursor=AAAA' },
  { action: 'episode', path: ({ episode }) => `/v1/episodes/${episode}` },
  { action: 'timeline', path: ({ episode }) => `/v1/episodes/${episode}/timeline` },
  { action: 'looks', path: ({ episode }) => `/v1/episodes/${episode}/looks` },
  { action: 'alerts', path: () => '/v1/alerts?show=all' },
  { action: 'alerts', path: () => '/v1/alerts?clinician=dr-1' },
  { action: 'alert', path: ({ alert }) => `/v1/alerts/${alert}` },
  { action: 'trace', path: ({ position }) => `/v1/events/${position}/trace` },
  { action: 'trace', path: ({ position }) => `/v1/events?source=urn:example:none&id=${position}` },
  {
    action: 'pipeline',
    path: () => '/v1/pipeline',
    namedIn: (answer: { episodesSetAside: unknown }) => answer.episodesSetAside,
  },
  { action: 'set-aside', path: () => '/v1/set-aside', namedIn: items },
  { action: 'failed', path: () => '/v1/failed/deliveries', namedIn: items },
  { action: 'failed', path: () => '/v1/failed/episodes', namedIn: items },
  {
    action: 'find',
    path: ({ episode }) => `/v1/find?q=${episode}`,
    namedIn: (answer: { found: unknown }) => answer.found,
  },
  { action: 'repairs', path: () => '/v1/repairs', namedIn: items },
  { action: 'operations', path: () => '/v1/operations', namedIn: items },
  act('acknowledge'),
  act('snooze', { until: toIso(Date.now() + DAY) }),
  act('override', { reason: 'already-knew' }),
  act('resolve', { outcome: 'talked-it-through' }),
  act('undo'),
];

let api: ApiHouse;
let clinic: TestSystem;
let elsewhere: TestSystem;
let keys: readonly Key[];
let targets: readonly Target[];
const db = () => api.system.parts.db;

async function keyOf(system: TestSystem, scopes: readonly Scope[], clinician?: string): Promise<Key> {
  const text = await createKey(db(), { tenant: system.tenant, label: 'spec', scopes, clinician });
  return { text, clinician: clinician ?? null };
}
const idOf = ({ text }: Key): string => text.split('_')[2] ?? '';

beforeAll(async () => {
  api = await openApi();
  clinic = await openClinic(api.system);
  elsewhere = await openClinic(api.system);
  const now = api.system.clock.now();
  const dyads = Array.from({ length: 6 }, (_, n) => ({ ...dyadOf(`ep-${n}`), clinician: n % 2 ? 'dr-1' : 'dr-2' }));
  await sendAndProject(
    clinic,
    dyads.flatMap((dyad) => [
      opened(dyad, now - DAY),
      pulse(dyad, now - MINUTE, { form: `f-${dyad.episode}`, level: 4, feltOff: 2 }),
    ]),
  );
  // so that what is said of the system names somebody
  await db().query(`UPDATE checkpoint SET quarantined_at = now(), reason = 'spec' WHERE stream = 'episode/ep-5'`);
  const { items: alerts } = await clinic.queries.execute(new ListAlerts(clinic.principal, { show: 'all', limit: 50 }));
  targets = [
    ...alerts.map(({ id, episode }, n) => ({ alert: id, episode, position: n + 1 })),
    { alert: 'al_000000000000000000000000', episode: 'ep-unknown', position: 999_999 },
  ];
  keys = [
    await keyOf(clinic, ['clinic:read', 'alerts:write', 'operate']),
    await keyOf(clinic, ['clinic:read', 'alerts:write'], 'dr-1'),
    await keyOf(clinic, ['clinic:read', 'alerts:write'], 'dr-2'),
    await keyOf(clinic, ['operate']),
    await keyOf(clinic, ['operate'], 'dr-1'),
    await keyOf(clinic, ['events:write']),
    await keyOf(elsewhere, ['clinic:read', 'alerts:write', 'operate']),
  ];
});
afterAll(() => api.close());

/** What is on record after so many entries, of both clinics. */
async function entriesSince(seen: Readonly<Record<number, number>>): Promise<readonly Entry[]> {
  const { rows } = await db().query<{ entry: string; tenant: number; n: number }>(
    `SELECT tenant, seq::float8 AS n, entry FROM audit WHERE tenant = ANY($1::int[]) ORDER BY audit.seq`,
    [[clinic.tenant.id, elsewhere.tenant.id]],
  );
  return rows.filter(({ tenant, n }) => n > (seen[tenant] ?? 0)).map(({ entry }) => JSON.parse(entry) as Entry);
}
async function seenNow(): Promise<Record<number, number>> {
  const { rows } = await db().query<{ tenant: number; n: number }>('SELECT tenant, seq::float8 AS n FROM audit_head');
  return Object.fromEntries(rows.map(({ tenant, n }) => [tenant, n]));
}

type Call = { readonly route: Route; readonly key: Key; readonly target: Target };

const call = ({ route, key, target }: Call): Promise<Reply> =>
  ask(api, route.path(target), {
    method: route.body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key.text}`, ...(route.body && { 'content-type': 'application/json' }) },
    ...(route.body && { payload: JSON.stringify(route.body) }),
  });

const NAMED = /\bep-\d+\b|\bal_[0-9a-f]{24}\b/g;
const isNamed = (what: unknown): boolean => JSON.stringify(what).match(NAMED) !== null;

/** What has to be on record of a call that was answered so; undefined where nobody was shown. */
function expected({ route, key }: Call, reply: Reply): Omit<Entry, 'subjects'> | undefined {
  const ok = reply.statusCode === 200;
  if (ok && route.namedIn && !isNamed(route.namedIn(reply.json() as never))) return undefined;
  return {
    by: idOf(key),
    clinician: key.clinician,
    action: route.action,
    outcome: ok ? 'answered' : 'refused',
    code: ok ? null : reply.json<{ code: string }>().code,
  };
}

const calls = (seed: number, numRuns: number): readonly Call[] =>
  fc.sample(
    fc.record({
      route: fc.constantFrom(...ROUTES),
      key: fc.constantFrom(...keys),
      target: fc.constantFrom(...targets),
    }),
    { seed, numRuns },
  );

const bare = ({ by, clinician, action, outcome, code }: Entry): Omit<Entry, 'subjects'> => ({
  by,
  clinician,
  action,
  outcome,
  code,
});

const SHOWING = ['caseload', 'alerts', 'alert', 'episode', 'timeline'];

/** Whom an answer about clients names; of the alerts of an episode, only their lists and pages. */
function shownBy({ route: { action } }: Call, reply: Reply): readonly string[] {
  if (!SHOWING.includes(action)) return [];
  const ids = [...reply.body.matchAll(NAMED)].map(([id]) => id);
  const isAlert = (id: string): boolean => id.startsWith('al_');
  return ids
    .filter((id) => !isAlert(id) || action.startsWith('alert'))
    .map((id) => `${isAlert(id) ? 'alert' : 'episode'}/${id}`);
}

describe('S-27: the record of looks', () => {
  it('has one entry for each call, one after the other, with whom it showed', async () => {
    const reached = new Set<string>();
    for (const one of calls(27, 400)) {
      const seen = await seenNow();
      const reply = await call(one);
      const entries = await entriesSince(seen);
      const entry = expected(one, reply);
      expect({ path: one.route.path(one.target), entries: entries.map(bare) }).toEqual({
        path: one.route.path(one.target),
        entries: entry ? [entry] : [],
      });
      if (entry?.outcome === 'answered')
        expect(entries[0]?.subjects).toEqual(expect.arrayContaining(shownBy(one, reply)));
      if (entry) reached.add(`${entry.action} ${entry.outcome}`);
    }
    // the seed reaches each route, answered and refused
    const answered = ROUTES.filter(({ action, namedIn }) => !namedIn || action === 'find');
    const wanted = [
      ...ROUTES.map(({ action }) => `${action} refused`),
      ...answered.map(({ action }) => `${action} answered`),
    ];
    expect([...reached]).toEqual(expect.arrayContaining(wanted));
  });

  it('has as many entries as calls, of the same classes, when they come at the same time', async () => {
    const seen = await seenNow();
    const asked = calls(28, 300);
    const replies = await Promise.all(asked.map(call));
    const wanted = asked.flatMap((one, i) => expected(one, replies[i] as Reply) ?? []);
    const sorted = (entries: readonly object[]): string[] => entries.map((entry) => JSON.stringify(entry)).sort();
    expect(sorted((await entriesSince(seen)).map(bare))).toEqual(sorted(wanted));
  });

  it('says of an alert which episode it belongs to, also of one that was refused', async () => {
    const target = targets.find(({ episode }) => episode === 'ep-0') as Target;
    const [, drOne] = keys as [Key, Key];
    for (const route of ROUTES.filter(({ action }) => action === 'alert' || action === 'alert-acknowledge')) {
      const seen = await seenNow();
      expect((await call({ route, key: drOne, target })).statusCode).toBe(404);
      expect((await entriesSince(seen)).map(({ subjects }) => subjects)).toEqual([
        ['episode/ep-0', `alert/${target.alert}`],
      ]);
    }
  });

  it('has no entry for who could not say who they are', async () => {
    const seen = await seenNow();
    expect((await ask(api, '/v1/episodes/ep-1', { headers: { authorization: 'Bearer none' } })).statusCode).toBe(401);
    expect(await entriesSince(seen)).toEqual([]);
  });

  it('has an entry for what broke', async () => {
    const seen = await seenNow();
    const [all] = keys as [Key];
    await db().query('ALTER TABLE caseload RENAME TO caseload_away');
    const reply = await ask(api, '/v1/caseload', { headers: { authorization: `Bearer ${all.text}` } });
    await db().query('ALTER TABLE caseload_away RENAME TO caseload');
    expect(reply.statusCode).toBe(500);
    expect(await entriesSince(seen)).toMatchObject([
      { by: idOf(all), action: 'caseload', outcome: 'failed', code: null },
    ]);
  });
});

describe('who looked at an episode', () => {
  it('is answered to who may read the episode, newest first, page by page', async () => {
    const fresh = await openClinic(api.system);
    const now = api.system.clock.now();
    await sendAndProject(fresh, [opened({ ...dyadOf('ep-9'), clinician: 'dr-1' }, now - DAY)]);
    const mine = await keyOf(fresh, ['clinic:read'], 'dr-1');
    const other = await keyOf(fresh, ['clinic:read'], 'dr-2');
    const look = (path: string, key: Key) => ask(api, path, { headers: { authorization: `Bearer ${key.text}` } });
    await look('/v1/episodes/ep-9', other);
    await look('/v1/episodes/ep-9/timeline', mine);
    await look('/v1/caseload', mine);
    interface Looks {
      readonly items: readonly object[];
      readonly nextCursor?: string;
    }
    const first = (await look('/v1/episodes/ep-9/looks?limit=2', mine)).json<Looks>();
    expect(first.items).toMatchObject([
      {
        number: 3,
        by: idOf(mine),
        clinician: 'dr-1',
        action: 'caseload',
        words: 'Read the caseload',
        outcome: 'answered',
      },
      { number: 2, action: 'timeline', words: 'Read the timeline' },
    ]);
    const rest = (await look(`/v1/episodes/ep-9/looks?cursor=${first.nextCursor}`, mine)).json<Looks>();
    expect(rest.items).toMatchObject([{ number: 1, by: idOf(other), outcome: 'refused', refusedFor: 'not_found' }]);
    // asking is a look itself
    const again = (await look('/v1/episodes/ep-9/looks?limit=1', mine)).json<Looks>();
    expect(again.items).toMatchObject([{ number: 5, action: 'looks' }]);
    expect(refusal(await look('/v1/episodes/ep-9/looks', other))).toMatchObject({ status: 404 });
    expect(refusal(await look('/v1/episodes/ep-9/looks?cursor=AAAA', mine))).toMatchObject({ code: 'bad_cursor' });
  });
});

describe('what cannot be put on record', () => {
  const withoutRecord = async <T>(work: () => Promise<T>): Promise<T> => {
    await db().query('ALTER TABLE audit RENAME TO audit_away');
    try {
      return await work();
    } finally {
      await db().query('ALTER TABLE audit_away RENAME TO audit');
    }
  };

  it('is not answered, not even that it is refused or does not exist', async () => {
    const [all, drOne, , , , writes] = keys as [Key, Key, Key, Key, Key, Key];
    const target = targets.find(({ episode }) => episode === 'ep-0') as Target;
    const asked: Call[] = ROUTES.filter(({ namedIn }) => !namedIn).flatMap((route) =>
      [all, drOne, writes].map((key) => ({ route, key, target })),
    );
    const replies = await withoutRecord(() => Promise.all(asked.map(call)));
    for (const [i, reply] of replies.entries()) {
      expect({ path: asked[i]?.route.path(target), ...refusal(reply) }).toMatchObject({
        status: 503,
        code: 'audit_unavailable',
      });
      expect(reply.headers['retry-after']).toBe('2');
      expect(reply.body).not.toMatch(/ep-0|dr-2|cl-/);
    }
    expect((await call({ ...(asked[0] as Call), key: all })).statusCode).toBe(200);
  });

  it('is answered where it shows nobody', () =>
    withoutRecord(async () => {
      const [all] = keys as [Key];
      for (const path of ['/v1/inbound', '/v1/queues', '/v1/set-aside'])
        expect((await ask(api, path, { headers: { authorization: `Bearer ${all.text}` } })).statusCode).toBe(200);
    }));

  it('opens no live stream; otherwise its opening is on record before its first message', async () => {
    const url = `http://127.0.0.1:${await listen(api)}/v1/stream`;
    const [all] = keys as [Key];
    const open = () => {
      const ending = new AbortController();
      const headers = { authorization: `Bearer ${all.text}` };
      return {
        reply: fetch(url, { headers, signal: AbortSignal.any([ending.signal, AbortSignal.timeout(10 * SECOND)]) }),
        ending,
      };
    };
    const refused = await withoutRecord(() => open().reply);
    expect([refused.status, (await refused.json()) as object]).toMatchObject([503, { code: 'audit_unavailable' }]);
    const seen = await seenNow();
    const { reply, ending } = open();
    expect((await reply).headers.get('content-type')).toContain('text/event-stream');
    expect(await entriesSince(seen)).toMatchObject([
      { by: idOf(all), action: 'stream', subjects: [], outcome: 'answered' },
    ]);
    ending.abort();
  });
});
