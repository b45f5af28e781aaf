import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createRawServer, type AddressInfo, type Server as RawServer, type Socket } from 'node:net';
import expiredSelfSigned from 'smtp-server/lib/tls-options';
import { createSafeHttp, type SafeHttp, type SafeHttpOptions } from './safe-http.js';

const open: (Server | RawServer)[] = [];
const sockets = new Set<Socket>();

async function listen(server: Server | RawServer): Promise<number> {
  open.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const serve = (listener: RequestListener): Promise<number> => listen(createServer(listener));
/** Answers with these bytes, whatever is asked. */
const serveBytes = (bytes: string): Promise<number> =>
  listen(createRawServer((socket) => socket.once('data', () => socket.end(bytes))));

const trusting = (port: number, options: SafeHttpOptions = {}): { http: SafeHttp; url: string } => {
  const origin = `http://127.0.0.1:${port}`;
  return { http: createSafeHttp({ allowedOrigins: [origin], timeoutMs: 2_000, ...options }), url: `${origin}/hook` };
};

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))));
});

it('brings back status, headers without cookies, and text', async () => {
  const seen: string[] = [];
  const port = await serve((request, response) => {
    request.on('data', (chunk: Buffer) => seen.push(chunk.toString()));
    request.on('end', () => response.writeHead(202, { 'x-kind': 'test', 'set-cookie': 'a=b' }).end('thanks'));
  });
  const { http, url } = trusting(port);
  const outcome = await http.request({ url, method: 'POST', body: 'naïve', headers: { 'content-type': 'text/plain' } });
  expect(outcome).toMatchObject({ kind: 'reply', status: 202, body: { text: 'thanks', truncated: false } });
  expect(outcome).toHaveProperty('headers.x-kind', 'test');
  expect(outcome).not.toHaveProperty('headers.set-cookie');
  expect(seen).toEqual(['naïve']);
});

it.each([301, 302, 303, 307, 308])('does not follow a %s, not even to an allowed place', async (status) => {
  const paths: (string | undefined)[] = [];
  const port = await serve((request, response) => {
    paths.push(request.url);
    response.writeHead(status, { location: '/inside' }).end();
  });
  const { http, url } = trusting(port);
  expect(await http.request({ url })).toMatchObject({ kind: 'failed', failure: 'redirect' });
  expect(paths).toEqual(['/hook']);
});

it('cuts an endless reply at the limit and hangs up', async () => {
  let sent = 0;
  const port = await serve((_request, response) => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const pour = (): void => {
      while (!response.destroyed && sent < 2 ** 30 && response.write(chunk)) sent += chunk.length;
    };
    response.on('drain', pour);
    pour();
  });
  const { http, url } = trusting(port);
  const outcome = await http.request({ url });
  expect(outcome).toMatchObject({ kind: 'reply', status: 200, body: { truncated: true } });
  expect(outcome.kind === 'reply' && outcome.body.text.length).toBe(64 * 1024);
  expect(sent).toBeLessThan(2 ** 25);
});

it('takes a reply of exactly the limit whole', async () => {
  const port = await serve((_request, response) => response.end('x'.repeat(100)));
  const { http, url } = trusting(port, { maxReplyBytes: 100 });
  expect(await http.request({ url })).toMatchObject({ body: { text: 'x'.repeat(100), truncated: false } });
});

it('keeps the status of a body that drips, and stops reading at the time limit', async () => {
  const port = await serve((_request, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drip));
  });
  const { http, url } = trusting(port, { timeoutMs: 150 });
  expect(await http.request({ url })).toMatchObject({ kind: 'reply', status: 200, body: { truncated: true } });
});

it.each([
  ['says nothing', ''],
  ['drips its headers', 'HTTP/1.1 200 OK\r\nx-slow: '],
])('times out when the receiver %s', async (_what, start) => {
  const port = await listen(
    createRawServer((socket) => {
      socket.write(start);
      const drip = setInterval(() => start && socket.write('.'), 20);
      socket.on('close', () => clearInterval(drip));
    }),
  );
  const { http, url } = trusting(port, { timeoutMs: 150 });
  expect(await http.request({ url })).toMatchObject({ kind: 'failed', failure: 'timeout' });
});

it.each([
  ['a header of 64 kB', `HTTP/1.1 200 OK\r\nx-big: ${'a'.repeat(65_536)}\r\n\r\n`, 'too-large'],
  ['no HTTP at all', 'SSH-2.0-OpenSSH_9\r\n', 'network'],
  ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', 'network'],
  ['a hang-up', '', 'network'],
])('fails as a value on %s', async (_what, bytes, failure) => {
  const { http, url } = trusting(await serveBytes(bytes));
  expect(await http.request({ url })).toMatchObject({ kind: 'failed', failure });
});

it('keeps the status when the chunks of the body are broken', async () => {
  const bytes = 'HTTP/1.1 503 No\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nZZZ\r\n';
  const { http, url } = trusting(await serveBytes(bytes));
  expect(await http.request({ url })).toMatchObject({ kind: 'reply', status: 503, body: { truncated: true } });
});

it('fails as network trouble on a closed port', async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((done) => server.close(done));
  open.pop();
  const { http, url } = trusting(port);
  const detail = 'could not exchange messages (ECONNREFUSED)';
  expect(await http.request({ url })).toEqual({ kind: 'failed', failure: 'network', detail });
});

it.each([
  ['host', 'inside'],
  ['Content-Length', '3'],
  ['transfer-encoding', 'chunked'],
  ['proxy-authorization', 'x'],
  ['x-split', 'a\r\nhost: inside'],
  ['bad name', 'x'],
])('refuses the request header %s', async (name, value) => {
  let hits = 0;
  const port = await serve((_request, response) => {
    hits++;
    response.end();
  });
  const { http, url } = trusting(port);
  expect(await http.request({ url, headers: { [name]: value } })).toMatchObject({ failure: 'refused-header' });
  expect(hits).toBe(0);
});

it('takes no proxy from the environment', async () => {
  let proxied = 0;
  const proxy = await listen(createRawServer(() => proxied++));
  const port = await serve((_request, response) => response.end('direct'));
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY'];
  for (const name of names) process.env[name] = `http://127.0.0.1:${proxy}`;
  const { http, url } = trusting(port);
  const outcome = await http.request({ url });
  for (const name of names) delete process.env[name];
  expect(outcome).toMatchObject({ body: { text: 'direct' } });
  expect(proxied).toBe(0);
});

it('asks for a name once, and connects to what it was told', async () => {
  const port = await serve((request, response) => response.end(request.headers.host));
  let asked = 0;
  const resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
  const origin = `http://receiver.example:${port}`;
  const http = createSafeHttp({ allowedOrigins: [origin], resolve });
  expect(await http.request({ url: `${origin}/` })).toMatchObject({ body: { text: `receiver.example:${port}` } });
  expect(asked).toBe(1);
});

it('reaches nothing inside through a public name', async () => {
  let hits = 0;
  const port = await serve((_request, response) => {
    hits++;
    response.end();
  });
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const http = createSafeHttp({ ports: [port], resolve });
  const outcome = await http.request({ url: `https://127-0-0-1.wildcard.example:${port}/` });
  expect(outcome).toMatchObject({ failure: 'refused-address' });
  expect(hits).toBe(0);
});

it('does not talk to a server whose certificate nobody vouches for, whatever the environment says', async () => {
  let hits = 0;
  const port = await listen(createSecureServer(expiredSelfSigned(), () => hits++));
  const origin = `https://127.0.0.1:${port}`;
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const outcome = await createSafeHttp({ allowedOrigins: [origin] }).request({ url: origin });
  if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  const detail = expect.stringMatching(/CERT/) as string;
  expect(outcome).toMatchObject({ kind: 'failed', failure: 'network', detail });
  expect(hits).toBe(0);
});
