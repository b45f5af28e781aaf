/** What failed is put right over HTTP: by operations, without anything clinical, and by nobody else. */
import { createKey, type Scope } from '#lib/identity';
import { DAY, MINUTE } from '#lib/kernel';
import { Sweep } from '#lib/pipeline';
import { dyadOf, openClinic, opened, phq9, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import { ask, openApi, refusal, type ApiHouse, type Reply } from './api-system.js';

interface Repair {
  readonly id: string;
  readonly state: string;
  readonly items: number;
  readonly expected: number;
  readonly grave: number;
  readonly done: number;
  readonly changed: number;
  readonly left: number;
}
interface Failed {
  readonly id: string;
  readonly alert?: string;
  readonly reason: string;
}

const WORD = { by: 'anna', reason: 'the mail server is back' };
let api: ApiHouse;
let clinic: TestSystem;
let operate: string;
let count = 0;

const tell = (url: string, body: object, key = operate): Promise<Reply> =>
  api.fastify.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
const look = (url: string, key = operate): Promise<Reply> =>
  ask(api, url, { headers: { authorization: `Bearer ${key}` } });
const keyOf = (of: TestSystem, scopes: readonly Scope[], clinician?: string): Promise<string> =>
  createKey(api.system.parts.db, { tenant: of.tenant, label: 'spec', scopes, ...(clinician ? { clinician } : {}) });
const sweep = async (): Promise<void> => {
  while ((await api.system.commands.execute(new Sweep(0))).deliveries > 0);
};
const plan = async (wanted: object): Promise<Repair> => (await tell('/v1/repairs', wanted)).json<Repair>();
const failed = async (query = ''): Promise<Failed[]> =>
  (await look(`/v1/failed/deliveries${query}`)).json<{ items: Failed[] }>().items;

/** A mail about strain that the mail server refused for good. */
async function refusedMail(of = clinic): Promise<void> {
  api.system.outlet.mailAnswers = [{ kind: 'answered', status: 550 }] as never;
  const who = dyadOf(`ep-http-${++count}`);
  const now = api.system.clock.now();
  await sendAndProject(of, [
    opened(who, now - DAY),
    pulse(who, now - MINUTE, { form: `f-${count}`, level: 4, feltOff: 2 }),
  ]);
  await sweep();
}
const back = (): void => void (api.system.outlet.mailAnswers = [{ kind: 'answered', status: 250 }] as never);

beforeAll(async () => (api = await openApi()));
beforeEach(async () => {
  clinic = await openClinic(api.system);
  operate = await keyOf(clinic, ['operate']);
});
afterAll(() => api.close());

describe('what failed', () => {
  it('D11: is listed, planned, sent again and told of, by a key that may operate and nothing else', async () => {
    await refusedMail();
    const [one] = await failed();
    expect(one).toMatchObject({ kind: 'deliveries', state: 'failed', channel: 'email', attempts: 1 });
    const planned = await tell('/v1/repairs', { kind: 'deliveries', act: 'retry' });
    expect(planned.statusCode).toBe(201);
    const repair = planned.json<Repair>();
    expect(repair).toMatchObject({ state: 'planned', items: 1, expected: 1, left: 1 });
    expect(await failed()).toHaveLength(1);
    back();
    const before = api.system.outlet.mails.length;
    expect((await tell(`/v1/repairs/${repair.id}/start`, WORD)).json()).toMatchObject({
      state: 'done',
      done: 1,
      ...WORD,
    });
    await sweep();
    expect(api.system.outlet.mails.length).toBe(before + 1);
    expect((await look(`/v1/repairs/${repair.id}`)).json()).toMatchObject({ state: 'done', done: 1, left: 0 });
    expect((await look('/v1/operations')).json()).toMatchObject({
      items: [{ act: 'retry', repair: repair.id, ...WORD }],
    });
    expect((await look('/v1/repairs')).json()).toMatchObject({ items: [{ id: repair.id }] });
  });

  it('is planned without anything clinical in it: no client, no episode, no urgency, no word of a message', async () => {
    await refusedMail();
    const repair = await plan({ kind: 'deliveries', act: 'discard' });
    const said = [
      (await look('/v1/failed/deliveries')).body,
      (await look(`/v1/repairs/${repair.id}`)).body,
      (await look('/v1/operations')).body,
    ].join();
    expect(said).not.toMatch(/client-of|cl-|act-today|talk-soon|felt|strain|@/);
  });

  it('is counted as sent in vain where its alert is not open any more', async () => {
    await refusedMail();
    const [one] = await failed();
    await tell(`/v1/alerts/${one?.alert}/acknowledge`, {}, await keyOf(clinic, ['alerts:write', 'clinic:read']));
    await clinic.followAll();
    expect(await plan({ kind: 'deliveries', act: 'retry' })).toMatchObject({ items: 1, expected: 0 });
  });

  it('asks for a second word before a message about an open alert for today is discarded', async () => {
    api.system.outlet.mailAnswers = [{ kind: 'answered', status: 550 }] as never;
    await api.system.parts.db.query(`DELETE FROM channel_setting WHERE tenant = $1 AND kind <> 'email'`, [
      clinic.tenant.id,
    ]);
    const who = dyadOf(`ep-http-${++count}`);
    const now = api.system.clock.now();
    await sendAndProject(clinic, [opened(who, now - DAY), phq9(who, now - MINUTE, { form: 'safety', last: 3 })]);
    await sweep();
    const repair = await plan({ kind: 'deliveries', act: 'discard' });
    expect(repair.grave).toBeGreaterThan(0);
    const refused = await tell(`/v1/repairs/${repair.id}/start`, WORD);
    expect(refusal(refused)).toMatchObject({ status: 409, code: 'although_needed' });
    expect(refused.json()).toMatchObject({
      detail: expect.stringMatching(/action today/),
      hint: expect.stringMatching(/although/),
    });
    expect(await failed()).toHaveLength(repair.items);
    const done = await tell(`/v1/repairs/${repair.id}/start`, { ...WORD, although: true });
    expect(done.json()).toMatchObject({ state: 'done', done: repair.items });
    expect((await look('/v1/failed/deliveries?state=discarded')).json()).toMatchObject({
      items: [{ discarded: WORD }],
    });
    const { sentence } = (await look('/v1/pipeline')).json<{ sentence: string }>();
    expect(sentence).toMatch(/reached nobody.*a person discarded the message/);
  });

  it('is found page by page', async () => {
    await refusedMail();
    await refusedMail();
    const first = (await look('/v1/failed/deliveries?limit=1')).json<{ items: Failed[]; nextCursor: string }>();
    const second = (await look(`/v1/failed/deliveries?limit=1&cursor=${first.nextCursor}`)).json<{ items: Failed[] }>();
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(2);
    expect(refusal(await look('/v1/failed/deliveries?cursor=bm9uZQ')).code).toBe('bad_cursor');
  });
});

describe('two people at once', () => {
  it('start the same plan, and it is done once', async () => {
    await refusedMail();
    await refusedMail();
    const repair = await plan({ kind: 'deliveries', act: 'retry' });
    back();
    const before = api.system.outlet.mails.length;
    const both = await Promise.all(
      [1, 2, 3, 4].map((n) => tell(`/v1/repairs/${repair.id}/start`, { ...WORD, by: `p${n}` })),
    );
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    await sweep();
    expect(api.system.outlet.mails.length).toBe(before + 2);
    const { items } = (await look('/v1/operations')).json<{ items: object[] }>();
    expect(items).toHaveLength(1);
  });

  it('cancel and start: what is done stays done, and a cancelled plan is not started', async () => {
    await refusedMail();
    const repair = await plan({ kind: 'deliveries', act: 'retry' });
    const cancelled = await tell(`/v1/repairs/${repair.id}/cancel`, { by: 'ben', reason: 'not yet' });
    expect(cancelled.json()).toMatchObject({ state: 'cancelled', cancelledBy: 'ben', done: 0, left: 1 });
    const late = await tell(`/v1/repairs/${repair.id}/start`, WORD);
    expect(refusal(late)).toMatchObject({ status: 409, code: 'conflict' });
    expect(await failed()).toHaveLength(1);
  });
});

describe('bad questions', () => {
  it.each<[string, object, string, string]>([
    ['a kind that there is not', { kind: 'mails', act: 'retry' }, 'unknown_code', '/kind'],
    ['an act that there is not', { kind: 'deliveries', act: 'delete' }, 'unknown_code', '/act'],
    ['a filter of another kind', { kind: 'episodes', act: 'retry', channel: 'email' }, 'unknown_property', '/channel'],
    ['a member that there is not', { kind: 'episodes', act: 'retry', colour: 'x' }, 'unknown_property', '/colour'],
    ['an id of another shape', { kind: 'deliveries', act: 'retry', ids: ["4711'; --"] }, 'invalid_id', '/ids'],
    ['a state of another kind', { kind: 'events', act: 'retry', state: 'retrying' }, 'unknown_code', '/state'],
    ['a queue that there is not', { kind: 'jobs', act: 'retry', queue: 'follow' }, 'unknown_code', '/queue'],
    ['a text that no store takes', { kind: 'events', act: 'retry', reason: 'a\0b' }, 'nul_character', '/reason'],
    ['a time that is none', { kind: 'events', act: 'retry', since: 'tomorrow' }, 'invalid_time', '/since'],
    ['a text that is a number', { kind: 'events', act: 'retry', type: 7 }, 'invalid_type', '/type'],
  ])('name %s', async (_, wanted, code, pointer) => {
    const reply = await tell('/v1/repairs', wanted);
    expect(refusal(reply)).toMatchObject({ status: 422, code: 'invalid_query' });
    expect(reply.json<{ errors: object[] }>().errors).toContainEqual(expect.objectContaining({ code, pointer }));
  });

  it.each<[string, object]>([
    ['without a name', { reason: 'x' }],
    ['with an empty name', { by: ' ', reason: 'x' }],
    ['without a reason', { by: 'anna' }],
    ['with two lines of reason', { by: 'anna', reason: 'a\nb' }],
    ['with a name that turns the text around', { by: 'an\u202ena', reason: 'x' }],
    ['with a reason that is too long', { by: 'anna', reason: 'x'.repeat(501) }],
  ])('refuse a start %s, and nothing is done', async (_, word) => {
    await refusedMail();
    const repair = await plan({ kind: 'deliveries', act: 'retry' });
    expect(refusal(await tell(`/v1/repairs/${repair.id}/start`, word))).toMatchObject({ status: 422 });
    expect((await look(`/v1/repairs/${repair.id}`)).json()).toMatchObject({ state: 'planned' });
  });

  it.each(['/v1/failed/mails', '/v1/repairs/rp_000000000000000000', '/v1/repairs/x', "/v1/repairs/rp_'"])(
    'find nothing at %s',
    async (url) => expect(refusal(await look(url))).toMatchObject({ status: 404, code: 'not_found' }),
  );

  it('of ids that nobody has are an empty plan', async () => {
    expect(await plan({ kind: 'deliveries', act: 'retry', ids: ['999999999'] })).toMatchObject({ items: 0 });
    expect(await plan({ kind: 'episodes', act: 'retry', ids: ['ep-nobody'] })).toMatchObject({ items: 0 });
    expect(await plan({ kind: 'events', act: 'discard', ids: ['123456'] })).toMatchObject({ items: 0 });
  });
});

describe('keys', () => {
  it.each<[string, readonly Scope[]]>([
    ['reads the clinic', ['clinic:read']],
    ['writes events', ['events:write']],
    ['acts on alerts', ['alerts:write', 'clinic:read']],
  ])('E21: that %s alone see nothing of the machine room', async (_, scopes) => {
    const key = await keyOf(clinic, scopes);
    const urls = ['/v1/failed/deliveries', '/v1/repairs', '/v1/operations', '/v1/queues', '/v1/find?q=1'];
    for (const url of urls)
      expect(refusal(await look(url, key))).toMatchObject({ status: 403, code: 'scope_required' });
    expect(refusal(await tell('/v1/repairs', { kind: 'events', act: 'retry' }, key)).status).toBe(403);
    expect(refusal(await tell('/v1/queues/deliver/pause', { ...WORD, minutes: 5 }, key)).status).toBe(403);
  });

  it('D5: of one clinician do not look after the whole clinic', async () => {
    const key = await keyOf(clinic, ['operate', 'clinic:read'], 'dr-1');
    for (const url of ['/v1/failed/deliveries', '/v1/find?q=ep-1', '/v1/repairs'])
      expect(refusal(await look(url, key))).toMatchObject({ status: 403, code: 'scope_required' });
  });

  it('of another clinic find, start and cancel nothing of this one', async () => {
    await refusedMail();
    const [mine] = await failed();
    const repair = await plan({ kind: 'deliveries', act: 'retry' });
    const other = await keyOf(await openClinic(api.system), ['operate']);
    expect((await look('/v1/failed/deliveries', other)).json()).toEqual({ items: [] });
    const theirs = await tell('/v1/repairs', { kind: 'deliveries', act: 'discard', ids: [mine?.id] }, other);
    expect(theirs.json()).toMatchObject({ items: 0 });
    for (const url of ['start', 'cancel'])
      expect(refusal(await tell(`/v1/repairs/${repair.id}/${url}`, WORD, other)).status).toBe(404);
    for (const q of [mine?.id, mine?.alert, repair.id])
      expect((await look(`/v1/find?q=${q}`, other)).json()).toMatchObject({ found: [] });
    expect(await failed()).toHaveLength(1);
  });

  it('do not pause the queues of several clinics: that is for who runs the installation', async () => {
    const refused = await tell('/v1/queues/deliver/pause', { ...WORD, minutes: 5 });
    expect(refusal(refused)).toMatchObject({ status: 403, code: 'scope_required' });
    expect(refused.json()).toMatchObject({ detail: expect.stringContaining('several clinics') });
  });
});
