/** What the specification allows comes in and is found again under its name; a webhook-id stands for one event. */
import { connect } from 'node:net';
import { cloudEvent, dyadOf, opened, pulse, send } from '#lib/testkit';
import {
  BATCHED,
  STRUCTURED,
  ask,
  listen,
  openApi,
  post,
  refusal,
  signed,
  traces,
  type ApiHouse,
  type Reply,
} from './api-system.js';

const AT = Date.UTC(2026, 2, 2);
let api: ApiHouse;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const DYAD = dyadOf('ep-door');
const contact = { ...DYAD, direction: 'from-client', channel: 'phone' } as const;
const event = (change: object = {}): Record<string, unknown> => ({
  ...cloudEvent({ id: 'ev-1', type: 'engagement.contact_logged', at: AT, data: contact }),
  ...change,
});
const sendOne = (change: object): Promise<Reply> => post(api, { body: JSON.stringify(event(change)) });
const receiptOf = (reply: Reply): Record<string, unknown> =>
  reply.json<{ receipts: Record<string, unknown>[] }>().receipts[0] as Record<string, unknown>;
const find = (source: string, id: string): Promise<Reply> =>
  ask(api, `/v1/events?${new URLSearchParams({ source, id }).toString()}`);

describe('names that the specification allows', () => {
  beforeAll(async () => {
    await send(api.system, [cloudEvent(opened(dyadOf('ep-door'), AT - 1))]);
  });

  it.each(['AAMkAGI2+/A=', 'urn:epic:csn/123', '\u{1f609} \u{1f3e5}', 'a b', '&id=x#y%20', '..', '\u20ac'.repeat(341)])(
    'the id %.20s is taken, once, and found by itself [C20a]',
    async (id) => {
      const reply = await sendOne({ id });
      expect([reply.statusCode, receiptOf(reply)]).toMatchObject([202, { id, verdict: 'accepted' }]);
      expect((await sendOne({ id })).statusCode).toBe(200);
      expect((await sendOne({ id, subject: 'changed' })).statusCode).toBe(409);
      const found = await find('urn:test:practice', id);
      expect([found.statusCode, found.json<{ id: string }>().id]).toEqual([200, id]);
    },
  );

  it.each(['https://practice.example/api?clinic=4&b=%2F#x', '/sensors/tn-1234567', 'mailto:a+b@practice.example'])(
    'the source %s is taken, and found',
    async (source) => {
      expect((await sendOne({ source, id: 'of a source' })).statusCode).toBe(202);
      expect((await find(source, 'of a source')).statusCode).toBe(200);
    },
  );

  it('the longest id and the longest source together are a key of the log', async () => {
    const random = (n: number): string => Array.from({ length: n }, (_, i) => ((i * 7919) % 36).toString(36)).join('');
    const long = { source: `urn:${random(1_020)}`, id: random(1_024) };
    expect((await sendOne(long)).statusCode).toBe(202);
    expect((await find(long.source, long.id)).statusCode).toBe(200);
  });

  it.each(['Microsoft.Storage.BlobCreated', 'Termin gebucht', 'https://practice.example/#Booked'])(
    'the type %s is kept unread [C20c]',
    async (type) =>
      expect(receiptOf(await sendOne({ id: type, type }))).toMatchObject({
        type,
        verdict: 'quarantined',
        reason: 'unknown_type',
      }),
  );

  it('carry an alert: it is raised, shown with its evidence, and claimed', async () => {
    const id = 'form \u{1f4dd}/7+1=8 "x"';
    const now = api.system.clock.now();
    const form = (days: number, level: number, feltOff: 0 | 1 = 0): Record<string, unknown> => ({
      ...cloudEvent(pulse(DYAD, now - days * 86_400_000 - 1_000, { form: `f-${days}`, level, feltOff })),
      id: `${id} ${days}`,
    });
    await send(api.system, [form(28, 9), form(21, 9), form(14, 9), form(7, 9)]);
    const sent = await sendOne({ ...form(0, 2, 1), id });
    expect(receiptOf(sent)).toMatchObject({ verdict: 'accepted' });
    await api.system.followAll();
    const listed = async () =>
      (await ask(api, '/v1/alerts?show=all')).json<{ items: { id: string; episode: string; status: string }[] }>()
        .items;
    const [alert] = (await listed()).filter(({ episode }) => episode === 'ep-door');
    expect(alert?.status).toBe('open');
    expect((await ask(api, '/v1/episodes/ep-door/timeline')).body).toContain(JSON.stringify(id).slice(1, -1));
    const act = await ask(api, `/v1/alerts/${alert?.id}/acknowledge`, { method: 'POST' });
    expect([act.statusCode, act.json()]).toMatchObject([200, { changed: true }]);
    await api.system.followAll();
    expect((await listed()).find((a) => a.id === alert?.id)?.status).toBe('acknowledged');
  });
});

describe('what is unusual', () => {
  it('such as a day of 25 hours is taken without a word [C05a]', async () => {
    const data = { ...DYAD, appointment: 'ap-25', zone: 'Europe/Berlin' };
    const day = { start: '2026-10-25T00:00:00+02:00', end: '2026-10-26T00:00:00+01:00' };
    const reply = await sendOne({ id: 'long-day', type: 'rapport.appointment.booked.v1', data: { ...data, ...day } });
    expect([reply.statusCode, receiptOf(reply)['warnings']]).toEqual([202, undefined]);
  });

  it('such as an appointment of two days is taken, and the receipt says so', async () => {
    const data = { ...DYAD, appointment: 'ap-50', start: '2026-05-01T16:00:00Z', end: '2026-05-03T18:00:00Z' };
    const reply = await post(api, {
      body: JSON.stringify([event({ id: 'retreat', type: 'rapport.appointment.booked.v1', data })]),
      contentType: BATCHED,
    });
    expect([reply.statusCode, receiptOf(reply)]).toMatchObject([
      202,
      { verdict: 'accepted', warnings: [{ pointer: '/0/data/end', code: 'long_period' }] },
    ]);
  });

  it.each(['text/plain', 'application/xml'])(
    'such as data in %s is kept unread, in both modes [C24f]',
    async (type) => {
      const unknown = { id: `letter-${type}`, type: 'vendor.letter.v1' };
      const one = await sendOne({ ...unknown, datacontenttype: type, data: '<a>hello</a>' });
      expect([one.statusCode, receiptOf(one)]).toMatchObject([202, { verdict: 'quarantined', reason: 'unknown_type' }]);
      const { data: _, ...attributes } = event(unknown);
      const headers = Object.fromEntries(Object.entries(attributes).map(([k, v]) => [`ce-${k}`, String(v)]));
      const again = await post(api, { body: '<a>hello</a>', contentType: `${type}; charset=utf-8`, headers });
      expect([again.statusCode, receiptOf(again)]).toMatchObject([200, { verdict: 'duplicate' }]);
    },
  );

  it('such as bytes is kept as bytes', async () => {
    const { data: _, ...attributes } = event({ id: 'picture', type: 'vendor.picture.v1' });
    const headers = Object.fromEntries(Object.entries(attributes).map(([k, v]) => [`ce-${k}`, String(v)]));
    const bytes = Buffer.from([0xff, 0xd8, 0x00]);
    expect((await post(api, { body: bytes, contentType: 'image/jpeg', headers })).statusCode).toBe(202);
    expect(
      (await sendOne({ ...attributes, data: undefined, datacontenttype: 'image/jpeg', data_base64: '/9gA' }))
        .statusCode,
    ).toBe(200);
  });
});

describe('binary mode', () => {
  const data = JSON.stringify(contact);
  const attributes = (id: string, more: object = {}): Record<string, string> => ({
    'ce-specversion': '1.0',
    'ce-id': id,
    'ce-source': 'urn:test:practice',
    'ce-type': 'rapport.engagement.contact_logged.v1',
    'ce-time': new Date(AT).toISOString(),
    ...more,
  });
  const request = (webhookId: string, headers: Record<string, string>, house = api): Promise<Reply> =>
    post(house, { body: data, contentType: 'application/json', webhookId, headers });

  it('takes raw UTF-8 in a header for what it is, and refuses Latin-1 [C21g]', async () => {
    const port = await listen(api);
    const over = (comment: Buffer): Promise<string> =>
      new Promise((resolve, reject) => {
        const lines = Object.entries({
          host: 'x',
          connection: 'close',
          authorization: `Bearer ${api.system.apiKey}`,
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(data)),
          ...signed(api.system, { body: data }),
          ...attributes('zurich'),
        }).map(([name, value]) => `${name}: ${value}\r\n`);
        const socket = connect(port, '127.0.0.1');
        let text = '';
        socket.on('data', (chunk) => (text += chunk.toString('utf8')));
        socket.on('close', () => resolve(text));
        socket.on('error', reject);
        socket.write(`POST /v1/events HTTP/1.1\r\n${lines.join('')}ce-comment: `);
        socket.write(comment);
        socket.write(`\r\n\r\n${data}`);
      });
    expect((await sendOne({ id: 'zurich', comment: 'Z\u00fcrich' })).statusCode).toBe(202);
    expect(await over(Buffer.from('Z\u00fcrich'))).toMatch(/^HTTP\/1\.1 200 [^]*"verdict":"duplicate"/);
    expect(await over(Buffer.from('Z%C3%BCrich'))).toMatch(/^HTTP\/1\.1 200 [^]*"verdict":"duplicate"/);
    expect(await over(Buffer.from('Z\u00fcrich', 'latin1'))).toMatch(/^HTTP\/1\.1 400 [^]*percent-encode/);
  });

  it.each<[string, object]>([
    ['another id', { 'ce-id': 'forged' }],
    ['another time', { 'ce-time': '2026-03-01T00:00:00Z' }],
    ['another type', { 'ce-type': 'vendor.thing.v1' }],
    ['another source', { 'ce-source': 'urn:test:elsewhere' }],
    ['an attribute more', { 'ce-historical': 'true' }],
    ['another content type', { 'content-type': 'text/plain', 'ce-type': 'vendor.thing.v1', 'ce-id': 'forged-2' }],
  ])('with a signature that was used already and %s is refused, and leaves nothing [N7]', async (what, change) => {
    const webhookId = `msg_${what.replaceAll(' ', '')}`;
    const own = attributes(`own-${what}`);
    expect((await request(webhookId, own)).statusCode).toBe(202);
    const before = await traces(api.system);
    const { status, code } = refusal(await request(webhookId, { ...own, ...change }));
    expect({ status, code }).toEqual({ status: 409, code: 'webhook_id_reuse' });
    expect(await traces(api.system)).toEqual(before);
    expect((await request(webhookId, own)).statusCode).toBe(200);
  });

  it('is refused by every process, also after a restart; the request itself stays a duplicate [N7]', async () => {
    expect((await request('msg_once', attributes('once'))).statusCode).toBe(202);
    for (const _ of ['another process', 'after a restart']) {
      const other = await openApi({ databaseUrl: api.system.databaseUrl });
      const { apiKey, signingSecret } = api.system;
      const from = (headers: Record<string, string>): Promise<Reply> =>
        post(other, {
          body: data,
          contentType: 'application/json',
          webhookId: 'msg_once',
          headers,
          apiKey,
          secrets: [signingSecret],
        });
      expect((await from(attributes('twice'))).statusCode).toBe(409);
      expect((await from(attributes('once'))).statusCode).toBe(200);
      await other.close();
    }
  });

  it('of thirty forgeries at once, one event is stored [N7]', async () => {
    const before = await traces(api.system);
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, i) => request('msg_crowd', attributes(`crowd-${i}`))),
    );
    expect(replies.filter((r) => r.statusCode === 202)).toHaveLength(1);
    expect(replies.filter((r) => r.statusCode === 409)).toHaveLength(29);
    expect((await traces(api.system)).events).toBe(before.events + 1);
  });

  it('cannot carry the signed body of a whole event or batch under other attributes [N7]', async () => {
    const whole = JSON.stringify(event({ id: 'whole' }));
    for (const body of [whole, `[${whole}]`]) {
      const webhookId = `msg_whole${body.length}`;
      expect(
        (await post(api, { body, contentType: body === whole ? STRUCTURED : BATCHED, webhookId })).statusCode,
      ).toBeLessThan(300);
      const before = await traces(api.system);
      for (const contentType of ['application/json', 'text/plain']) {
        const headers = attributes('forged', { 'ce-type': 'vendor.x' });
        expect(refusal(await post(api, { body, contentType, webhookId, headers }))).toMatchObject({ status: 400 });
      }
      expect(await traces(api.system)).toEqual(before);
    }
  });

  it('forgets a webhook-id when its signature could no longer be shown', async () => {
    expect((await request('msg_later', attributes('now'))).statusCode).toBe(202);
    api.system.clock.advance(16 * 60_000);
    expect((await request('msg_later', attributes('later'))).statusCode).toBe(202);
    const { rows } = await api.system.parts.db.query(
      'SELECT count(*)::int AS old FROM signed_request WHERE received_at < to_timestamp($1::float8 / 1000)',
      [api.system.clock.now() - 15 * 60_000],
    );
    expect(rows).toEqual([{ old: 0 }]);
  });
});
