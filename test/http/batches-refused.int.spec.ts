/** Batches and sizes that the event route refuses, and that a refusal leaves nothing behind. */
import { Readable } from 'node:stream';
import {
  BATCHED,
  STRUCTURED,
  openApi,
  post,
  refusal,
  signed,
  traces,
  type ApiHouse,
  type Sending,
} from './api-system.js';
import { json, missed, refuses } from './refused-bodies.js';

let api: ApiHouse;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const expectRefused = refuses(() => api);

describe('a batch', () => {
  const batch = (...events: object[]): Sending => ({ body: JSON.stringify(events), contentType: BATCHED });

  it('of nothing, or of more than 500, is refused [B-042]', async () => {
    await expectRefused(batch(), { status: 422, code: 'invalid_event', faults: ['list_size'] });
    await expectRefused(batch(...Array.from({ length: 501 }, (_, i) => missed({ id: `e-${i}` }))), {
      status: 422,
      code: 'invalid_event',
      faults: ['list_size'],
    });
  });

  it('sent as a single event, and a single event sent as a batch, are refused [B-047]', async () => {
    await expectRefused(
      { body: JSON.stringify([missed()]) },
      { status: 422, code: 'invalid_event', faults: ['not_an_object'] },
    );
    await expectRefused(
      { body: json(), contentType: BATCHED },
      { status: 422, code: 'invalid_event', faults: ['invalid_type'] },
    );
  });

  it('with one bad event stores none, and says where it is [B-042]', async () => {
    const events = Array.from({ length: 100 }, (_, i) =>
      missed({ id: `e-${i}`, ...(i === 41 ? { time: 'now' } : {}) }),
    );
    await expectRefused(batch(...events), { status: 422, code: 'invalid_event', faults: ['invalid_time'] });
    const { errors } = (await post(api, batch(...events))).json<{ errors: object[] }>();
    expect(errors).toMatchObject([{ pointer: '/41/time' }]);
  });

  it('with two contents for one id stores none [B-042]', async () => {
    await expectRefused(batch(missed({ id: 'twice' }), missed({ id: 'twice', time: '2026-03-01T00:00:00Z' })), {
      status: 409,
      code: 'id_reuse',
      faults: ['id_reuse'],
    });
  });

  it('in a mode that does not exist, or in two modes, is refused', async () => {
    for (const query of ['mode=both', 'mode=partial&mode=atomic', 'mode=']) {
      await expectRefused({ ...batch(missed()), url: `/v1/events?${query}` }, { status: 422, code: 'invalid_query' });
    }
  });
});

describe('the size of a body', () => {
  const padded = (id: string, bytes: number): string => json({ id }).padEnd(bytes, ' ');

  it('is refused with 413 above 1 MiB, announced or in chunks [B-007]', async () => {
    const body = padded('too-large', 1_048_577);
    await expectRefused({ body }, { status: 413, code: 'too_large' });
    const before = await traces(api.system);
    const headers = {
      authorization: `Bearer ${api.system.apiKey}`,
      'content-type': STRUCTURED,
      'transfer-encoding': 'chunked',
      ...signed(api.system, { body }),
    };
    const reply = await api.fastify.inject({
      method: 'POST',
      url: '/v1/events',
      headers,
      payload: Readable.from([body]),
    });
    expect(refusal(reply)).toMatchObject({ status: 413, code: 'too_large' });
    expect(await traces(api.system)).toEqual(before);
  });

  it('is read up to exactly 1 MiB', async () => {
    expect((await post(api, { body: padded('exact', 1_048_576), url: '/v1/events:validate' })).statusCode).toBe(200);
  });

  it('is refused with 400 when it is not the announced one [B-007]', async () => {
    await expectRefused({ body: json(), headers: { 'content-length': '5' } }, { status: 400, code: 'invalid_json' });
  });
});
