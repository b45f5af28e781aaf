/** The limit that processes hold together on Redis, and what is left of it while Redis is away or silent. */
import { cloneDatabase, eventually, openQueueStore } from '#lib/testkit';
import { FaultProxy } from '../faults/place/proxy.js';
import { openApi, type ApiHouse } from './api-system.js';
import { burst, served } from './rate-limit-burst.js';

describe('two API processes', () => {
  const LIMIT = 10;
  const PATIENCE_MS = 25_000;
  let proxy: FaultProxy;
  let processes: [ApiHouse, ApiHouse];
  beforeAll(async () => {
    const databaseUrl = await cloneDatabase();
    const redis = new URL((await openQueueStore(databaseUrl, 'redis')).url);
    proxy = await FaultProxy.open(redis.port || '6379');
    const counters = {
      kind: 'redis',
      url: `redis://127.0.0.1:${proxy.port}${redis.pathname}`,
      prefix: 'limit',
    } as const;
    const open = () => openApi({ databaseUrl, ratePerSecond: LIMIT, counters });
    processes = [await open(), await open()];
  });
  afterAll(async () => {
    for (const api of processes) await api.close();
    await proxy.close();
  });

  /** Of a burst at both; a busy machine may miss an answer of Redis, and then each holds its own limit for a second. */
  const servedOfBurst = async (): Promise<number> => {
    const all = served(await burst(processes, 3 * LIMIT));
    expect([all >= LIMIT, all <= 2 * LIMIT]).toEqual([true, true]);
    return all;
  };
  const sharing = () => eventually('one limit for both', async () => (await servedOfBurst()) === LIMIT, PATIENCE_MS);
  const apart = () => eventually('a limit for each', async () => (await servedOfBurst()) === 2 * LIMIT, PATIENCE_MS);

  it('share one limit for a key', async () => {
    expect(await sharing()).toBe(true);
  });

  it.each([
    ['is gone', { kind: 'reset' }],
    ['answers nothing', { kind: 'blackhole' }],
  ] as const)('hold a limit each while Redis %s, and one together again afterwards', async (_, mode) => {
    proxy.mode = mode;
    if (mode.kind === 'reset') proxy.resetAll();
    expect(await apart()).toBe(true);
    proxy.heal();
    expect(await sharing()).toBe(true);
  });
});
