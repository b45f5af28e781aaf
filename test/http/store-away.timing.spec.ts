/** The database goes away and comes back: a quick and honest 503, nothing accepted, nothing lost afterwards. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { cloneDatabase, cloudEvent, eventually } from '#lib/testkit';
import { ask, openApi, post, refusal, traces, type ApiHouse } from './api-system.js';

/** A door in front of the database that a test can close. */
class Door {
  private readonly open = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  /** `folder` holds the database's own socket. */
  constructor(private readonly folder: string) {}

  async unlock(): Promise<number> {
    const server = createServer((near) => {
      const far = connect(`${this.folder}/.s.PGSQL.5432`);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.open.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
      }
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    return this.port;
  }

  async lock(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.open.clear();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}

describe('while the store is away', () => {
  let api: ApiHouse;
  let door: Door;
  beforeAll(async () => {
    const url = await cloneDatabase();
    const [, login = '', database = '', folder = ''] = /^(.*@)\/(\w+)\?host=([^&]+)/.exec(url) ?? [];
    door = new Door(decodeURIComponent(folder));
    api = await openApi({ databaseUrl: `${login}127.0.0.1:${await door.unlock()}/${database}` });
  });
  afterAll(async () => {
    await api.close();
    await door.lock();
  });

  const body = JSON.stringify(
    cloudEvent({ id: 'ev-1', type: 'client.registered', at: Date.UTC(2026, 2, 2), data: { client: 'cl-1' } }),
  );

  it('every route answers 503 with Retry-After within two seconds, and goes on afterwards', async () => {
    expect((await ask(api, '/v1/caseload')).statusCode).toBe(200);
    const before = await traces(api.system);
    await door.lock();

    const start = Date.now();
    const event = await post(api, { body });
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(refusal(event)).toEqual({ status: 503, code: 'unavailable', faults: [] });
    expect(event.headers['retry-after']).toBe('2');
    api.system.clock.advance(6_000); // keys are forgotten, so that the key itself must be looked up
    for (const url of [
      '/v1/caseload',
      '/v1/alerts',
      '/v1/pipeline',
      '/v1/episodes/ep-1/timeline',
      '/v1/events?source=urn:x&id=y',
      '/v1/events/1/trace',
    ]) {
      const reply = await ask(api, url);
      expect({ url, ...refusal(reply) }).toMatchObject({ url, status: 503, code: 'unavailable' });
      expect(reply.headers['retry-after']).toBe('2');
    }
    const live = await api.fastify.inject({ method: 'GET', url: '/health/live' });
    const ready = await api.fastify.inject({ method: 'GET', url: '/health/ready' });
    expect([live.statusCode, ready.statusCode, ready.headers['retry-after']]).toEqual([200, 503, '2']);

    await door.unlock();
    const accepted = await eventually('the store to be back', async () => {
      const reply = await post(api, { body });
      return reply.statusCode === 503 ? undefined : reply;
    });
    expect(accepted.statusCode).toBe(202);
    expect((await traces(api.system)).events).toBe(before.events + 1);
  });

  it('and a pool that was closed under a late request is a 503 too', async () => {
    const late = await openApi();
    await late.system.parts.db.close();
    expect(refusal(await post(late, { body }))).toMatchObject({ status: 503, code: 'unavailable' });
    await late.app.close();
  });
});
