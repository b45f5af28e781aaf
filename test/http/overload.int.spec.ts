/** More than can be written: whoever comes too late is told so before anything of it is read, and when to come again. */
import { eventually } from '#lib/testkit';
import { BATCHED, openApi, post, refusal, type ApiHouse, type Reply } from './api-system.js';
import { json, missed } from './refused-bodies.js';

const FULL = 10_000;
const BATCH = 500;

describe('when more waits than can be written', () => {
  let api: ApiHouse;
  beforeAll(async () => (api = await openApi()));
  afterAll(() => api.close());

  const batch = (n: number): string =>
    JSON.stringify(Array.from({ length: BATCH }, (_, i) => missed({ id: `wait-${n}-${i}` })));

  it('a further event gets 503 with Retry-After, and those that wait are all stored [B-089]', async () => {
    const { db, appender } = api.system.parts;
    let waiting: Promise<Reply>[] = [];
    await db.transact(async (tx) => {
      await tx.query('LOCK TABLE event_key IN ACCESS EXCLUSIVE MODE');
      // the first group is on its way to the log and waits no more; so there is one batch more than is full
      waiting = Array.from({ length: FULL / BATCH + 1 }, (_, n) => post(api, { body: batch(n), contentType: BATCHED }));
      await eventually('it to be full', () => appender.full);
      const late = await post(api, { body: json({ id: 'late' }) });
      expect(refusal(late)).toMatchObject({ status: 503, code: 'unavailable' });
      expect(late.headers['retry-after']).toBe('2');
      expect((await post(api, { body: 'not even read' })).statusCode).toBe(503);
    });
    expect((await Promise.all(waiting)).map((reply) => reply.statusCode)).toEqual(waiting.map(() => 202));
    expect((await post(api, { body: json({ id: 'late' }) })).statusCode).toBe(202);
  });
});
