/** HTTP to the last byte: whatever is refused, by whichever part, is a problem document; and who hung up is no outage. */
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { createKey, type Scope } from '#lib/identity';
import type { Logger } from '#lib/platform';
import { cloudEvent, eventually, suiteBackend } from '#lib/testkit';
import { ask, listen, openApi, post, signed, traces, STRUCTURED, type ApiHouse } from './api-system.js';

const LIMITS = { requestMs: 1_000, connections: 100 };
const said: { level: string; text: string }[] = [];
const hears =
  (level: string) =>
  (facts: unknown, text = ''): void =>
    void said.push({ level, text: `${text} ${JSON.stringify(facts)}` });
const logger = { error: hears('error'), warn: hears('warn'), info: hears('info'), debug: hears('debug') };

let api: ApiHouse;
let port: number;
beforeAll(async () => {
  api = await openApi({ backend: suiteBackend(), limits: LIMITS, logger: logger as unknown as Logger });
  port = await listen(api);
});
afterAll(() => api.close());

interface Raw {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Writes bytes, and reads until the other side closes. */
function exchange(bytes: string | Buffer): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.pipe(new Writable({ write: (part: Buffer, _e, done) => ((text += part.toString()), done()) }));
    socket.once('error', reject);
    socket.once('close', () => resolve(readRaw(text)));
    socket.write(bytes);
  });
}

function readRaw(text: string): Raw {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => [line.split(':')[0]!.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers) as Raw['headers'], body };
}

const GET = 'GET /health/live HTTP/1.1\r\n';
const CLOSE = 'Connection: close\r\n';

describe('what is no request (N15)', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'bad_request'],
    ['the first bytes of TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc]), 400, 'bad_request'],
    ['HTTP/2 at once', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'bad_request'],
    ['a method that nobody knows', 'FETCH / HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'bad_request'],
    ['a header with a NUL', `${GET}Host: a\r\nX: a\0b\r\n\r\n`, 400, 'bad_request'],
    ['two lengths', `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400, 'bad_request'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'bad_request',
    ],
    ['no Host', `${GET}${CLOSE}\r\n`, 400, 'bad_request'],
    ['headers of 20 kB', `${GET}Host: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
    [
      'a body that stays away',
      'POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n',
      408,
      'request_timeout',
    ],
    ['headers that stay away', `${GET}Host: a\r\n`, 408, 'request_timeout'],
    ['an expectation', `${GET}Host: a\r\nExpect: 200-ok\r\n${CLOSE}\r\n`, 417, 'expectation_failed'],
    ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n', 405, 'method_not_allowed'],
  ])('N15: %s is refused by a problem document', async (_what, bytes, status, code) => {
    const raw = await exchange(bytes);
    expect({ status: raw.status, type: raw.headers['content-type'] }).toEqual({
      status,
      type: 'application/problem+json; charset=utf-8',
    });
    expect(JSON.parse(raw.body)).toMatchObject({
      status,
      code,
      type: `/docs/errors#${code}`,
      hint: expect.stringMatching(/\w/) as string,
      requestId: expect.stringMatching(/\w/) as string,
    });
    expect(raw.headers['connection']).toBe('close');
  });

  it('N15: HTTP/1.0 needs no Host', async () => {
    expect((await exchange('GET /health/live HTTP/1.0\r\n\r\n')).status).toBe(200);
  });
});

describe('another method of an address (N15)', () => {
  it.each([
    ['DELETE', '/v1/alerts', 'GET, HEAD'],
    ['PUT', '/v1/events', 'GET, HEAD, OPTIONS, POST'],
    ['GET', '/v1/events:validate', 'POST'],
    ['PATCH', '/v1/alerts/al-1', 'GET, HEAD'],
    ['POST', '/v1/alerts?limit=5', 'GET, HEAD'],
    ['DELETE', '/health/live', 'GET, HEAD'],
    ['OPTIONS', '/v1/caseload', 'GET, HEAD'],
    ['POST', '/openapi.json', 'GET, HEAD'],
  ] as const)('N15: %s %s is a 405 that names what is allowed', async (method, url, allow) => {
    const reply = await ask(api, url, { method });
    expect([reply.statusCode, reply.headers['allow'], reply.json<{ code: string }>().code]).toEqual([
      405,
      allow,
      'method_not_allowed',
    ]);
  });

  it.each(['/v1/alertz', '/v1/alerts/al-1/more/of/it', '/nope', '/v1'])('N15: DELETE %s stays a 404', async (url) => {
    const reply = await ask(api, url, { method: 'DELETE' });
    expect([reply.statusCode, reply.headers['allow']]).toEqual([404, undefined]);
  });
});

describe('a client that hangs up (N16)', () => {
  const body = JSON.stringify(
    cloudEvent({ id: 'ev-cut', type: 'client.registered', at: Date.UTC(2026, 2, 2), data: { client: 'cl-1' } }),
  );
  const head = (length: number): string => {
    const headers = {
      Host: 'a',
      Authorization: `Bearer ${api.system.apiKey}`,
      'Content-Type': STRUCTURED,
      'Content-Length': String(length),
      ...signed(api.system, { body }),
    };
    return `POST /v1/events HTTP/1.1\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`;
  };

  /** Sends a part and breaks off; answers when the server has noticed. */
  async function breakOff(bytes: string, end: 'reset' | 'fin'): Promise<void> {
    const connections = (): Promise<number> =>
      new Promise((resolve) => api.fastify.server.getConnections((_error, n) => resolve(n)));
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
    await eventually('the server to have the connection', async () => (await connections()) || undefined);
    if (end === 'reset') socket.resetAndDestroy();
    else socket.end();
    await eventually('the server to notice', async () => ((await connections()) === 0 ? true : undefined));
  }

  it.each([
    ['in the middle of the body, with a reset', () => head(body.length) + body.slice(0, 40), 'reset'],
    ['in the middle of the body', () => head(body.length) + body.slice(0, 40), 'fin'],
    ['before the body', () => head(body.length), 'reset'],
    [
      'in the middle of a chunk',
      () => head(1).replace('Content-Length: 1', 'Transfer-Encoding: chunked') + 'ff\r\nab',
      'fin',
    ],
    ['in the middle of the headers', () => head(body.length).slice(0, 60), 'reset'],
  ] as const)('N16: %s is no outage in the log, and leaves nothing', async (_what, bytes, end) => {
    said.length = 0;
    const before = await traces(api.system);
    await breakOff(bytes(), end);
    expect(said.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
    expect(await traces(api.system)).toEqual(before);
  });

  it('N16: the same event, sent whole afterwards, is taken', async () => {
    expect((await post(api, { body })).statusCode).toBe(202);
  });
});

describe("the operators' board (N9, D4)", () => {
  it('D5: wrong keys are slowed, and the right one passes meanwhile', async () => {
    const board = async (key: string) => {
      const authorization = `Basic ${Buffer.from(`a:${key}`).toString('base64')}`;
      return (await ask(api, '/ops/queues', { headers: { authorization } })).statusCode;
    };
    const right = api.system.apiKey;
    const wrong = `${right.slice(0, -5)}${right.endsWith('AAAAA') ? 'BBBBB' : 'AAAAA'}`;
    const statuses: number[] = [];
    for (let i = 0; i < 15; i++) statuses.push(await board(wrong));
    expect([statuses[0], statuses.at(-1), await board(right)]).toEqual([401, 429, 200]);
  });

  it.each<[string, readonly Scope[], string | undefined]>([
    ['is of one clinician', ['clinic:read', 'operate'], 'dr-1'],
    ['may read the clinic', ['clinic:read', 'alerts:write'], undefined],
    ['may send', ['events:write'], undefined],
  ])('D4: does not open with a key that %s', async (_what, scopes, clinician) => {
    const tenant = api.system.tenant;
    const key = await createKey(api.system.parts.db, {
      tenant,
      label: 'spec',
      scopes,
      ...(clinician && { clinician }),
    });
    const authorization = `Basic ${Buffer.from(`a:${key}`).toString('base64')}`;
    for (const url of ['/ops/queues', '/ops/queues/api/queues'])
      expect((await ask(api, url, { headers: { authorization } })).statusCode).toBe(401);
  });

  it.each(['/ops/queues', '/ops/queues/'])('N9: %s may load its files and nothing from elsewhere', async (url) => {
    const page = await ask(api, url);
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toMatch(/base-uri 'self'/);
    expect(page.body).toContain('<base href="/ops/queues/"');
    expect(page.body).not.toMatch(/(?:href|src)="(?:https?:)?\/\//);
    const [, script] = /<script defer src="([^"]+)"/.exec(page.body) ?? [];
    expect((await ask(api, `/ops/queues/${script}`)).statusCode).toBe(200);
  });

  it('N9: every other page keeps its own policy', async () => {
    expect((await ask(api, '/docs')).headers['content-security-policy']).toMatch(/base-uri 'none'/);
  });

  it.each([
    '/ops/queues/api/queues/follow-shard/%00',
    '/ops/queues/api/queues/follow-shard/1%00/logs',
    '/ops/queues/api/queues?activeQueue=follow-shard&status=%00',
    '/ops/queues/api/queues/%00/metrics',
    '/ops/queues/queue/%00',
  ])('D4: a NUL in %s is not found, and no fault of ours', async (url) => {
    const reply = await ask(api, url);
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([404, 'not_found']);
  });
});
