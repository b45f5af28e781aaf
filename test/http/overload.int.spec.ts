/** More than can be written: whoever comes too late is told so before anything of it is read, and when to come again. */
import { logEvent } from '#lib/testkit';
import { openApi, post, refusal, type ApiHouse } from './api-system.js';
import { json } from './refused-bodies.js';

const FULL = 10_000;
const BATCH = 500;

describe('when more waits than can be written', () => {
  let api: ApiHouse;
  beforeAll(async () => (api = await openApi()));
  afterAll(() => api.close());

  it('a further event gets 503 with Retry-After, and those that wait are all stored [B-089]', async () => {
    const { db, appender } = api.system.parts;
    const { id: tenant } = api.system.tenant;
    const batch = (n: number): ReturnType<typeof logEvent>[] =>
      Array.from({ length: BATCH }, (_, i) => logEvent({ tenant, externalId: `wait-${n}-${i}` }));
    let waiting: ReturnType<typeof appender.append>[] = [];
    await db.transact(async (tx) => {
      await tx.query('LOCK TABLE event_key IN ACCESS EXCLUSIVE MODE');
      // the first group is on its way to the log and waits no more; so there is one batch more than is full
      waiting = Array.from({ length: FULL / BATCH + 1 }, (_, n) => appender.append(batch(n), { atomic: true }));
      const late = await post(api, { body: json({ id: 'late' }) });
      expect(refusal(late)).toMatchObject({ status: 503, code: 'unavailable' });
      expect(late.headers['retry-after']).toBe('2');
      expect((await post(api, { body: 'not even read' })).statusCode).toBe(503);
    });
    const stored = (await Promise.all(waiting)).flat();
    expect(stored).toHaveLength(FULL + BATCH);
    expect(new Set(stored.map(({ kind }) => kind))).toEqual(new Set(['new']));
    expect((await post(api, { body: json({ id: 'late' }) })).statusCode).toBe(202);
  });
});
