/** No way in without a key: every route of the running router, in every spelling a router might forgive. */
import { connect } from 'node:net';
import fc from 'fast-check';
import { suiteBackend } from '#lib/testkit';
import { ask, openApi, refusal, type ApiHouse } from './api-system.js';

/** Reviewed: these say nothing about any clinic, person or version. Every other route needs a key. */
const OPEN_ROUTES = [
  'GET /alerts/:alert',
  'GET /',
  'GET /docs',
  'GET /docs/',
  'GET /docs/*',
  'GET /docs/LICENSE',
  'GET /docs/docs/swagger-ui-init.js',
  'GET /docs/errors',
  'GET /docs/index.html',
  'GET /docs/swagger-ui-init.js',
  'GET /health/live',
  'GET /health/ready',
  'GET /openapi.json',
  'GET /openapi.yaml',
  'GET /favicon.ico',
  'GET /pages/alert.js',
  'GET /account',
  'GET /invitations/:token',
  'GET /sign-in',
  'POST /account/end',
  'POST /invitations/:token',
  'POST /sign-in',
  'POST /sign-out',
  'GET /schemas',
  'GET /schemas/:file',
  'OPTIONS /v1/events',
];

let api: ApiHouse;
beforeAll(async () => (api = await openApi({ backend: suiteBackend() })));
afterAll(() => api.close());

interface Route {
  readonly method: string;
  readonly path: string;
}

/** The router's own table. It is drawn as a tree: four characters of indentation for each level. */
function routes(): Route[] {
  const above: string[] = [];
  return api.fastify
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line): Route[] => {
      const [, branch = '', segment = '', methods = ''] = /^(.*?[├└]── )(.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
      if (branch === '') return [];
      const level = branch.length / 4 - 1;
      above.length = level;
      above.push(segment);
      return methods
        .split(', ')
        .filter(Boolean)
        .map((method) => ({ method, path: above.join('') }));
    });
}
const isOpen = ({ method, path }: Route): boolean =>
  OPEN_ROUTES.includes(`${method === 'HEAD' ? 'GET' : method} ${path}`);
const closedRoutes = (): Route[] => routes().filter((route) => !isOpen(route));
/** A path of each route. The router draws the board's files without the folder they are in. */
const example = (path: string): string =>
  path
    .replace(/\/:[a-z]+/gi, '/x')
    .replace('/ops/queues/*', '/ops/queues/static/x')
    .replace('*', 'x');

describe('the table of routes', () => {
  it('holds every route this house is known for, so that the next test means something', () => {
    const paths = routes().map(({ method, path }) => `${method} ${path}`);
    expect(paths).toEqual(
      expect.arrayContaining([
        'POST /v1/events',
        'HEAD /v1/caseload',
        'GET /v1/alerts',
        'GET /metrics',
        'GET /v1/stream',
      ]),
    );
    expect(paths.some((path) => path.startsWith('GET /ops/queues'))).toBe(true);
  });

  it('answers 401 on every route that is not on the reviewed list [B-069]', async () => {
    const answers: Record<string, number> = {};
    for (const { method, path } of closedRoutes()) {
      const reply = await api.fastify.inject({ method: method as 'GET', url: example(path) });
      answers[`${method} ${path}`] = reply.statusCode;
      if (method !== 'HEAD') refusal(reply);
    }
    expect(Object.entries(answers).filter(([, status]) => status !== 401)).toEqual([]);
  });

  it('has no reviewed route that is gone, and none that needs a key after all', async () => {
    const known = new Set(routes().map(({ method, path }) => `${method} ${path}`));
    for (const route of OPEN_ROUTES.filter((r) => known.has(r))) {
      const [method, path] = route.split(' ') as [string, string];
      const reply = await api.fastify.inject({
        method: method as 'GET',
        url: example(path),
        headers: { 'webhook-request-origin': 'practice.example', 'sec-fetch-site': 'same-origin' },
      });
      expect({ route, refused: [401, 403].includes(reply.statusCode) }).toEqual({ route, refused: false });
    }
    expect(OPEN_ROUTES.filter((r) => !known.has(r))).toEqual([]);
  });

  it.each<[string, (path: string) => string]>([
    ['a trailing slash', (path) => `${path}/`],
    ['two slashes in front', (path) => `/${path}`],
    ['two slashes inside', (path) => path.replace('/', '//').replace(/\/(?=[^/]*$)/, '//')],
    ['a coded letter', (path) => path.replace(/[a-z]/, (c) => `%${c.charCodeAt(0).toString(16)}`)],
    ['a coded slash', (path) => path.slice(0, 1) + path.slice(1).replace('/', '%2f')],
    ['a twice coded slash', (path) => path.slice(0, 1) + path.slice(1).replace('/', '%252f')],
    [';x', (path) => `${path};x`],
    ['..;/', (path) => `/health/..;${path}`],
    ['a dot segment', (path) => `/health/..${path}`],
    ['/./', (path) => `/.${path}`],
    ['upper case', (path) => path.toUpperCase()],
    ['an absolute target', (path) => `http://other.example${path}`],
    ['a NUL', (path) => `${path}%00`],
    ['a broken escape', (path) => `${path}%`],
  ])('opens none of them with %s [B-069]', async (_, spell) => {
    for (const { method, path } of closedRoutes()) {
      const reply = await api.fastify.inject({ method: method as 'GET', url: spell(example(path)) });
      expect({
        method,
        path,
        status: reply.statusCode,
        allowed: [400, 401, 404, 405, 414].includes(reply.statusCode),
      }).toMatchObject({ method, path, allowed: true });
      if (method !== 'HEAD') refusal(reply);
    }
  });

  it.each(['x-http-method-override', 'x-original-url', 'x-rewrite-url', 'x-forwarded-prefix'])(
    'opens none of them with the header %s',
    async (header) => {
      for (const { method, path } of closedRoutes()) {
        const reply = await api.fastify.inject({
          method: method as 'GET',
          url: example(path),
          headers: { [header]: header.endsWith('override') ? 'OPTIONS' : '/health/live' },
        });
        expect(reply.statusCode).toBe(401);
      }
    },
  );

  it.each(['TRACE', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('opens none of them with %s [B-069]', async (method) => {
    for (const { path } of closedRoutes()) {
      if (isOpen({ method, path })) continue;
      const reply = await api.fastify.inject({ method: method as 'PUT', url: example(path) });
      expect({ path, method, allowed: [401, 404, 405, 415].includes(reply.statusCode) }).toEqual({
        path,
        method,
        allowed: true,
      });
    }
  });
});

describe('every answer', () => {
  it('carries the headers that keep browsers and caches quiet, and none that name a product', async () => {
    const closed = await api.fastify.inject({ method: 'GET', url: '/v1/caseload' });
    for (const reply of [
      await ask(api, '/v1/caseload'),
      closed,
      await ask(api, '/nowhere'),
      await ask(api, '/health/live'),
    ]) {
      expect(reply.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': expect.any(String),
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      expect(Object.keys(reply.headers)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:server|x-powered-by)$/)]),
      );
    }
  });

  it('of the health check says no more than that [B-088]', async () => {
    for (const url of ['/health/live', '/health/live?verbose', '/health/ready', '/health/ready?verbose=1']) {
      const reply = await api.fastify.inject({ method: 'GET', url });
      expect(reply.body).toMatch(/^\{"status":"(?:live|ready|degraded)"\}$/);
    }
  });

  it('to HEAD is that of GET without a body', async () => {
    const [get, head] = [await ask(api, '/v1/caseload'), await ask(api, '/v1/caseload', { method: 'HEAD' })];
    expect([head.statusCode, head.body]).toEqual([get.statusCode, '']);
  });

  it('never grants another origin anything', async () => {
    const reply = await ask(api, '/v1/caseload', { headers: { origin: 'https://elsewhere.example' } });
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('to the handshake of CloudEvents names the origin, and refuses one that is no host [B-055]', async () => {
    const handshake = (origin?: string) =>
      api.fastify.inject({
        method: 'OPTIONS',
        url: '/v1/events',
        headers: origin === undefined ? {} : { 'webhook-request-origin': origin },
      });
    expect((await handshake('practice.example')).headers['webhook-allowed-origin']).toBe('practice.example');
    for (const odd of [undefined, '', '<script>', 'a b'])
      expect(refusal(await handshake(odd))).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });

  it('tells nothing about the inside, whatever was asked', async () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        "' OR 1=1 --",
        '../../etc/passwd',
        '{{7*7}}',
        '\u001b[31m',
        '$(id)',
        '%s%n',
        '\r\nSet-Cookie: a=b',
      ),
    );
    // not the live stream, which answers for as long as somebody listens, nor the board, whose words are not ours
    const asked = closedRoutes()
      .map((r) => r.path)
      .filter((p) => !/^\/v1\/stream|^\/ops/.test(p));
    const path = fc
      .tuple(fc.constantFrom(...asked), word)
      .map(([p, w]) => p.replace(/(?<=\/):[a-z]+|\*/gi, encodeURIComponent(w.toWellFormed())));
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST', 'HEAD'),
      path,
      query: word.map((w) => encodeURIComponent(w.toWellFormed())),
      body: fc.oneof(fc.json(), word),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path: url, query, body }) => {
        const payload = method === 'POST' ? { payload: body, headers: { 'content-type': 'application/json' } } : {};
        const reply = await ask(api, `${url}?q=${query}`, { method: method as 'GET', ...payload });
        expect(reply.statusCode).toBeLessThan(500);
        if (reply.statusCode >= 400 && method !== 'HEAD') refusal(reply);
        expect(reply.headers['set-cookie']).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('over a real socket', () => {
  /** Writes raw bytes and reads until the other side closes. */
  const exchange = (port: number, text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      let heard = '';
      socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
      socket.on('close', () => resolve(heard));
      socket.on('error', reject);
    });
  let port: number;
  beforeAll(async () => {
    await api.app.listen(0, '127.0.0.1');
    port = Number(new URL(await api.app.getUrl()).port);
  });

  const get = (target: string, more = ''): string =>
    `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`;

  it('an absolute target is as closed as the path in it [B-069]', async () => {
    expect(await exchange(port, get('http://127.0.0.1/v1/caseload'))).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('an address of 20 kB is refused [B-069]', async () => {
    expect(await exchange(port, get(`/v1/caseload?${'x'.repeat(20_000)}`))).toMatch(/^HTTP\/1\.1 (?:400|404|414|431) /);
  });

  it('a request whose length is given in two ways is refused', async () => {
    const both =
      'POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await exchange(port, both)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('what is not HTTP is refused without a word about us', async () => {
    const answer = await exchange(port, 'hello\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toMatch(/fastify|node|\.js/i);
  });
});
