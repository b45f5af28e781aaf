/** Nothing unseen at the door: row E16. */
import { createKey } from '#lib/identity';
import { generateWebhookSecret } from '#lib/platform';
import { cloudEvent, eventually, openClinic } from '#lib/testkit';
import { BATCHED, ask, openApi, post, refusal, type ApiHouse, type Reply } from './api-system.js';

interface Line {
  readonly number: number;
  readonly at: string;
  readonly key?: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly verdict: string;
  readonly effect: string;
  readonly codes: readonly string[];
  readonly position?: number;
  readonly events: number;
  readonly ms: number;
}

let api: ApiHouse;
let count = 0;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const SOURCE = 'urn:test:practice';
const registered = (id = `ev-${++count}`, rest: object = {}): Record<string, unknown> => ({
  ...cloudEvent({ id, type: 'client.registered', at: Date.UTC(2026, 2, 2), data: { client: 'cl-1' } }),
  ...rest,
});
const sendOne = (event: object, more: object = {}): Promise<Reply> =>
  post(api, { body: JSON.stringify(event), ...more });
const sendBatch = (events: readonly unknown[], query = ''): Promise<Reply> =>
  post(api, { body: JSON.stringify(events), contentType: BATCHED, url: `/v1/events${query}` });
const lines = async (query: string): Promise<Line[]> =>
  (await ask(api, `/v1/inbound?${query}`)).json<{ items: Line[] }>().items;
/** Lines are written a moment after the answer. */
const linesOf = (id: string, least = 1): Promise<Line[]> =>
  eventually(`a line of ${id}`, async () => {
    const found = await lines(`id=${id}`);
    return found.length >= least && found;
  });
const newest = async (is: (line: Line) => boolean): Promise<Line> =>
  eventually('the newest line', async () => (await lines('limit=200')).find(is));

describe('what came to the door', () => {
  it('E16: is noted with its effect when it is accepted, known or kept', async () => {
    await sendOne(registered('noted'));
    await sendOne(registered('noted'));
    const [again, first] = await linesOf('noted', 2);
    const said = { source: SOURCE, type: 'rapport.client.registered.v1', events: 1, codes: [] };
    expect(first).toMatchObject({ ...said, verdict: 'accepted', effect: 'stored', position: expect.any(Number) });
    expect(again).toMatchObject({ ...said, verdict: 'duplicate', effect: 'known', position: first?.position });
    expect(first?.key).toBe(api.system.apiKey.split('_')[2]);
    expect(Math.abs(Date.parse(first?.at ?? '') - api.system.clock.now())).toBeLessThan(60_000);
    expect(first?.ms).toBeGreaterThanOrEqual(0);
  });

  it.each<[string, object, string, string]>([
    ['of an unknown type', { type: 'vendor.odd.v1' }, 'kept-unread', 'unknown_type'],
    [
      'for an episode that is not open',
      {
        type: 'rapport.appointment.missed.v1',
        data: { episode: 'ep-shut', client: 'c', appointment: 'a', by: 'client' },
      },
      'waits',
      'episode_not_open',
    ],
  ])('E16: is noted as kept: an event %s', async (_, rest, effect, code) => {
    const id = `kept-${code}`;
    await sendOne(registered(id, rest));
    expect(await linesOf(id)).toMatchObject([{ verdict: 'quarantined', effect, codes: [code] }]);
  });

  it.each<[string, object, readonly string[]]>([
    ['time', { time: 'now' }, ['invalid_event', 'invalid_time']],
    ['future', { time: '2999-01-01T00:00:00Z' }, ['invalid_event', 'future_time']],
    ['data', { data: {} }, ['invalid_event', 'required']],
    ['number', { data: { client: 2 ** 60 } }, ['invalid_event', 'number_range']],
    ['character', { data: { client: 'x\u0000' } }, ['invalid_event', 'nul_character']],
    ['specversion', { specversion: '0.3' }, ['invalid_cloudevent', 'invalid_attribute']],
  ])(
    'E16: is noted when it is refused for its %s, with the codes and without what it said',
    async (what, rest, codes) => {
      const id = `refused-${what}`;
      expect((await sendOne(registered(id, { ...rest, subject: 'secret-subject' }))).statusCode).toBeGreaterThanOrEqual(
        400,
      );
      const [line] = await linesOf(id);
      expect(line).toMatchObject({ verdict: 'refused', effect: 'nothing', source: SOURCE });
      expect(line?.codes[0]).toBe(codes[0]);
      expect(line?.codes.length).toBeGreaterThan(1);
      expect(JSON.stringify(line)).not.toContain('secret-subject');
      expect(line).not.toHaveProperty('position');
    },
  );

  it('E16: notes another event under a known id as refused', async () => {
    await sendOne(registered('reused'));
    await sendOne(registered('reused', { data: { client: 'cl-2' } }));
    expect((await linesOf('reused', 2))[0]).toMatchObject({ verdict: 'refused', codes: ['id_reuse'] });
  });

  it('E16: notes each event of a refused batch, and which of them was at fault', async () => {
    await sendBatch([registered('batch-good'), registered('batch-bad', { time: 'now' })]);
    expect(await linesOf('batch-good')).toMatchObject([
      { verdict: 'refused', codes: ['invalid_event', 'batch_refused'] },
    ]);
    expect(await linesOf('batch-bad')).toMatchObject([
      { verdict: 'refused', codes: ['invalid_event', 'invalid_time'] },
    ]);
  });

  it('E16: notes the accepted events of a partial batch in one line, and the others each', async () => {
    await sendBatch([registered('p-1'), registered('p-2'), registered('p-3', { time: 'now' })], '?mode=partial');
    expect(await linesOf('p-1')).toMatchObject([{ verdict: 'accepted', events: 2 }]);
    expect(await linesOf('p-3')).toMatchObject([{ verdict: 'refused', codes: ['invalid_time'] }]);
  });

  it.each<[string, () => Promise<Reply>, readonly string[]]>([
    [
      'a wrong signature',
      () => sendOne(registered(), { secrets: [generateWebhookSecret()] }),
      ['bad_signature', 'signature_mismatch'],
    ],
    ['a clock that is off', () => sendOne(registered(), { skew: -4_000 }), ['bad_signature', 'signature_stale']],
    ['no JSON', () => post(api, { body: '{' }), ['invalid_json']],
    ['a foreign content type', () => post(api, { body: 'x', contentType: 'image/png' }), ['unsupported_media_type']],
    ['a parameter that does not exist', () => sendOne(registered(), { url: '/v1/events?mode=odd' }), ['invalid_query']],
  ])('E16: notes a request with %s', async (_, sending, codes) => {
    expect((await sending()).statusCode).toBeGreaterThanOrEqual(400);
    const line = await newest((one) => codes.every((code) => one.codes.includes(code)));
    expect(line).toMatchObject({ verdict: 'refused', effect: 'nothing', key: api.system.apiKey.split('_')[2] });
  });

  it('E16: tells the sender nothing more than before of a clock that is off', async () => {
    const reply = await sendOne(registered(), { skew: -4_000 });
    expect(refusal(reply)).toEqual({ status: 401, code: 'bad_signature', faults: [] });
    expect(reply.body).not.toContain('stale');
  });

  it('E16: is listed page by page, by verdict, and counted by reason', async () => {
    const all = await lines('verdict=refused&limit=200');
    expect(new Set(all.map(({ verdict }) => verdict))).toEqual(new Set(['refused']));
    const first = await ask(api, '/v1/inbound?verdict=refused&limit=2');
    const { items, nextCursor } = first.json<{ items: Line[]; nextCursor: string }>();
    const rest = await lines(`verdict=refused&limit=200&cursor=${nextCursor}`);
    expect([...items, ...rest].map(({ number }) => number)).toEqual(all.map(({ number }) => number));
    const metrics = (await ask(api, '/metrics')).body;
    for (const reason of ['invalid_time', 'signature_stale', 'id_reuse'])
      expect(metrics).toMatch(new RegExp(`rapport_events_refused_total\\{reason="${reason}"\\} [1-9]`));
  });

  it('E16: belongs to its clinic, and to who operates', async () => {
    const { parts, tenant } = api.system;
    const stranger = await openClinic(api.system);
    const foreign = await ask(api, '/v1/inbound', { headers: { authorization: `Bearer ${stranger.apiKey}` } });
    expect(foreign.json<{ items: Line[] }>().items).toEqual([]);
    const reader = await createKey(parts.db, { tenant, label: 'reader', scopes: ['clinic:read'] });
    const headers = { authorization: `Bearer ${reader}` };
    expect(refusal(await ask(api, '/v1/inbound', { headers }))).toMatchObject({ status: 403, code: 'scope_required' });
  });

  it.each(['verdict=odd', 'limit=0', 'odd=1'])('refuses the parameter %s', async (query) =>
    expect(refusal(await ask(api, `/v1/inbound?${query}`))).toMatchObject({ status: 422, code: 'invalid_query' }),
  );
  it.each(['AAAA', Buffer.from('["x"]').toString('base64url'), Buffer.from('[1e300]').toString('base64url')])(
    'refuses the forged cursor %s, or finds nothing by it',
    async (cursor) => {
      const reply = await ask(api, `/v1/inbound?cursor=${cursor}`);
      expect([200, 400]).toContain(reply.statusCode);
    },
  );

  it('E16: does not note what was only tried', async () => {
    await post(api, { body: JSON.stringify(registered('tried')), url: '/v1/events:validate' });
    await sendOne(registered('after-tried'));
    await linesOf('after-tried');
    expect(await lines('id=tried')).toEqual([]);
  });
});
