/** Who may send: keys, signatures, and what happens while either of them is replaced. */
import { addSigningSecret, createKey, revokeKey, revokeSigningSecret } from '#lib/identity';
import { MAX_SIGNATURES, generateWebhookSecret } from '#lib/platform';
import { cloudEvent, eventually } from '#lib/testkit';
import {
  STRUCTURED,
  ask,
  openApi,
  post,
  refusal,
  signed,
  traces,
  type ApiHouse,
  type Reply,
  type Sending,
} from './api-system.js';

let api: ApiHouse;
let count = 0;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const REMEMBERED_MS = 5_001;
const eventBody = (id = `ev-${++count}`, source = 'urn:test:practice'): string =>
  JSON.stringify(
    cloudEvent({ id, source, type: 'client.registered', at: Date.UTC(2026, 2, 2), data: { client: 'cl-1' } }),
  );
const keyId = (apiKey: string): string => apiKey.split('_')[2] ?? '';
const idOfHouseKey = (): string => keyId(api.system.apiKey);

/** Waits for nothing: moves our clock to the first millisecond of a second, so that "exactly 300 s" stays exact. */
const atTheSecond = (): void => api.system.clock.advance(1_000 - (api.system.clock.now() % 1_000));

async function expectUnsigned(sending: Sending, code = 'bad_signature', status = 401): Promise<void> {
  const before = await traces(api.system);
  expect(refusal(await post(api, sending))).toEqual({ status, code, faults: [] });
  expect(await traces(api.system)).toEqual(before);
}

describe('a signature', () => {
  it.each<[string, (right: string) => string]>([
    ['empty', () => ''],
    ['of another version', (right) => right.replace('v1,', 'v2,')],
    ['without its version', (right) => right.replace('v1,', '')],
    ['in bad base64', () => 'v1,not-base64!'],
    ['cut short', (right) => right.slice(0, -4)],
    ['with one letter changed', (right) => right.slice(0, -5) + (right.at(-5) === 'A' ? 'B' : 'A') + right.slice(-4)],
  ])('that is %s does not verify', async (_, change) => {
    const body = eventBody();
    const headers = signed(api.system, { body });
    await expectUnsigned({
      body,
      headers: { ...headers, 'webhook-signature': change(headers['webhook-signature'] ?? '') },
    });
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'without %s does not verify [B-048]',
    async (missing) => {
      const body = eventBody();
      const before = await traces(api.system);
      const headers = Object.fromEntries(
        Object.entries(signed(api.system, { body })).filter(([name]) => name !== missing),
      );
      const reply = await api.fastify.inject({
        method: 'POST',
        url: '/v1/events',
        headers: { authorization: `Bearer ${api.system.apiKey}`, 'content-type': STRUCTURED, ...headers },
        payload: body,
      });
      expect(refusal(reply)).toMatchObject({ status: 401, code: 'bad_signature' });
      expect(await traces(api.system)).toEqual(before);
    },
  );

  it('may stand among seven others, but not among a thousand [B-048]', async () => {
    const body = eventBody();
    const headers = signed(api.system, { body });
    const among = (others: number): Record<string, string> => ({
      ...headers,
      'webhook-signature': `${'v1,AAAA '.repeat(others)}${headers['webhook-signature']}`,
    });
    await expectUnsigned({ body, headers: among(MAX_SIGNATURES) }, 'too_many_signatures', 400);
    await expectUnsigned({ body, headers: among(999) }, 'too_many_signatures', 400);
    expect((await post(api, { body, headers: among(MAX_SIGNATURES - 1) })).statusCode).toBe(202);
  });

  it('covers the raw bytes, the id and the time [B-049]', async () => {
    const body = eventBody();
    const headers = signed(api.system, { body });
    await expectUnsigned({ body: JSON.stringify(JSON.parse(body), null, 1), headers });
    await expectUnsigned({ body, headers: { ...headers, 'webhook-id': 'msg_other' } });
    await expectUnsigned({
      body,
      headers: { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) },
    });
    await expectUnsigned({ body, secrets: [generateWebhookSecret()] });
  });

  it.each(['', '-1', '1.5', 'now', '1772460000000'])('with the time %j does not verify [B-050]', async (timestamp) => {
    const body = eventBody();
    await expectUnsigned({ body, headers: { ...signed(api.system, { body }), 'webhook-timestamp': timestamp } });
  });

  it('holds for 300 seconds, in both directions [B-050]', async () => {
    for (const skew of [-301, 302]) {
      atTheSecond();
      await expectUnsigned({ body: eventBody(), skew });
    }
    for (const skew of [-300, 300]) {
      atTheSecond();
      expect((await post(api, { body: eventBody(), skew })).statusCode).toBe(202);
    }
  });

  it('is refused in the same words whatever is wrong with it', async () => {
    const body = eventBody();
    const replies = [
      await post(api, { body, headers: { 'webhook-signature': '' } }),
      await post(api, { body, skew: 4_000 }),
      await post(api, { body, secrets: [generateWebhookSecret()] }),
    ];
    const words = (reply: Reply): object => ({ ...reply.json<object>(), requestId: '' });
    expect(words(replies[1] as Reply)).toEqual(words(replies[0] as Reply));
    expect(words(replies[2] as Reply)).toEqual(words(replies[0] as Reply));
  });
});

describe('a signing secret', () => {
  it('is replaced without a refusal: both verify until the old one is revoked [B-053]', async () => {
    const { parts, signingSecret: old, clock } = api.system;
    const next = generateWebhookSecret();
    await addSigningSecret(parts.db, idOfHouseKey(), next);
    clock.advance(REMEMBERED_MS);
    for (const secrets of [[old], [next], [old, next]])
      expect((await post(api, { body: eventBody(), secrets })).statusCode).toBe(202);
    await revokeSigningSecret(parts.db, idOfHouseKey(), { secret: next, now: clock.now() });
    clock.advance(REMEMBERED_MS);
    await expectUnsigned({ body: eventBody(), secrets: [next] });
    expect((await post(api, { body: eventBody(), secrets: [old, next] })).statusCode).toBe(202);
  });
});

describe('a key', () => {
  const with401 = async (authorization: string | undefined): Promise<void> => {
    const before = await traces(api.system);
    const body = eventBody();
    const headers = {
      'content-type': STRUCTURED,
      ...signed(api.system, { body }),
      ...(authorization === undefined ? {} : { authorization }),
    };
    const reply = await api.fastify.inject({ method: 'POST', url: '/v1/events', headers, payload: body });
    expect(refusal(reply)).toEqual({ status: 401, code: 'unauthenticated', faults: [] });
    expect(reply.headers['www-authenticate']).toBe('Bearer');
    expect(await traces(api.system)).toEqual(before);
  };

  it.each<[string, (key: string) => string | undefined]>([
    ['absent', () => undefined],
    ['empty', () => 'Bearer '],
    ['truncated', (key) => `Bearer ${key.slice(0, -1)}`],
    ['in capitals', (key) => `Bearer ${key.toUpperCase()}`],
    ['of the right id with another tail', (key) => `Bearer ${key.slice(0, -43)}${'A'.repeat(43)}`],
    ['of an unknown id', (key) => `Bearer ${key.replace(/_[0-9a-f]{12}_/, '_000000000000_')}`],
    ['sent as Basic', (key) => `Basic ${Buffer.from(`x:${key}`).toString('base64')}`],
    ['very long', (key) => `Bearer ${key}${'A'.repeat(5_000)}`],
    ['a statement', () => "Bearer ' OR 1=1 --"],
    ['sent twice', (key) => `Bearer ${key} Bearer ${key}`],
  ])('that is %s opens nothing [B-080]', async (_, change) => {
    await with401(change(api.system.apiKey));
  });

  it('that was revoked or has expired opens nothing, within five seconds [B-080]', async () => {
    const { parts, tenant, clock } = api.system;
    const make = (label: string): Promise<string> => createKey(parts.db, { tenant, label, scopes: ['clinic:read'] });
    const [revoked, expired] = [await make('revoked'), await make('expired')];
    const status = async (key: string): Promise<number> =>
      (await ask(api, '/v1/caseload', { headers: { authorization: `Bearer ${key}` } })).statusCode;
    expect([await status(revoked), await status(expired)]).toEqual([200, 200]);
    await revokeKey(parts.db, keyId(revoked), clock.now());
    await parts.db.query('UPDATE api_key SET expires_at = $2 WHERE id = $1', [keyId(expired), new Date(clock.now())]);
    clock.advance(REMEMBERED_MS);
    expect([await status(revoked), await status(expired)]).toEqual([401, 401]);
  });

  it.each(['api_key', 'apikey', 'access_token', 'token', 'Token'])(
    'in the address (%s) is refused by name [B-080]',
    async (parameter) => {
      const reply = await api.fastify.inject({ method: 'GET', url: `/v1/caseload?${parameter}=${api.system.apiKey}` });
      expect(refusal(reply)).toMatchObject({ status: 400, code: 'key_in_query' });
      expect(reply.body).not.toContain(api.system.apiKey);
    },
  );

  it('does only what its scopes say [B-088]', async () => {
    const { parts, tenant, signingSecret } = api.system;
    const reader = await createKey(parts.db, { tenant, label: 'reader', scopes: ['clinic:read'], signingSecret });
    const before = await traces(api.system);
    expect(refusal(await post(api, { body: eventBody(), apiKey: reader }))).toMatchObject({
      status: 403,
      code: 'scope_required',
    });
    expect(await traces(api.system)).toEqual(before);
    for (const url of ['/v1/pipeline', '/metrics']) {
      expect(refusal(await ask(api, url, { headers: { authorization: `Bearer ${reader}` } }))).toMatchObject({
        status: 403,
        code: 'scope_required',
      });
    }
  });

  it('that belongs to one source writes for no other', async () => {
    const { parts, tenant, signingSecret } = api.system;
    const apiKey = await createKey(parts.db, {
      tenant,
      label: 'bound',
      scopes: ['events:write'],
      source: 'urn:test:mine',
      signingSecret,
    });
    const before = await traces(api.system);
    expect(refusal(await post(api, { body: eventBody(), apiKey }))).toEqual({
      status: 422,
      code: 'invalid_event',
      faults: ['invalid_source'],
    });
    expect(await traces(api.system)).toEqual(before);
    expect((await post(api, { body: eventBody('mine', 'urn:test:mine'), apiKey })).statusCode).toBe(202);
  });
});

describe('a rate limit', () => {
  it('refuses one key with 429 and leaves the others alone', async () => {
    const limited = await openApi({ ratePerSecond: 2 });
    try {
      const { parts, tenant } = limited.system;
      const replies = [
        await ask(limited, '/v1/caseload'),
        await ask(limited, '/v1/caseload'),
        await ask(limited, '/v1/caseload'),
      ];
      expect(replies.map((r) => r.statusCode)).toEqual([200, 200, 429]);
      expect(refusal(replies[2] as Reply)).toMatchObject({ code: 'too_many_requests' });
      expect(replies[2]?.headers['retry-after']).toBe('1');
      const other = await createKey(parts.db, { tenant, label: 'other', scopes: ['clinic:read'] });
      expect((await ask(limited, '/v1/caseload', { headers: { authorization: `Bearer ${other}` } })).statusCode).toBe(
        200,
      );
      await eventually('the next second', async () => (await ask(limited, '/v1/caseload')).statusCode === 200);
    } finally {
      await limited.close();
    }
  });
});
