/** People sign in over HTTP: what a session opens, how it ends, and what no other site can do with it. */
import { HOUR, DAY, MINUTE, SECOND } from '#lib/kernel';
import { dyadOf, opened, pulse, sendAndProject } from '#lib/testkit';
import { describeApi } from '../../apps/api/src/openapi/docs.js';
import { openApi, refusal, type ApiHouse, type Reply } from './api-system.js';
import {
  FROM_HERE,
  PASSWORD,
  acceptInvitation,
  cookiesOf,
  invite,
  join,
  nextCode,
  postForm,
  recoveryCodesOn,
  secretOn,
  signIn,
} from './people-house.js';
import { operationsIn } from './promised-answers.js';

let api: ApiHouse;
let second: ApiHouse;
beforeAll(async () => {
  api = await openApi();
  second = await openApi({ databaseUrl: api.system.databaseUrl });
  const now = api.system.clock.now();
  const dyads = ['dr-1', 'dr-2'].map((clinician) => ({ ...dyadOf(`ep-${clinician}`), clinician }));
  await sendAndProject(
    api.system,
    dyads.flatMap((dyad) => [
      opened(dyad, now - DAY),
      pulse(dyad, now - MINUTE, { form: `f-${dyad.episode}`, level: 4, feltOff: 2 }),
    ]),
  );
});
afterAll(async () => {
  await second.close();
  await api.close();
});

const get = (url: string, cookie = '', house = api): Promise<Reply> =>
  house.fastify.inject({ method: 'GET', url, headers: { cookie } });
const act = (url: string, cookie: string, headers: Record<string, string> = {}): Promise<Reply> =>
  api.fastify.inject({
    method: 'POST',
    url,
    headers: {
      cookie,
      'x-rapport': '1',
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    payload: '{}',
  });
interface Listed {
  readonly items: readonly { readonly id: string; readonly episode: string; readonly clinician?: string }[];
}
const alertOf = async (clinician: string): Promise<string> => {
  const headers = { authorization: `Bearer ${api.system.apiKey}` };
  const reply = await api.fastify.inject({ method: 'GET', url: `/v1/alerts?show=all&clinician=${clinician}`, headers });
  return reply.json<Listed>().items[0]?.id ?? '';
};
const lastEntry = async (): Promise<{ by: string; clinician: string | null; action: string }> => {
  const { rows } = await api.system.parts.db.query<{ entry: string }>(
    'SELECT entry FROM audit WHERE tenant = $1 ORDER BY seq DESC LIMIT 1',
    [api.system.tenant.id],
  );
  return JSON.parse(rows[0]?.entry ?? '{}') as never;
};

describe('a person', () => {
  it('accepts an invitation once, and sees the recovery codes once', async () => {
    const path = await invite(api.system, 'first', 'lead');
    const shown = await get(path);
    expect([shown.statusCode, shown.body]).toEqual([200, expect.stringContaining('<strong>first</strong>')]);
    expect(secretOn((await get(path)).body)).not.toBe(secretOn(shown.body));
    const secret = secretOn(shown.body);
    const wrong = await postForm(api, path, { fields: { password: PASSWORD, secret, code: '000000' } });
    expect([wrong.statusCode, secretOn(wrong.body)]).toEqual([422, secret]);
    expect(wrong.body).not.toContain(PASSWORD);
    const short = await postForm(api, path, { fields: { password: 'short', secret, code: '000000' } });
    expect(short.body).toContain('at least 12 characters');
    const { recoveryCodes } = await acceptInvitation(api, path, 'first');
    expect(recoveryCodes).toHaveLength(10);
    for (const again of [await get(path), await postForm(api, path), await get('/invitations/nothing')]) {
      expect([again.statusCode, recoveryCodesOn(again.body)]).toEqual([404, []]);
      expect(again.body).toContain('This invitation is over');
    }
  });

  it('reads the pages in German, too', async () => {
    const reply = await api.fastify.inject({ method: 'GET', url: '/sign-in', headers: { 'accept-language': 'de' } });
    expect(reply.body).toContain('<html lang="de">');
    expect(reply.body).toContain('Anmelden');
  });

  it('S-11: signs in with cookies that no script and no other site gets, another one each time', async () => {
    const person = await join(api, 'dr-cookie');
    const before = await signIn(api, person);
    expect(before.reply.statusCode).toBe(303);
    expect(before.reply.headers.location).toBe('/alerts/al_1');
    for (const cookie of cookiesOf(before.reply)) {
      expect(cookie).toMatch(
        /^__Host-rapport(?:-device)?=[\w.-]{43,87}; Path=\/; Secure; HttpOnly; SameSite=Lax(?:; |$)/,
      );
      expect(cookie).not.toMatch(/domain/i);
    }
    nextCode(api);
    const after = await signIn(api, person, { cookie: before.cookie });
    expect(after.cookie).not.toBe(before.cookie);
    expect((await get('/v1/caseload', after.cookie)).statusCode).toBe(200);
    expect(refusal(await get('/v1/caseload', before.cookie))).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/alerts/../sign-out',
    'alerts/x',
  ])('comes back to a page of ours alone, and not to %s', async (asked) => {
    const page = await get(`/sign-in?return=${encodeURIComponent(asked)}`);
    expect(page.body).toContain('name="return" value="/account"');
  });

  it('who is a clinician sees their own caseload, acts under their own name, and is on record as themselves', async () => {
    const { cookie } = await signIn(api, await join(api, 'dr-1'));
    const caseload = await get('/v1/caseload', cookie);
    expect(caseload.json<Listed>().items.map(({ episode }) => episode)).toEqual(['ep-dr-1']);
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      by: expect.stringMatching(/^person:[0-9a-f]{12}$/),
      clinician: 'dr-1',
      action: 'caseload',
    });
    expect((await get('/v1/episodes/ep-dr-2', cookie)).statusCode).toBe(404);
    const [own, others] = [await alertOf('dr-1'), await alertOf('dr-2')];
    expect((await get(`/v1/alerts/${others}`, cookie)).statusCode).toBe(404);
    expect((await act(`/v1/alerts/${others}/acknowledge`, cookie)).statusCode).toBe(404);
    expect((await act(`/v1/alerts/${own}/acknowledge`, cookie)).statusCode).toBe(200);
    await api.system.followAll();
    expect((await get(`/v1/alerts/${own}`, cookie)).json()).toMatchObject({ status: 'acknowledged' });
    const timeline = (await get('/v1/episodes/ep-dr-1/timeline', cookie)).body;
    expect(timeline).toContain(entry.by);
    expect(refusal(await get('/v1/pipeline', cookie))).toMatchObject({ status: 403, code: 'scope_required' });
  });

  it('who leads sees the clinic, and who operates sees queues and no client', async () => {
    const [lead, operator] = [
      await signIn(api, await join(api, 'lead', 'lead')),
      await signIn(api, await join(api, 'ops', 'operator')),
    ];
    expect((await get('/v1/caseload', lead.cookie)).json<Listed>().items).toHaveLength(2);
    expect((await get('/v1/pipeline', operator.cookie)).statusCode).toBe(200);
    for (const url of ['/v1/caseload', '/v1/alerts', '/v1/episodes/ep-dr-1'])
      expect(refusal(await get(url, operator.cookie))).toMatchObject({ status: 403 });
  });

  it('with a wrong password or code gets one answer, and is asked to wait after some', async () => {
    const { name } = await join(api, 'dr-wrong');
    const fields = { name, password: 'wrong', code: '123456' };
    const tries = [await postForm(api, '/sign-in', { fields })];
    while (tries.length < 8) tries.push(await postForm(api, '/sign-in', { fields }));
    expect(tries.map(({ statusCode }) => statusCode)).toEqual([422, 422, 422, 422, 422, 422, 429, 429]);
    expect(tries[7]?.headers['retry-after']).toBe('1');
    expect(cookiesOf(tries[0] as Reply)).toEqual([]);
    const nobody = await postForm(api, '/sign-in', { fields: { ...fields, name: 'dr-nobody' } });
    expect(nobody.body.replace('dr-nobody', name)).toBe(tries[0]?.body);
  });
});

describe('a session', () => {
  it('S-11: ends after fifteen minutes without use, and on the page of the alert the sign-in is offered again', async () => {
    const { cookie } = await signIn(api, await join(api, 'dr-idle'));
    expect((await get('/alerts/al_1', cookie)).body).toContain('data-signed-in');
    api.system.clock.advance(15 * MINUTE);
    expect(refusal(await get('/v1/caseload', cookie))).toMatchObject({ status: 401 });
    const page = (await get('/alerts/al_1', cookie)).body;
    expect(page).not.toContain('data-signed-in');
    expect(page).toContain('href="/sign-in?return=%2Falerts%2Fal_1"');
    expect((await get('/account', cookie)).headers.location).toBe('/sign-in?return=%2Faccount');
  });

  it('S-11: ends after twelve hours, however much it is used', async () => {
    const { cookie } = await signIn(api, await join(api, 'dr-long'));
    const begin = api.system.clock.now();
    while (api.system.clock.now() - begin < 12 * HOUR - 14 * MINUTE) {
      expect((await get('/v1/caseload', cookie)).statusCode).toBe(200);
      api.system.clock.advance(14 * MINUTE);
    }
    api.system.clock.advance(14 * MINUTE);
    expect((await get('/v1/caseload', cookie)).statusCode).toBe(401);
  });

  it('is listed with its device, and ended there: another API refuses it within five seconds', async () => {
    const person = await join(api, 'dr-devices');
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const telephone = await signIn(api, person, { 'user-agent': agent });
    nextCode(api);
    const desk = await signIn(api, person);
    // one clock for both processes
    second.system.clock.holdAt(api.system.clock.now());
    expect((await get('/v1/caseload', telephone.cookie, second)).statusCode).toBe(200);
    const account = await get('/account', desk.cookie);
    expect(account.body).toContain('Firefox, Linux');
    expect(account.body).toContain('(this device)');
    const [, id = ''] = /Firefox, Linux.*?name="session" value="([0-9a-f]{12})"/.exec(account.body) ?? [];
    await postForm(api, '/account/end', { fields: { session: id }, headers: { cookie: desk.cookie } });
    expect((await get('/v1/caseload', telephone.cookie)).statusCode).toBe(401);
    second.system.clock.advance(5 * SECOND);
    expect((await get('/v1/caseload', telephone.cookie, second)).statusCode).toBe(401);
    expect((await get('/v1/caseload', desk.cookie)).statusCode).toBe(200);
    const all = await postForm(api, '/account/end', { fields: { session: 'all' }, headers: { cookie: desk.cookie } });
    expect([all.statusCode, all.headers.location]).toEqual([303, '/sign-in']);
    expect((await get('/v1/caseload', desk.cookie)).statusCode).toBe(401);
  });

  it('is nobody to end but the one whose it is', async () => {
    const [one, other] = [await signIn(api, await join(api, 'dr-one')), await signIn(api, await join(api, 'dr-other'))];
    const own = (await get('/account', one.cookie)).body;
    expect(own).toContain('(this device)');
    const { rows } = await api.system.parts.db.query<{ id: string }>(
      `SELECT s.id FROM session s JOIN person p ON p.id = s.person WHERE p.name = 'dr-one'`,
    );
    await postForm(api, '/account/end', { fields: { session: rows[0]?.id ?? '' }, headers: { cookie: other.cookie } });
    expect((await get('/v1/caseload', one.cookie)).statusCode).toBe(200);
  });

  it('is given up by signing out, and its cookie taken away', async () => {
    const { cookie } = await signIn(api, await join(api, 'dr-out'));
    const out = await postForm(api, '/sign-out', { headers: { cookie } });
    expect([out.statusCode, out.headers.location]).toEqual([303, '/sign-in']);
    expect(cookiesOf(out)).toEqual(['__Host-rapport=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0']);
    expect((await get('/v1/caseload', cookie)).statusCode).toBe(401);
  });

  it('does not count where a key is sent, right or wrong', async () => {
    const { cookie } = await signIn(api, await join(api, 'dr-both'));
    const withKey = (key: string) =>
      api.fastify.inject({ method: 'GET', url: '/v1/caseload', headers: { cookie, authorization: `Bearer ${key}` } });
    expect((await withKey(api.system.apiKey)).json<Listed>().items).toHaveLength(2);
    expect((await withKey('rk_test_000000000000_wrong')).statusCode).toBe(401);
  });
});

describe('S-23: another site', () => {
  const FORMS = ['/sign-in', '/sign-out', '/account/end', '/invitations/x'];
  const ELSEWHERE: readonly (readonly [string, Record<string, string>])[] = [
    ['a foreign Origin', { origin: 'https://elsewhere.example' }],
    [
      'a foreign Origin and the word of a browser',
      { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    ],
    ['a neighbour', { origin: 'http://other.rapport.test', 'sec-fetch-site': 'same-site' }],
    ['a hidden Origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a hidden Origin alone', { origin: 'null' }],
    ['a foreign Origin beside a false word', { origin: 'https://elsewhere.example', 'sec-fetch-site': 'same-origin' }],
    ['nothing said', {}],
  ];
  let cookie: string;
  let posts: readonly string[];
  beforeAll(async () => {
    ({ cookie } = await signIn(api, await join(api, 'dr-target', 'lead')));
    posts = [...operationsIn(describeApi(api.app)).keys()]
      .filter((route) => !route.startsWith('get '))
      .map((route) => (route.split(' ')[1] ?? '').replace(/\/:[a-z]+/gi, '/x'));
  });
  const simple = { 'content-type': 'application/x-www-form-urlencoded' };
  const send = (url: string, headers: Record<string, string>): Promise<Reply> =>
    api.fastify.inject({ method: 'POST', url, headers: { cookie, ...simple, ...headers }, payload: 'a=b' });

  it.each(ELSEWHERE)('with %s gets nothing done on any route', async (_, headers) => {
    expect(posts.length).toBeGreaterThan(10);
    for (const url of [...posts, ...FORMS])
      expect({ url, ...refusal(await send(url, { 'x-rapport': '1', ...headers })) }).toMatchObject({
        status: 403,
        code: 'foreign_request',
      });
    expect((await get('/v1/caseload', cookie)).statusCode).toBe(200);
  });

  it('cannot send the header, and without it a form from anywhere gets nothing done', async () => {
    for (const url of posts)
      expect({ url, ...refusal(await send(url, FROM_HERE)) }).toMatchObject({ status: 403, code: 'foreign_request' });
  });

  it('changes nothing by what a person can be made to open', async () => {
    const standing = async (): Promise<unknown> => {
      const { rows } = await api.system.parts.db.query(
        `SELECT (SELECT count(*)::int FROM session WHERE revoked_at IS NULL) AS sessions,
                (SELECT count(*)::int FROM invitation WHERE used_at IS NULL) AS invitations,
                (SELECT count(*)::int FROM event) AS events, (SELECT count(*)::int FROM person WHERE state = 'active') AS people`,
      );
      return rows[0];
    };
    const path = await invite(api.system, 'dr-scanned', 'lead');
    const before = await standing();
    for (const url of [
      '/sign-in',
      '/sign-out',
      '/account',
      '/account/end',
      path,
      `/alerts/${await alertOf('dr-1')}`,
      ...posts,
    ])
      for (const method of ['GET', 'HEAD'] as const) await api.fastify.inject({ method, url, headers: { cookie } });
    expect(await standing()).toEqual(before);
  });

  it('is anybody without a browser: where no cookie is sent, a key alone counts', async () => {
    const reply = await api.fastify.inject({
      method: 'POST',
      url: '/v1/alerts/x/acknowledge',
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(refusal(reply)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });
});
