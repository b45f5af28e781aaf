/** One question finds whatever somebody has in hand, for operations and without what it says. */
import { createKey } from '#lib/identity';
import { DAY, MINUTE, toIso } from '#lib/kernel';
import { Sweep } from '#lib/pipeline';
import { cloudEvent, dyadOf, openClinic, opened, pulse, send, sendAndProject, type TestSystem } from '#lib/testkit';
import { ask, openApi, refusal, type ApiHouse, type Reply } from './api-system.js';

let api: ApiHouse;
let clinic: TestSystem;
let operate: string;
let count = 0;

const bearer = () => ({ authorization: `Bearer ${operate}` });
const tell = (url: string, body: object): Promise<Reply> =>
  api.fastify.inject({
    method: 'POST',
    url,
    headers: { ...bearer(), 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
const look = (url: string): Promise<Reply> => ask(api, url, { headers: bearer() });

interface Mail {
  readonly id: string;
  readonly alert: string;
}

/** A mail about strain that the mail server refused for good. */
async function refusedMail(): Promise<{ readonly episode: string; readonly mail: Mail }> {
  api.system.outlet.mailAnswers = [{ kind: 'answered', status: 550 }];
  const who = dyadOf(`ep-find-${++count}`);
  const now = api.system.clock.now();
  const form = pulse(who, now - MINUTE, { form: `f-${count}`, level: 4, feltOff: 2 });
  await sendAndProject(clinic, [opened(who, now - DAY), form]);
  while ((await api.system.commands.execute(new Sweep(0))).deliveries > 0);
  const [mail] = (await look('/v1/failed/deliveries')).json<{ items: Mail[] }>().items;
  if (!mail) throw new Error('no mail was refused');
  return { episode: who.episode, mail };
}

beforeAll(async () => (api = await openApi()));
beforeEach(async () => {
  clinic = await openClinic(api.system);
  operate = await createKey(api.system.parts.db, { tenant: clinic.tenant, label: 'spec', scopes: ['operate'] });
});
afterAll(() => api.close());

interface Found {
  readonly what: string;
  readonly id: string;
  readonly state: string;
  readonly see: string;
}
const find = async (q: string): Promise<Found[]> =>
  (await look(`/v1/find?${new URLSearchParams({ q }).toString()}`)).json<{ found: Found[] }>().found;
const kinds = async (q: string): Promise<string[]> => [...new Set((await find(q)).map(({ what }) => what))].toSorted();

it('finds an event by its id and by its position, and its episode', async () => {
  const { episode } = await refusedMail();
  expect(await find(episode)).toMatchObject([{ what: 'episode', id: episode, state: '2 of 2 events are read' }]);
  const event = opened(dyadOf(episode), 0).id;
  const [byId] = await find(event);
  if (!byId) throw new Error('it was not found');
  expect(byId).toMatchObject({ what: 'event', event, episode, state: 'stored' });
  expect((await find(byId.id)).map(({ what, id }) => `${what} ${id}`)).toContain(`event ${byId.id}`);
  expect((await look(byId.see)).statusCode).toBe(200);
});

it('finds an alert with its messages, and a message, which can be asked for again where it failed', async () => {
  const { episode, mail } = await refusedMail();
  expect(await kinds(mail.alert)).toEqual(['alert', 'delivery']);
  const everything = [...(await find(mail.alert)), ...(await find(episode))];
  for (const { see } of everything) expect([see, (await look(see)).statusCode]).toEqual([see, 200]);
  expect((await find(mail.id)).find(({ what }) => what === 'delivery')).toMatchObject({ state: 'dead' });
  expect((await look(`/v1/failed/deliveries?ids=${mail.id}`)).json()).toMatchObject({ items: [{ id: mail.id }] });
});

it.each([
  ['acknowledge', {}, 'somebody has it'],
  ['snooze', {}, 'put off'],
  ['resolve', { outcome: 'talked-it-through' }, 'ended by a person'],
  ['override', { reason: 'wrong' }, 'ended by a person'],
] as const)('E21: says of an alert how it stands, and not what was found: after %s', async (act, more, state) => {
  const { mail } = await refusedMail();
  expect((await find(mail.alert))[0]).toMatchObject({ what: 'alert', state: 'open' });
  const key = await createKey(api.system.parts.db, {
    tenant: clinic.tenant,
    label: 'spec',
    scopes: ['alerts:write', 'clinic:read'],
  });
  const done = await api.fastify.inject({
    method: 'POST',
    url: `/v1/alerts/${mail.alert}/${act}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify({
      by: 'dr-1',
      ...more,
      ...(act === 'snooze' && { until: toIso(clinic.clock.now() + DAY) }),
    }),
  });
  expect([done.statusCode, done.body]).toEqual([200, expect.anything()]);
  await clinic.followAll();
  expect((await find(mail.alert))[0]).toMatchObject({ what: 'alert', state });
});

it('E21: does not say why a message was withdrawn, which is about its client', async () => {
  const { mail } = await refusedMail();
  await api.system.parts.db.query(`UPDATE outbox SET state = 'withdrawn', detail = 'the client ...' WHERE id = $1`, [
    mail.id,
  ]);
  const found = [...(await find(mail.id)), ...(await find(mail.alert))].filter(({ what }) => what === 'delivery');
  expect(found.filter(({ id }) => id === mail.id)).toEqual(
    [1, 2].map(() => expect.not.objectContaining({ reason: expect.anything() as string }) as object),
  );
});

it('says of what was let be that it was, and where it can be had back', async () => {
  const { mail } = await refusedMail();
  const done = async (body: object): Promise<void> => {
    const { id } = (await tell('/v1/repairs', body)).json<{ id: string }>();
    await tell(`/v1/repairs/${id}/start`, { by: 'anna', reason: 'spec', although: true });
  };
  await done({ kind: 'deliveries', act: 'discard', ids: [mail.id] });
  const left = (await find(mail.id)).find(({ what }) => what === 'delivery');
  expect(left).toMatchObject({ state: 'discarded' });
  expect((await look(left?.see ?? '')).json()).toMatchObject({ items: [{ id: mail.id }] });
  const odd = { ...cloudEvent(opened(dyadOf('ep-odd'), clinic.clock.now() - DAY)), type: 'vendor.room.booked.v1' };
  const { id: oddId } = odd as unknown as { id: string };
  await send(clinic, [odd]);
  expect(await find(oddId)).toMatchObject([{ what: 'event', state: 'kept unread' }]);
  await done({ kind: 'events', act: 'discard' });
  expect(await find(oddId)).toMatchObject([{ what: 'event', state: 'discarded' }]);
});

it('finds everything of a trace, by its id and by the whole traceparent', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const who = dyadOf(`ep-find-${++count}`);
  const now = clinic.clock.now();
  const traceparent = `00-${trace}-b7ad6b7169203331-01`;
  const events = [opened(who, now - DAY), pulse(who, now - MINUTE, { form: 'traced', level: 4, feltOff: 2 })];
  await send(
    clinic,
    events.map((event) => ({ ...cloudEvent(event), traceparent })),
  );
  await clinic.followAll();
  expect(await kinds(trace)).toEqual(['alert', 'delivery', 'event']);
  expect(await find(traceparent)).toEqual(await find(trace));
  expect(await find('1af7651916cd43dd8448eb211c80319c')).toEqual([]);
});

it('finds events of a version that had no column for the trace', async () => {
  const trace = 'abcdef1916cd43dd8448eb211c80319c';
  const who = dyadOf(`ep-find-${++count}`);
  await send(clinic, [
    { ...cloudEvent(opened(who, clinic.clock.now() - DAY)), traceparent: `00-${trace}-b7ad6b7169203331-01` },
  ]);
  const { db } = api.system.parts;
  await db.transact(async (tx) => {
    await tx.query('ALTER TABLE event DISABLE TRIGGER event_append_only');
    await tx.query('UPDATE event SET trace_id = NULL WHERE trace_id = $1', [trace]);
    await tx.query('ALTER TABLE event ENABLE TRIGGER event_append_only');
  });
  expect(await find(trace)).toMatchObject([{ what: 'event', episode: who.episode }]);
});

it('finds what was refused at the door, a repair and a shard', async () => {
  const repair = (await tell('/v1/repairs', { kind: 'events', act: 'retry' })).json<{ id: string }>();
  expect(await find(repair.id)).toMatchObject([{ what: 'repair', state: 'planned' }]);
  expect(await find('shard-3')).toMatchObject([{ what: 'shard', id: '3' }]);
  await api.system.parts.db.query(
    `INSERT INTO inbound (tenant, at, source, external_id, type, verdict, effect, codes, events, ms)
     VALUES ($1, now(), 'urn:x', 'refused-77', 't', 'refused', 'nothing', '{invalid_time}', 1, 1)`,
    [clinic.tenant.id],
  );
  expect(await find('refused-77')).toMatchObject([{ what: 'refused', reason: 'invalid_time' }]);
});

it.each(["'; DROP TABLE event; --", '%', 'ep', 'x y', 'ünïcödé', '9'.repeat(30)])(
  'finds nothing that is not called exactly so: %s',
  async (q) => expect(await find(q)).toEqual([]),
);

it.each(['', '?q=', `?q=${'x'.repeat(1_025)}`, '?q=%00', '?q=a&q=b', '?what=a'])('refuses %s', async (query) => {
  expect(refusal(await look(`/v1/find${query}`))).toMatchObject({ status: 422, code: 'invalid_query' });
});
