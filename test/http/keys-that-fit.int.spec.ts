/** What a key of one clinician sees, and what operations and clinicians see of each other's: rows D5 and E21. */
import { createKey, revokeKey, type Scope } from '#lib/identity';
import { DAY, SECOND } from '#lib/kernel';
import { Sweep } from '#lib/pipeline';
import { cloudEvent, dyadOf, eventually, missed, opened, pulse, send, sendAndProject } from '#lib/testkit';
import { ask, listen, openApi, refusal, type ApiHouse } from './api-system.js';

interface Trace {
  readonly id: string;
  readonly steps: readonly { readonly step: string; readonly detail: string }[];
}

let api: ApiHouse;
const mine = dyadOf('ep-mine', 'dr-1');
const other = dyadOf('ep-other', 'dr-2');
const upset = (dyad: typeof mine) => pulse(dyad, api.system.clock.now() - SECOND, { form: 'f1', level: 2, feltOff: 2 });
const keyId = (key: string): string => key.split('_')[2] ?? '';

const keyFor = (scopes: readonly Scope[], clinician?: string): Promise<string> =>
  createKey(api.system.parts.db, {
    tenant: api.system.tenant,
    label: 'spec',
    scopes,
    ...(clinician === undefined ? {} : { clinician }),
  });
const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const traceOf = async (id: string, key: string) =>
  ask(api, `/v1/events?${new URLSearchParams({ source: 'urn:test:practice', id }).toString()}`, bearer(key));
const stepsOf = async (id: string, key: string): Promise<Trace['steps']> => {
  const reply = await traceOf(id, key);
  expect(reply.statusCode).toBe(200);
  return reply.json<Trace>().steps;
};

beforeAll(async () => {
  api = await openApi();
  const at = api.system.clock.now() - DAY;
  await sendAndProject(api.system, [opened(mine, at), opened(other, at), upset(mine), upset(other)]);
  await api.system.commands.execute(new Sweep(0));
  const registered = { id: 'registered', type: 'client.registered', at, data: { client: other.client } } as const;
  await send(api.system, [cloudEvent(registered), { ...cloudEvent(registered), id: 'odd', type: 'a.b.c.v1' }]);
});
afterAll(() => api.close());

describe('a key of one clinician', () => {
  let key: string;
  beforeAll(async () => (key = await keyFor(['clinic:read'], 'dr-1')));

  it('D5: traces the events of its own caseload, by position and by id', async () => {
    const found = await traceOf(upset(mine).id, key);
    expect(found.json()).toMatchObject({ id: upset(mine).id, episode: 'ep-mine' });
    const { position } = found.json<{ position: number }>();
    expect((await ask(api, `/v1/events/${position}/trace`, bearer(key))).json()).toEqual(found.json());
  });

  it.each([
    ['of another caseload', () => upset(other).id],
    ['that opened another episode', () => opened(other, 0).id],
    ['about a client, in no episode', () => 'registered'],
    ['that nobody understood', () => 'odd'],
    ['that was never sent', () => 'never'],
  ])('D5: finds no event %s', async (_, id) => {
    expect(refusal(await traceOf(id(), key))).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('D5: is no more for having the scope of operations', async () => {
    const both = await keyFor(['clinic:read', 'operate'], 'dr-1');
    expect((await traceOf(upset(other).id, both)).statusCode).toBe(404);
    expect((await traceOf(upset(mine).id, both)).statusCode).toBe(200);
  });
});

describe('the live stream', () => {
  interface Heard {
    text: string;
    ended: boolean;
  }
  let url: string;
  beforeAll(async () => (url = `http://127.0.0.1:${await listen(api)}/v1/stream`));

  async function open(key: string): Promise<Heard> {
    const response = await fetch(url, { ...bearer(key) });
    expect(response.status).toBe(200);
    const heard: Heard = { text: '', ended: false };
    const decoder = new TextDecoder();
    void (async () => {
      for await (const part of response.body as unknown as AsyncIterable<Uint8Array>)
        heard.text += decoder.decode(part, { stream: true });
      heard.ended = true;
    })();
    return heard;
  }

  it('D5: names the episodes and alerts of its reader’s caseload alone, and ends with its key', async () => {
    const [bound, whole] = [await keyFor(['clinic:read'], 'dr-1'), await keyFor(['clinic:read'])];
    const [own, all] = [await open(bound), await open(whole)];
    const at = api.system.clock.now() - SECOND;
    await sendAndProject(api.system, [...missed(other, at, 'a-other')]);
    await sendAndProject(api.system, [...missed(mine, at, 'a-mine')]);
    await eventually('both to hear of the own one', () => [own, all].every(({ text }) => text.includes('ep-mine')));
    expect(all.text).toContain('ep-other');
    expect(own.text).not.toContain('ep-other');
    const { items } = (await ask(api, '/v1/alerts?show=all')).json<{ items: { id: string; clinician: string }[] }>();
    for (const { id } of items.filter(({ clinician }) => clinician === 'dr-2')) expect(own.text).not.toContain(id);

    await revokeKey(api.system.parts.db, keyId(bound), api.system.clock.now());
    api.system.clock.advance(6 * SECOND);
    await eventually('the stream of the revoked key to end', () => own.ended);
    expect(all.ended).toBe(false);
    await revokeKey(api.system.parts.db, keyId(whole), api.system.clock.now());
    api.system.clock.advance(6 * SECOND);
    await eventually('the other stream to end', () => all.ended);
  });

  it('D5: ends when its key has expired', async () => {
    const key = await keyFor(['clinic:read']);
    const heard = await open(key);
    const { db } = api.system.parts;
    await db.query('UPDATE api_key SET expires_at = $2 WHERE id = $1', [keyId(key), new Date(api.system.clock.now())]);
    api.system.clock.advance(6 * SECOND);
    expect(await eventually('the stream to end', () => heard.ended)).toBe(true);
  });
});

describe('what operations see', () => {
  it('E21: the whole way of an event, and how urgent its alert is not', async () => {
    const steps = await stepsOf(upset(mine).id, await keyFor(['operate']));
    expect(steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['alert', 'delivery', 'attempt']));
    expect(JSON.stringify(steps)).not.toMatch(/act-today|talk-soon|keep-an-eye/);
    expect(steps.find(({ step }) => step === 'alert')?.detail).toMatch(/^al_[0-9a-f]+$/);
  });

  it('E21: when the source wrote the event down, beside when it came', async () => {
    const id = 'written-down';
    const event = { id, type: 'client.registered', at: api.system.clock.now(), data: { client: mine.client } } as const;
    await send(api.system, [{ ...cloudEvent(event), recordedtime: '2026-03-02T14:30:00+01:00' }]);
    expect((await traceOf(id, await keyFor(['operate']))).json()).toMatchObject({
      recordedAt: '2026-03-02T13:30:00.000Z',
    });
    const without = (await traceOf(upset(mine).id, await keyFor(['operate']))).json<object>();
    expect(without).not.toHaveProperty('recordedAt');
  });

  it('E21: queues and health, and no clinical list', async () => {
    const key = bearer(await keyFor(['operate']));
    for (const path of ['/v1/pipeline', '/v1/set-aside', '/metrics'])
      expect((await ask(api, path, key)).statusCode).toBe(200);
    for (const path of ['/v1/caseload', '/v1/alerts', '/v1/episodes/ep-mine', '/v1/episodes/ep-mine/timeline'])
      expect(refusal(await ask(api, path, key))).toMatchObject({ status: 403, code: 'scope_required' });
    expect(refusal(await ask(api, '/v1/stream', key))).toMatchObject({ status: 403 });
  });

  it('E21: a clinical key sees how urgent an alert is, and no try of a message', async () => {
    const steps = await stepsOf(upset(mine).id, await keyFor(['clinic:read']));
    expect(steps.find(({ step }) => step === 'alert')?.detail).toMatch(/^al_[0-9a-f]+ \(/);
    expect(steps.map(({ step }) => step)).not.toContain('attempt');
  });

  it('E21: a clinical key opens no door of the machine room', async () => {
    const key = bearer(await keyFor(['clinic:read', 'alerts:write']));
    for (const path of ['/v1/pipeline', '/v1/set-aside', '/metrics'])
      expect(refusal(await ask(api, path, key))).toMatchObject({ status: 403, code: 'scope_required' });
    const writer = await keyFor(['events:write']);
    expect(refusal(await traceOf(upset(mine).id, writer))).toMatchObject({ status: 403, code: 'scope_required' });
  });
});

it.each(['/v1/pipeline', '/v1/set-aside', '/v1/inbound', '/v1/find?q=ep-other', '/v1/queues', '/metrics'])(
  'E21: a key of one clinician does not look after the house, whatever its scopes: %s',
  async (path) => {
    const key = bearer(await keyFor(['clinic:read', 'operate'], 'dr-1'));
    expect(refusal(await ask(api, path, key))).toMatchObject({ status: 403, code: 'scope_required' });
  },
);

describe('a key that opens nothing', () => {
  const RIGHT_BUT_SECRET = (key: string): string => `${key.slice(0, -5)}${key.endsWith('AAAAA') ? 'BBBBB' : 'AAAAA'}`;
  const caseload = (key: string) => ask(api, '/v1/caseload', bearer(key));
  const refusedAtTheDoor = async (key: string): Promise<readonly string[]> => {
    await ask(api, '/v1/events', { ...bearer(key), method: 'POST', payload: '{}' });
    const operator = await keyFor(['operate']);
    return eventually('the refusal to be noted', async () => {
      const { items } = (await ask(api, '/v1/inbound?verdict=refused', bearer(operator))).json<{
        items: { codes: string[] }[];
      }>();
      const codes = items[0]?.codes ?? [];
      return codes.some((code) => code.startsWith('key_')) ? codes : undefined;
    });
  };

  it('D5: because it has expired says so to who has it, and to operations', async () => {
    const { db } = api.system.parts;
    const expiresAt = api.system.clock.now() + 90 * DAY;
    const key = await createKey(db, { tenant: api.system.tenant, label: 'spec', scopes: ['clinic:read'], expiresAt });
    expect((await caseload(key)).statusCode).toBe(200);
    api.system.clock.advance(90 * DAY);
    const refused = refusal(await caseload(key));
    expect(refused).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect((await caseload(key)).json<{ detail: string }>().detail).toMatch(/^this key expired at \d{4}-/);
    expect(await refusedAtTheDoor(key)).toContain('key_expired');
  });

  it('D5: because it was revoked says so too, and a wrong secret of it nothing', async () => {
    const key = await keyFor(['clinic:read']);
    await revokeKey(api.system.parts.db, keyId(key), api.system.clock.now());
    expect((await caseload(key)).json<{ detail: string }>().detail).toMatch(/^this key was revoked at /);
    expect((await caseload(RIGHT_BUT_SECRET(key))).json<{ detail?: string }>().detail).toBeUndefined();
  });

  it('D5: is slowed when it is tried again and again, while all right keys pass', async () => {
    const [tried, other] = [await keyFor(['clinic:read']), await keyFor(['clinic:read'])];
    const replies = [];
    for (let i = 0; i < 15; i++) replies.push(await caseload(RIGHT_BUT_SECRET(tried)));
    expect(replies[0]!.statusCode).toBe(401);
    const last = replies.at(-1)!;
    expect([last.statusCode, last.json<{ code: string }>().code]).toEqual([429, 'too_many_requests']);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect([(await caseload(other)).statusCode, (await caseload(tried)).statusCode]).toEqual([200, 200]);
    api.system.clock.advance(60 * SECOND);
    expect((await caseload(RIGHT_BUT_SECRET(tried))).statusCode).toBe(401);
  });

  it('D5: is no key at all where none was sent: that is answered 401 each time', async () => {
    const statuses = [];
    for (let i = 0; i < 15; i++)
      statuses.push((await ask(api, '/v1/caseload', { headers: { authorization: '' } })).statusCode);
    expect(new Set(statuses)).toEqual(new Set([401]));
  });
});
