/** What the event route accepts: durable, once, and in whichever mode it is sent. */
import { createKey, ensureTenant } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { cloudEvent } from '#lib/testkit';
import { BATCHED, ask, openApi, post, refusal, traces, type ApiHouse, type Reply } from './api-system.js';

interface Receipt {
  readonly index: number;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly verdict: string;
  readonly position?: number;
  readonly reason?: string;
  readonly hint?: string;
  readonly trace?: string;
  readonly errors?: readonly { readonly code: string }[];
}
const receipts = (reply: Reply): Receipt[] => reply.json<{ receipts: Receipt[] }>().receipts;
const verdicts = (reply: Reply): string[] => receipts(reply).map((r) => r.verdict);
const DAY = 86_400_000;

let api: ApiHouse;
let count = 0;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const at = Date.UTC(2026, 2, 2);
const appointment = (episode: string): { episode: string; client: string; appointment: string } => ({
  episode,
  client: `cl-${episode}`,
  appointment: `ap-${episode}`,
});
const missed = (id = `ev-${++count}`, episode = 'ep-1'): Record<string, unknown> =>
  cloudEvent({ id, type: 'appointment.missed', at, data: { ...appointment(episode), by: 'client' } });
const opened = (episode: string, id = `open-${episode}`): Record<string, unknown> =>
  cloudEvent({ id, type: 'episode.opened', at, data: { episode, client: `cl-${episode}`, clinician: 'dr-1' } });
const sendOne = (event: object): Promise<Reply> => post(api, { body: JSON.stringify(event) });
const sendBatch = (events: readonly unknown[], query = ''): Promise<Reply> =>
  post(api, { body: JSON.stringify(events), contentType: BATCHED, url: `/v1/events${query}` });

describe('an event that is sent again', () => {
  it('is a duplicate, at once and after 400 days [B-018]', async () => {
    await sendOne(opened('ep-1'));
    const event = missed('again');
    const first = await sendOne(event);
    expect([first.statusCode, verdicts(first)]).toEqual([202, ['accepted']]);
    const before = await traces(api.system);
    for (const days of [0, 400]) {
      api.system.clock.advance(days * DAY);
      const later = await sendOne(event);
      expect([later.statusCode, verdicts(later)]).toEqual([200, ['duplicate']]);
      expect(receipts(later)[0]?.position).toBe(receipts(first)[0]?.position);
    }
    expect(await traces(api.system)).toEqual(before);
  });

  it('with another content is refused, and the first one stays [B-019]', async () => {
    const event = missed('reused');
    await sendOne(event);
    const before = await traces(api.system);
    expect(refusal(await sendOne({ ...event, time: toIso(at + 1) }))).toEqual({
      status: 409,
      code: 'id_reuse',
      faults: ['id_reuse'],
    });
    expect(await traces(api.system)).toEqual(before);
  });

  it('is the same event in every mode, key order and encoding', async () => {
    const event = {
      ...missed('modes'),
      seats: 5,
      subject: 'sub-1',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    };
    const { data, ...attributes } = event as Record<string, unknown>;
    expect((await sendOne(event)).statusCode).toBe(202);
    const reversed = Object.fromEntries(
      Object.entries({ ...event, data: Object.fromEntries(Object.entries(data as object).reverse()) }).reverse(),
    );
    expect(verdicts(await sendOne(reversed))).toEqual(['duplicate']);
    expect(
      verdicts(await sendOne({ ...event, datacontenttype: 'Application/JSON; charset=utf-8', correlationid: null })),
    ).toEqual(['duplicate']);
    expect(
      verdicts(await sendOne({ ...attributes, data_base64: Buffer.from(JSON.stringify(data)).toString('base64') })),
    ).toEqual(['duplicate']);
    expect(verdicts(await sendBatch([event]))).toEqual(['duplicate']);
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, String(value)]),
    );
    expect(verdicts(await post(api, { body: JSON.stringify(data), contentType: 'Application/JSON', headers }))).toEqual(
      ['duplicate'],
    );
  });

  it('is a duplicate when its request is replayed bit by bit [B-052]', async () => {
    const body = JSON.stringify(missed('replayed'));
    expect((await post(api, { body, webhookId: 'msg_1' })).statusCode).toBe(202);
    const replay = await post(api, { body, webhookId: 'msg_1' });
    expect([replay.statusCode, verdicts(replay)]).toEqual([200, ['duplicate']]);
  });
});

describe('an event that is not understood is kept, not refused', () => {
  const form = (instrument: object, id: string): Record<string, unknown> =>
    cloudEvent({
      id,
      type: 'feedback.submitted',
      at,
      data: { episode: 'ep-1', client: 'cl-ep-1', form: id, instrument, respondent: 'client', items: [] } as never,
    });
  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown type [B-023]', { ...missed('q1'), type: 'vendor.room.booked.v1' }, 'unknown_type'],
    ['a version of the future [B-025]', { ...missed('q2'), type: 'rapport.appointment.missed.v99' }, 'unknown_type'],
    ['an unknown instrument', form({ code: 'no-such-form', version: '1' }, 'q3'), 'unknown_instrument'],
    ['an unknown version of an instrument [B-037]', form({ code: 'phq-9', version: '99' }, 'q4'), 'unknown_instrument'],
    ['a form that this clinic has not activated', form({ code: 'core-10', version: '1' }, 'q7'), 'inactive_instrument'],
    ['an episode that nobody opened', missed('q5', 'ep-unknown'), 'episode_not_open'],
  ])('%s', async (_, event, reason) => {
    const reply = await sendOne(event);
    expect([reply.statusCode, receipts(reply)[0]]).toMatchObject([202, { verdict: 'quarantined', reason }]);
  });

  it('and a near miss is named', async () => {
    const [receipt] = receipts(await sendOne({ ...missed('q6'), type: 'rapport.appointment.mised.v1' }));
    expect(receipt?.hint).toBe('did you mean "rapport.appointment.missed.v1"?');
  });

  it('and what waited for its episode counts as soon as that opens [B-030]', async () => {
    expect(verdicts(await sendOne(missed('early', 'ep-late')))).toEqual(['quarantined']);
    await api.system.followAll();
    const listed = async (): Promise<boolean> => (await ask(api, '/v1/caseload?limit=200')).body.includes('"ep-late"');
    expect((await ask(api, '/v1/episodes/ep-late')).json()).toMatchObject({ status: 'unopened' });
    expect(await listed()).toBe(false);
    await sendOne(opened('ep-late'));
    await api.system.followAll();
    expect((await ask(api, '/v1/episodes/ep-late')).json()).toMatchObject({ status: 'open' });
    expect(await listed()).toBe(true);
    expect((await ask(api, '/v1/episodes/ep-late/timeline')).json<{ events: number }>().events).toBe(2);
  });
});

describe('time and order', () => {
  it.each([1_000, 4 * 60_000])('a clock that is %d ms ahead is forgiven [B-027]', async (ahead) => {
    const reply = await sendOne({ ...missed(), time: toIso(api.system.clock.now() + ahead) });
    expect(reply.statusCode).toBe(202);
  });

  it('a missing time stays unknown, and the time of receipt stands in for it [B-026]', async () => {
    const { time: _, ...event } = missed('timeless');
    expect((await sendOne(event)).statusCode).toBe(202);
    const { rows } = await api.system.parts.db.query("SELECT flags FROM event WHERE external_id = 'timeless'");
    expect(rows).toEqual([{ flags: 2 }]);
  });

  it('an odd story is recorded and alarms nobody [B-035]', async () => {
    const story = (type: string, n: number, more: object): object =>
      cloudEvent({
        id: `odd-${n}`,
        type: type as 'visit.started',
        at: at + n,
        data: { ...appointment('ep-odd'), ...more } as never,
      });
    const reply = await sendBatch([
      opened('ep-odd'),
      story('appointment.cancelled', 1, { cancelledBy: 'client' }),
      story('appointment.attended', 2, {}),
      story('appointment.missed', 3, { by: 'client' }),
      story('appointment.missed', 4, { by: 'client' }),
      cloudEvent({
        id: 'odd-5',
        type: 'episode.closed',
        at: at + 5,
        data: { episode: 'ep-odd', client: 'cl-ep-odd', reason: 'planned' },
      }),
      opened('ep-odd', 'odd-6'),
    ]);
    expect(reply.statusCode).toBe(202);
    await api.system.followAll();
    expect((await ask(api, '/v1/episodes/ep-odd/timeline')).json<{ events: number }>().events).toBe(7);
    const { items } = (await ask(api, '/v1/alerts')).json<{ items: { episode: string }[] }>();
    expect(items.filter((a) => a.episode === 'ep-odd')).toEqual([]);
  });
});

describe('a batch', () => {
  it('of which nothing is new is answered 200', async () => {
    const events = [missed('b1'), missed('b2')];
    expect((await sendBatch(events)).statusCode).toBe(202);
    expect((await sendBatch(events)).statusCode).toBe(200);
  });

  it('that holds the same event twice stores it once [B-042]', async () => {
    const reply = await sendBatch([missed('b3'), missed('b3')]);
    expect(verdicts(reply)).toEqual(['accepted', 'duplicate']);
  });

  it('in partial mode gives each event its own verdict [B-042]', async () => {
    const before = await traces(api.system);
    const events = [
      missed('b4'),
      { ...missed('b5'), time: 'now' },
      missed('b4'),
      { ...missed('b4'), time: toIso(at + 7) },
      7,
    ];
    const reply = await sendBatch(events, '?mode=partial');
    expect(reply.statusCode).toBe(200);
    expect(verdicts(reply)).toEqual(['accepted', 'refused', 'duplicate', 'refused', 'refused']);
    expect(receipts(reply).flatMap((r) => r.errors?.map((e) => e.code) ?? [])).toEqual([
      'invalid_time',
      'id_reuse',
      'not_an_object',
    ]);
    expect((await traces(api.system)).events).toBe(before.events + 1);
  });

  it('E17: names each refused event of a batch as far as it could be read', async () => {
    const good = missed('n1');
    const { source: _source, ...sourceless } = missed('n2');
    const events = [
      good,
      { ...missed('n3'), time: 'now' },
      { ...missed('n4'), id: 'a\nb' },
      sourceless,
      { ...missed('n5'), source: 'urn:rapport' },
      { ...missed('n6'), type: 7 },
      7,
      { ...missed('n7'), data: {} },
    ];
    const type = good['type'];
    const source = good['source'];
    const named = receipts(await sendBatch(events, '?mode=partial')).map((r) => [
      r.index,
      r.verdict,
      r.id,
      r.source,
      r.type,
    ]);
    expect(named).toEqual([
      [0, 'accepted', 'n1', source, type],
      [1, 'refused', 'n3', source, type],
      [2, 'refused', '', source, type],
      [3, 'refused', 'n2', '', type],
      [4, 'refused', 'n5', 'urn:rapport', type],
      [5, 'refused', 'n6', source, ''],
      [6, 'refused', '', '', ''],
      [7, 'refused', 'n7', source, type],
    ]);
  });

  it('E17: names the one event of a request in another mode, when it is refused or only tried', async () => {
    const wrong: Record<string, unknown> = { ...missed('n8'), time: 'now' };
    const partial = await post(api, { body: JSON.stringify(wrong), url: '/v1/events?mode=partial' });
    expect(receipts(partial)).toMatchObject([{ index: 0, verdict: 'refused', id: 'n8', source: wrong['source'] }]);
  });

  it.each([
    ['a NUL', '"x\\u0000"', 'nul_character'],
    ['half of a character', '"\\ud800"', 'invalid_unicode'],
    ['a character that reorders text', '"\\u202e"', 'bidi_character'],
    ['a number that loses digits', '9007199254740993', 'number_range'],
  ])('E17: %s in one event of a batch refuses that one and names it, and no other', async (what, odd, code) => {
    const [first, bad, last] = ['first', 'bad', 'last'].map((name) =>
      missed(`${name} of ${what}`.replaceAll(' ', '-')),
    );
    const text = JSON.stringify([first, { ...bad, note: 'ODD' }, last]).replace('"ODD"', odd);
    const reply = await post(api, { body: text, contentType: BATCHED, url: '/v1/events?mode=partial' });
    expect(receipts(reply).map((r) => [r.verdict, r.id, r.errors?.[0]?.code])).toEqual([
      ['accepted', first?.['id'], undefined],
      ['refused', bad?.['id'], code],
      ['accepted', last?.['id'], undefined],
    ]);
  });

  it('E17: gives the place of a conflict too', async () => {
    const reply = await sendBatch(
      [missed('n9'), missed('n10'), { ...missed('n9'), time: toIso(at + 9) }],
      '?mode=partial',
    );
    expect(receipts(reply)[2]).toMatchObject({ index: 2, verdict: 'refused', id: 'n9' });
  });

  it('that was only tried leaves nothing behind', async () => {
    const before = await traces(api.system);
    const reply = await post(api, {
      body: JSON.stringify([missed()]),
      contentType: BATCHED,
      url: '/v1/events:validate',
    });
    expect([reply.statusCode, verdicts(reply)]).toEqual([200, ['accepted']]);
    expect(await traces(api.system)).toEqual(before);
  });
});

describe("another clinic's episode", () => {
  it('is as unknown as one that does not exist, and stays untouched [B-031]', async () => {
    const { db } = api.system.parts;
    const other = await ensureTenant(db, 'other-clinic', true);
    const apiKey = await createKey(db, {
      tenant: other,
      label: 'other',
      scopes: ['events:write', 'clinic:read'],
      signingSecret: api.system.signingSecret,
    });
    await sendOne(opened('ep-ours'));
    await api.system.followAll();
    const ours = (await ask(api, '/v1/episodes/ep-ours/timeline')).body;
    const headers = { authorization: `Bearer ${apiKey}` };
    const read = async (): Promise<Reply[]> =>
      Promise.all(['ep-ours', 'ep-nowhere'].map((episode) => ask(api, `/v1/episodes/${episode}`, { headers })));
    for (const reply of await read()) expect(refusal(reply)).toEqual({ status: 404, code: 'not_found', faults: [] });

    for (const episode of ['ep-ours', 'ep-nowhere']) {
      const reply = await post(api, { body: JSON.stringify(missed(`foreign-${episode}`, episode)), apiKey });
      expect([reply.statusCode, receipts(reply)[0]]).toMatchObject([
        202,
        { verdict: 'quarantined', reason: 'episode_not_open' },
      ]);
    }
    await api.system.followAll();
    const [theirs, nobodys] = (await read()).map((reply) => reply.body.replaceAll('ep-ours', 'ep-nowhere'));
    expect(theirs).toBe(nobodys);
    expect((await ask(api, '/v1/episodes/ep-ours/timeline')).body).toBe(ours);
  });
});

describe('a receipt', () => {
  it('leads to the way of its event, found by position or by id', async () => {
    const reply = await sendOne(missed('traced'));
    const link = receipts(reply)[0]?.trace as string;
    expect(reply.headers['location']).toBe(link);
    const byPosition = await ask(api, new URL(link).pathname);
    expect(byPosition.json()).toMatchObject({ id: 'traced', episode: 'ep-1' });
    expect((await ask(api, '/v1/events?source=urn:test:practice&id=traced')).json()).toEqual(byPosition.json());
  });
});
