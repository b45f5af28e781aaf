/** The limit that each process holds by itself: without a Redis, and while its Redis cannot be reached. */
import { createServer, type AddressInfo } from 'node:net';
import { openApi, refusal, type ApiHouse } from './api-system.js';
import { burst, refused, served } from './rate-limit-burst.js';

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.each(['none', 'redis'] as const)('with counters on %s', (kind) => {
  const LIMIT = 5;
  let api: ApiHouse;
  beforeAll(async () => {
    const counters = kind === 'none' ? { kind } : { kind, url: `redis://127.0.0.1:${await closedPort()}` };
    api = await openApi({ ratePerSecond: LIMIT, counters });
  });
  afterAll(() => api.close());

  it('one process refuses what is beyond the limit, as a problem that says when to come again', async () => {
    const replies = await burst([api], 3 * LIMIT);
    expect(served(replies)).toBe(LIMIT);
    for (const reply of refused(replies)) {
      expect(refusal(reply)).toEqual({ status: 429, code: 'too_many_requests', faults: [] });
      expect(reply.headers['retry-after']).toBe('1');
    }
    expect(refused(replies)).toHaveLength(2 * LIMIT);
    for (const reply of replies) expect(reply.headers['ratelimit-policy']).toBe(`"second";q=${LIMIT};w=1`);
  });
});
