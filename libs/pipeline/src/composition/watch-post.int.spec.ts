/** The metrics port is open before a process begins, in every process, and a taken one is refused in time. */
import { ConfigError, freePort } from '#lib/platform';
import { openTestSystem, type TestSystem } from '#lib/testkit';
import { Readiness } from '../operations/readiness.js';
import { openWatchPost, type WatchPost } from './watch-post.js';

const HOST = '127.0.0.1';

describe('the metrics port (N10, D6)', () => {
  let system: TestSystem;
  let post: WatchPost;
  let url: string;
  let port: number;
  beforeAll(async () => {
    system = await openTestSystem();
    port = (await freePort(0, HOST))!;
    post = await openWatchPost(port, HOST);
    url = `http://${HOST}:${port}`;
  });
  afterAll(async () => {
    post.close();
    await system.close();
  });

  it('N10: says while a process starts that it lives and is not ready', async () => {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json(), ready.headers.get('retry-after')]).toEqual([
      503,
      { status: 'starting' },
      '2',
    ]);
    expect((await fetch(`${url}/metrics`)).status).toBe(503);
  });

  it('N10: a port that is taken is a fault of the configuration, that names it', async () => {
    const refused = await openWatchPost(port, HOST).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConfigError);
    expect((refused as ConfigError).faults).toEqual([`RAPPORT_METRICS_PORT ${port} is taken by another program`]);
  });

  it('N10: an address that is not of this machine is one too', async () => {
    await expect(openWatchPost(port, '192.0.2.1')).rejects.toBeInstanceOf(ConfigError);
  });

  it('D6: answers with metrics and readiness, without a key, once the process is there', async () => {
    const { parts } = system;
    const readiness = new Readiness(parts.db, parts.waker, parts.clock, parts.logger);
    post.watch({ ...parts, readiness });
    const metrics = await fetch(`${url}/metrics`);
    expect([metrics.status, metrics.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/plain; version=0\.0\.4/),
    ]);
    expect(await metrics.text()).toContain('rapport_events_received_total');
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ready' });
    readiness.beforeApplicationShutdown();
  });

  it.each(['ready', 'degraded', 'unavailable'] as const)('D6: tells Prometheus too that it is %s', async (status) => {
    post.watch({ ...system.parts, readiness: { look: () => Promise.resolve({ status }) } });
    const text = await (await fetch(`${url}/metrics`)).text();
    const set = [...text.matchAll(/^rapport_ready\{status="(\w+)"\} 1$/gm)].map(([, name]) => name);
    expect(set).toEqual([status]);
  });

  it('D6: counts from zero, so that the first of anything is seen', async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const begun of ['verdict="refused"', 'channel="email",outcome="dead"', 'tier="act-today"', 'outcome="failed"'])
      expect(text).toMatch(new RegExp(`^rapport_[a-z_]+\\{${begun}\\} 0$`, 'm'));
  });

  it.each([
    ['a fault of ours', new Error('a gauge is broken'), 500, 'internal'],
    ['a database that is away', Object.assign(new Error('away'), { code: 'ECONNREFUSED' }), 503, 'unavailable'],
  ])('N10: %s is answered as what it is, and the log says why', async (_what, cause, status, code) => {
    const heard: unknown[] = [];
    const logger = { error: (facts: object) => void heard.push(facts) };
    post.watch({ ...system.parts, logger, readiness: { look: () => Promise.reject(cause) } });
    for (const path of ['/metrics', '/health/ready']) {
      const reply = await fetch(`${url}${path}`);
      expect([reply.status, await reply.json()]).toEqual([status, expect.objectContaining({ code })]);
    }
    expect(heard).toEqual([1, 2].map(() => ({ error: String(cause) })));
  });

  it.each([
    ['GET', '/', 404],
    ['GET', '/v1/alerts', 404],
    ['POST', '/metrics', 405],
    ['DELETE', '/health/live', 405],
  ])('N10: %s %s is answered %i by a problem document', async (method, path, status) => {
    const reply = await fetch(`${url}${path}`, { method });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
  });
});
