/** The questions that may be asked, and what becomes of odd parameters, cursors and ids. */
import { createKey } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { ruptureStory } from '#lib/synthetic';
import { cloudEvent, send } from '#lib/testkit';
import { ask, openApi, refusal, type ApiHouse } from './api-system.js';

let api: ApiHouse;
beforeAll(async () => {
  api = await openApi();
  const at = Date.UTC(2026, 2, 2);
  const opened = (n: number): Record<string, unknown> =>
    cloudEvent({
      id: `o-${n}`,
      type: 'episode.opened',
      at: at + n,
      data: { episode: `ep-${n}`, client: `cl-${n}`, clinician: n % 2 ? 'dr-1' : 'dr-2' },
    });
  await send(
    api.system,
    Array.from({ length: 5 }, (_, n) => opened(n)),
  );
  await api.system.followAll();
});
afterAll(() => api.close());

const cursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

describe('a list', () => {
  it('is read page by page, each entry once', async () => {
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const page = (await ask(api, `/v1/caseload?limit=2${next ? `&cursor=${next}` : ''}`)).json<{
        items: { episode: string }[];
        nextCursor?: string;
      }>();
      seen.push(...page.items.map((item) => item.episode));
      next = page.nextCursor;
    } while (next);
    expect(seen).toEqual(['ep-0', 'ep-1', 'ep-2', 'ep-3', 'ep-4']);
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=1e9',
    'limit=201',
    'limit=10;drop',
    'limit=10%3B%20drop',
    'limit=',
    'limit=1&limit=2',
    'sort=name',
    'a[b]=c',
    'attention=worried',
    'clinician=%00',
    'clinician=a%20b',
    'cursor=%00',
    'cursor=a&cursor=b',
    `cursor=${'A'.repeat(401)}`,
    Array.from({ length: 200 }, (_, i) => `f${i}=1`).join('&'),
  ])('refuses the parameter %#: %s [B-068]', async (query) => {
    for (const list of ['/v1/caseload', '/v1/alerts'])
      expect(refusal(await ask(api, `${list}?${query}`))).toMatchObject({ status: 422, code: 'invalid_query' });
  });

  it('is not impressed by parameters that reach for prototypes', async () => {
    const plain = await ask(api, '/v1/caseload');
    for (const query of ['__proto__=1', 'constructor=1', '__proto__[limit]=1', 'constructor[prototype][limit]=1']) {
      const reply = await ask(api, `/v1/caseload?${query}`);
      if (reply.statusCode === 200) expect(reply.body).toBe(plain.body);
      else expect(refusal(reply)).toMatchObject({ status: 422 });
    }
    expect(({} as { limit?: unknown }).limit).toBeUndefined();
  });

  it.each<[string, string]>([
    ['no JSON', 'AAAA'],
    ['of another list', cursor([1_772_460_000_000, 'al_1'])],
    ['without members', cursor([])],
    ['out of the range of the store', cursor([1e300, 1e300, 'x'])],
    ['with half a number', cursor([0.5, 0, 'x'])],
    ['with an infinite number', Buffer.from('[1e999,1e999,"x"]').toString('base64url')],
    ['with a NUL character', cursor([0, 0, 'a\0b'])],
    ['with a statement', cursor(['0; DROP TABLE caseload', 0, 'x'])],
  ])('refuses a cursor that is %s [B-068]', async (_, forged) => {
    expect(refusal(await ask(api, `/v1/caseload?cursor=${forged}`))).toEqual({
      status: 400,
      code: 'bad_cursor',
      faults: [],
    });
  });

  it.each([[[1e300, 'x']], [[0, 'a\0b']], [['x', 0]]])('refuses the forged inbox cursor %j', async (key) => {
    expect(refusal(await ask(api, `/v1/alerts?cursor=${cursor(key)}`))).toMatchObject({
      status: 400,
      code: 'bad_cursor',
    });
  });

  it('never shows a cursor of another clinic more than its own [B-068]', async () => {
    const stranger = await openApi();
    try {
      const { nextCursor } = (await ask(api, '/v1/caseload?limit=1')).json<{ nextCursor: string }>();
      const page = (await ask(stranger, `/v1/caseload?cursor=${nextCursor}`)).json<{ items: object[] }>();
      expect(page.items).toEqual([]);
    } finally {
      await stranger.close();
    }
  });
});

describe('a key that belongs to one clinician', () => {
  it('reads that caseload and nothing else', async () => {
    const { parts, tenant } = api.system;
    const key = await createKey(parts.db, { tenant, label: 'dr-1', scopes: ['clinic:read'], clinician: 'dr-1' });
    const headers = { authorization: `Bearer ${key}` };
    const { items } = (await ask(api, '/v1/caseload', { headers })).json<{ items: { episode: string }[] }>();
    expect(items.map((item) => item.episode)).toEqual(['ep-1', 'ep-3']);
    for (const url of [
      '/v1/caseload?clinician=dr-2',
      '/v1/alerts?clinician=dr-2',
      '/v1/episodes/ep-0',
      '/v1/episodes/ep-0/timeline',
    ]) {
      expect(refusal(await ask(api, url, { headers }))).toMatchObject({ status: 404, code: 'not_found' });
    }
  });
});

describe('an id that names nothing', () => {
  it.each([
    '42',
    '7f1b6a1e-6a1e-4d7f-9d0a-2f1b6a1e4d7f',
    'EP-0',
    'ep-0%20',
    'ep-0%00',
    '%00',
    '..',
    '%2e%2e%2fpipeline',
    'ep-0%2ftimeline',
    'ep-0%252f',
    "'%20OR%201=1--",
    'x'.repeat(201),
    'x'.repeat(5_000),
  ])('such as %s is not found [B-070]', async (id) => {
    for (const url of [`/v1/episodes/${id}`, `/v1/alerts/${id}`, `/v1/events/${id}/trace`]) {
      const reply = await ask(api, url);
      expect({ url: url.slice(0, 60), ...refusal(reply) }).toMatchObject({
        url: url.slice(0, 60),
        status: 404,
        code: 'not_found',
      });
    }
  });

  it.each(['source=urn:test:practice', 'id=o-1', 'source=a&source=b&id=o-1', 'source[]=a&id=o-1'])(
    'and a search needs both parts, once: %s',
    async (query) => {
      expect(refusal(await ask(api, `/v1/events?${query}`))).toMatchObject({ status: 422, code: 'invalid_query' });
    },
  );

  it.each(['source=%00&id=o-1', 'source=urn:test:practice&id=%00', 'source=urn:test:practice&id=O-1', 'source=&id='])(
    'and a search for what cannot be finds nothing: %s',
    async (query) => {
      expect(refusal(await ask(api, `/v1/events?${query}`))).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  it.each(['0', '999999999999999', '9999999999999999', '-1', '1.5', '0x1', 'NaN'])(
    'and position %s has no trace',
    async (position) => {
      expect(refusal(await ask(api, `/v1/events/${position}/trace`))).toMatchObject({ status: 404, code: 'not_found' });
    },
  );
});

describe('what somebody does with an alert', () => {
  let alert: string;
  const act = (action: string, body: unknown, more: { id?: string; headers?: Record<string, string> } = {}) =>
    ask(api, `/v1/alerts/${more.id ?? alert}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...more.headers },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const events = async (): Promise<number> =>
    Number((await api.system.parts.db.query('SELECT count(*) AS n FROM event')).rows[0]?.['n']);

  beforeAll(async () => {
    const { system } = api;
    const now = system.clock.now();
    const story = ruptureStory({ endsAt: now - 60_000, episode: 'ep-strain', client: 'cl-strain', clinician: 'dr-1' });
    const asSent = (historical: boolean) =>
      story
        .filter(({ arriveAt }) => arriveAt <= now - 60_000 === historical)
        .map(({ event }) => cloudEvent({ ...event, at: event.occurredAt, historical } as never));
    await send(system, asSent(true));
    await send(system, asSent(false).slice(0, 1));
    await system.followAll();
    const { items } = (await ask(api, '/v1/alerts')).json<{ items: { id: string }[] }>();
    alert = items[0]?.id as string;
  });

  it('is refused when it makes no sense, and leaves no event [B-071]', async () => {
    const before = await events();
    const now = api.system.clock.now();
    const wrong: [string, unknown, number, string][] = [
      ['snooze', { until: toIso(now - 1_000) }, 422, 'invalid_query'],
      ['snooze', { until: toIso(now + 10 * 366 * 86_400_000) }, 422, 'invalid_query'],
      ['snooze', { until: '2026-02-30T00:00:00Z' }, 422, 'invalid_query'],
      ['snooze', {}, 422, 'invalid_query'],
      ['override', { reason: 'because' }, 422, 'invalid_query'],
      ['override', { reason: ['wrong'] }, 422, 'invalid_query'],
      ['resolve', { outcome: 'talked-it-through', comment: 'x'.repeat(1_000) }, 422, 'invalid_query'],
      [
        'resolve',
        { outcome: 'talked-it-through', tenantId: 2, position: 1, acknowledgedBy: 'dr-9' },
        422,
        'invalid_query',
      ],
      ['acknowledge', { by: 'Dr Anna Example' }, 422, 'invalid_query'],
      ['acknowledge', '[]', 422, 'invalid_query'],
      ['acknowledge', 'null', 422, 'invalid_query'],
      ['acknowledge', '{', 400, 'invalid_json'],
      ['acknowledge', '{"by":"a\\u0000"}', 422, 'invalid_query'],
      ['acknowledge', '{"__proto__":{"by":"dr-1"}}', 400, 'forbidden_key'],
      ['acknowledge', `${'['.repeat(65)}${']'.repeat(65)}`, 400, 'too_deep'],
      ['acknowledge', 'x'.repeat(1_048_577), 413, 'too_large'],
    ];
    for (const [action, body, status, code] of wrong)
      expect({ action, ...refusal(await act(action, body)) }).toMatchObject({ action, status, code });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16']) {
      expect(refusal(await act('acknowledge', { by: 'dr-1' }, { headers: { 'content-type': type } }))).toMatchObject({
        status: 415,
        code: 'unsupported_media_type',
      });
    }
    expect(refusal(await act('acknowledge', {}, { id: 'al_000000000000000000000000' }))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect(await events()).toBe(before);
  });

  it('belongs to whoever was first; the same person again changes nothing [B-071]', async () => {
    const race = await Promise.all(['dr-1', 'dr-2'].map((by) => act('acknowledge', { by })));
    expect(race.map((r) => r.statusCode).sort()).toEqual([200, 409]);
    const winner = race[0]?.statusCode === 200 ? 'dr-1' : 'dr-2';
    const loser = winner === 'dr-1' ? 'dr-2' : 'dr-1';
    expect((await act('acknowledge', { by: winner })).json()).toMatchObject({ changed: false });
    const late = await act('acknowledge', { by: loser });
    expect(refusal(late)).toMatchObject({ status: 409, code: 'conflict' });
    expect(late.json()).toMatchObject({ detail: expect.stringContaining(`acknowledged by ${winner} at 20`) });
    await api.system.followAll();
    expect((await ask(api, `/v1/alerts/${alert}`)).json()).toMatchObject({ status: 'acknowledged' });
  });

  it('is hidden from a key of another clinician [B-071]', async () => {
    const { parts, tenant } = api.system;
    const key = await createKey(parts.db, {
      tenant,
      label: 'dr-2',
      scopes: ['clinic:read', 'alerts:write'],
      clinician: 'dr-2',
    });
    const before = await events();
    expect(
      refusal(await act('resolve', { outcome: 'nothing-needed' }, { headers: { authorization: `Bearer ${key}` } })),
    ).toMatchObject({ status: 404, code: 'not_found' });
    expect(await events()).toBe(before);
  });

  it('ends it once: afterwards nobody can end it another way [B-071]', async () => {
    expect((await act('resolve', { by: 'dr-1', outcome: 'talked-it-through' })).json()).toMatchObject({
      changed: true,
    });
    await api.system.followAll();
    expect((await ask(api, '/v1/alerts')).json()).toMatchObject({ items: [] });
    expect(refusal(await act('override', { by: 'dr-2', reason: 'wrong' }))).toMatchObject({
      status: 409,
      code: 'conflict',
    });
    await act('snooze', { by: 'dr-2', until: toIso(api.system.clock.now() + 3_600_000) });
    await api.system.followAll();
    expect((await ask(api, '/v1/alerts')).json()).toMatchObject({ items: [] });
    expect((await ask(api, `/v1/alerts/${alert}`)).json()).toMatchObject({ status: 'resolved' });
  });
});
