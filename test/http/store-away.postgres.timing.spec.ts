/** The database goes away and comes back: a quick and honest 503, nothing accepted, nothing lost afterwards. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { ANSWERING } from '#lib/platform';
import { cloneDatabase, cloudEvent, eventually } from '#lib/testkit';
import { ask, openApi, post, refusal, traces, type ApiHouse, type Reply } from './api-system.js';

/** A door in front of the database that a test can close. */
class Door {
  private readonly open = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;
  private silent = false;

  /** `folder` holds the database's own socket. */
  constructor(private readonly folder: string) {}

  async unlock(): Promise<number> {
    const server = createServer((near) => {
      if (this.silent) {
        this.open.add(near.on('error', () => undefined));
        return;
      }
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

  /** From now on nothing passes, and nobody is told. */
  silence(): void {
    for (const socket of this.open) {
      socket.unpipe();
      socket.pause();
    }
    this.silent = true;
  }

  async lock(): Promise<void> {
    this.silent = false;
    for (const socket of this.open) socket.destroy();
    this.open.clear();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}

describe('while the store is away', () => {
  let api: ApiHouse;
  let door: Door;
  let server: string;
  beforeAll(async () => {
    const url = await cloneDatabase();
    const [, login = '', database = '', folder = ''] = /^(.*@)\/(\w+)\?host=([^&]+)/.exec(url) ?? [];
    server = url;
    door = new Door(decodeURIComponent(folder));
    api = await openApi({ budget: ANSWERING, databaseUrl: `${login}127.0.0.1:${await door.unlock()}/${database}` });
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

  const WITHIN_MS = 8_000;
  const event = (id: string): string =>
    JSON.stringify(
      cloudEvent({ id, type: 'client.registered', at: Date.UTC(2026, 2, 2), data: { client: `cl-${id}` } }),
    );

  /** What every one of these requests is answered, within seconds. */
  async function refusedInTime(requests: readonly (() => Promise<Reply>)[]): Promise<void> {
    const start = Date.now();
    const replies = await Promise.all(requests.map((request) => request()));
    expect(Date.now() - start).toBeLessThan(WITHIN_MS);
    for (const reply of replies) {
      expect(refusal(reply)).toEqual({ status: 503, code: 'unavailable', faults: [] });
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    }
  }

  const back = (id: string) =>
    eventually('the store to be back', async () => {
      const reply = await post(api, { body: event(id) });
      return reply.statusCode === 503 ? undefined : reply.statusCode;
    });

  it('N12: a database that is silent is a 503 within seconds for every request, and nothing is lost', async () => {
    await Promise.all(Array.from({ length: 6 }, () => ask(api, '/v1/caseload')));
    const before = await traces(api.system);
    door.silence();
    await refusedInTime([
      () => post(api, { body: event('silent-1') }),
      () => post(api, { body: event('silent-2') }),
      ...Array.from({ length: 12 }, () => () => ask(api, '/v1/alerts')),
      () => ask(api, '/v1/caseload'),
    ]);
    await refusedInTime([() => post(api, { body: event('silent-3') }), () => ask(api, '/v1/pipeline')]);
    const ready = await api.fastify.inject({ method: 'GET', url: '/health/ready' });
    expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'unavailable', reason: 'database_away' }]);
    await door.lock();
    await door.unlock();
    expect(await back('silent-1')).toBe(202);
    expect((await traces(api.system)).events).toBe(before.events + 1);
  });

  it.each([
    ['events', 'event', () => post(api, { body: event('locked') }), () => ask(api, '/v1/caseload')],
    ['alerts', 'alert', () => ask(api, '/v1/alerts'), () => post(api, { body: event('beside') })],
    ['counters', 'tenant_counter', () => post(api, { body: event('counted') }), () => ask(api, '/v1/alerts')],
  ])(
    'N12: while the table of %s is locked, what needs it is a 503 within seconds, the rest works',
    async (_n, table, needs, rest) => {
      const holder = new pg.Client(server);
      await holder.connect();
      await holder.query(`BEGIN; LOCK TABLE ${table}`);
      const [, beside] = await Promise.all([refusedInTime([needs, needs]), rest()]);
      expect([200, 202]).toContain(beside.statusCode);
      const ready = await api.fastify.inject({ method: 'GET', url: '/health/ready' });
      expect(ready.json()).toMatchObject({ status: 'ready' });
      await holder.query('ROLLBACK');
      await holder.end();
      expect([200, 202]).toContain((await needs()).statusCode);
    },
  );

  it('and a pool that was closed under a late request is a 503 too', async () => {
    const late = await openApi();
    await late.system.parts.db.close();
    expect(refusal(await post(late, { body }))).toMatchObject({ status: 503, code: 'unavailable' });
    await late.app.close();
  });
});
