/** Many callers, and slow ones: whoever asks for too much is held back alone, and the house goes on answering. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { createKey } from '#lib/identity';
import { eventually } from '#lib/testkit';
import { ask, listen, openApi, type ApiHouse } from './api-system.js';

interface Line {
  readonly socket: Socket;
  readonly heard: () => string;
  readonly closed: () => boolean;
}

const dialled = new Set<Socket>();
/** A connection left open would hold up the house that closes. */
afterEach(() => {
  for (const socket of dialled) socket.destroy();
  dialled.clear();
});

function dial(port: number): Line {
  const socket = connect(port, '127.0.0.1');
  dialled.add(socket);
  let heard = '';
  let closed = false;
  socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.on('close', () => (closed = true));
  return { socket, heard: () => heard, closed: () => closed };
}

const HEALTH = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
const answered = ({ heard }: Line): boolean => heard().startsWith('HTTP/1.1 200 ');
const POST = 'POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/cloudevents+json\r\n';

describe('two thousand wrong keys', () => {
  let api: ApiHouse;
  beforeAll(async () => (api = await openApi({ ratePerSecond: 5 })));
  afterAll(() => api.close());

  it('open nothing, and hold up nobody who has the right one [B-080]', async () => {
    const wrong = (): string => api.system.apiKey.slice(0, -43) + randomBytes(32).toString('base64url');
    const guesses = Array.from({ length: 2_000 }, () =>
      ask(api, '/v1/caseload', { headers: { authorization: `Bearer ${wrong()}` } }),
    );
    const right = ask(api, '/v1/caseload');
    const statuses = new Set((await Promise.all(guesses)).map((reply) => reply.statusCode));
    // the first ones hear that the key is wrong, the others that they are to come later
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await right).statusCode).toBe(200);
    expect((await ask(api, '/v1/caseload')).statusCode).toBe(200);
  });
});

describe('a limit for each key', () => {
  const PER_SECOND = 5;
  let api: ApiHouse;
  beforeAll(async () => (api = await openApi({ ratePerSecond: PER_SECOND })));
  afterAll(() => api.close());

  it('meets the one who asks a hundred times as much, and none of thirty others [B-089]', async () => {
    const { parts, tenant, clock } = api.system;
    const keys = await Promise.all(
      Array.from({ length: 30 }, (_, i) => createKey(parts.db, { tenant, label: `key-${i}`, scopes: ['clinic:read'] })),
    );
    const second = (): number => Math.floor(clock.now() / 1_000);
    const get = async (key: string): Promise<number> =>
      (await ask(api, '/v1/caseload?limit=1', { headers: { authorization: `Bearer ${key}` } })).statusCode;
    const began = second();
    const greedy = Array.from({ length: 100 * PER_SECOND }, () => get(api.system.apiKey));
    const modest = keys.flatMap((key) => Array.from({ length: PER_SECOND }, () => get(key)));
    expect(new Set(await Promise.all(modest))).toEqual(new Set([200]));
    const statuses = await Promise.all(greedy);
    // the clock goes on: a busy machine may see a second or two begin meanwhile
    const most = PER_SECOND * (second() - began + 1);
    const served = statuses.filter((status) => status === 200).length;
    expect(served).toBeGreaterThanOrEqual(PER_SECOND);
    expect(served).toBeLessThanOrEqual(most);
    expect(statuses.filter((status) => status === 429)).toHaveLength(100 * PER_SECOND - served);
  });
});

describe('requests that never come in whole', () => {
  const LIMITS = { requestMs: 500, connections: 5_000 };
  let api: ApiHouse;
  let port: number;
  beforeAll(async () => {
    api = await openApi({ limits: LIMITS });
    port = await listen(api);
  });
  afterAll(() => api.close());

  it.each([
    ['a body that drips [B-089]', `${POST}Content-Length: 1000\r\n\r\n{`],
    ['a body in chunks without an end [B-007]', `${POST}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`],
    ['headers without an end', POST],
  ])('%s: five hundred of them are answered 408 and let go, and meanwhile others are served', async (_, beginning) => {
    const lines = Array.from({ length: 500 }, () => dial(port));
    for (const { socket } of lines) socket.write(beginning);
    const other = dial(port);
    other.socket.write(HEALTH);
    await eventually('another to be served', () => answered(other));
    await eventually('all to be let go', () => lines.every((line) => line.closed()), 20_000);
    expect(lines.filter((line) => line.heard().startsWith('HTTP/1.1 408 '))).toHaveLength(500);
  });
});

describe('connections that stay', () => {
  const LIMITS = { requestMs: 25_000, connections: 20 };
  let api: ApiHouse;
  let port: number;
  beforeAll(async () => {
    api = await openApi({ limits: LIMITS });
    port = await listen(api);
  });
  afterAll(() => api.close());

  it('are so many and no more: one beyond is closed at once, and has a place when another leaves [B-089]', async () => {
    const lines = Array.from({ length: LIMITS.connections }, () => dial(port));
    for (const { socket } of lines) socket.write(HEALTH);
    await eventually('all to be served', () => lines.every(answered));
    const beyond = dial(port);
    beyond.socket.write(HEALTH);
    await eventually('it to be closed', () => beyond.closed());
    expect(beyond.heard()).toBe('');
    lines[0]?.socket.destroy();
    await eventually('a place', async () => {
      const next = dial(port);
      next.socket.write(HEALTH);
      await eventually('an answer or a closed door', () => answered(next) || next.closed());
      next.socket.destroy();
      return answered(next);
    });
  });
});
