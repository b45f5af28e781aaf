/** What a wake-up costs while its store is away: little, and nothing that anybody waits for. */
import { createServer, type AddressInfo } from 'node:net';
import { Metrics, createLogger, systemClock } from '#lib/platform';
import { eventually } from '#lib/testkit';
import { queueMetrics, queuesAnswer } from './metrics.js';
import { Waker } from './waker.js';

const logger = createLogger('silent', 'test');

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const countOf = async (metrics: Metrics, outcomes: readonly string[]): Promise<number> =>
  (await metrics.wakes.get()).values
    .filter((v) => outcomes.includes(String(v.labels.outcome)))
    .reduce((sum, v) => sum + v.value, 0);

describe.each(['redis', 'postgres'] as const)('with %s away', (kind) => {
  it('a wake-up costs a quarter of a second at most, never rejects, and can be closed', async () => {
    const metrics = new Metrics();
    const strays: unknown[] = [];
    const note = (reason: unknown): void => void strays.push(reason);
    process.on('unhandledRejection', note);
    const waker = new Waker(
      { kind, url: `${kind}://127.0.0.1:${await closedPort()}/0` },
      { logger, metrics, clock: systemClock },
    );
    try {
      const before = performance.now();
      waker.wakeShards([1]);
      waker.wakeDeliveries(['1']);
      expect(performance.now() - before).toBeLessThan(100);
      await eventually('both are given up', async () => (await countOf(metrics, ['failed', 'slow'])) === 2);
      expect(performance.now() - before).toBeLessThan(400);
      expect(await queuesAnswer(waker.all(), 50)).toBe(false);
      expect(await queueMetrics(waker.all(), 50)).toBe('');
    } finally {
      await waker.close();
      process.off('unhandledRejection', note);
    }
    expect(strays).toEqual([]);
  });
});
