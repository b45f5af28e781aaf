/**
 * What never becomes a request: Node's parser, its clock or its limits refuse it before the router sees it. The answer is
 * a problem document all the same, written to the socket by hand.
 */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { RapportError, problemOf, type ErrorCode } from '#lib/platform';

/** What there is to say of the one who connects without a request. */
const METHODS = 'GET, HEAD, POST, OPTIONS';

const BY_PARSER: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'too_large',
};

type Headers = Readonly<Record<string, string>>;

function answer(code: ErrorCode, more: Headers = {}): { status: number; headers: Headers; body: string } {
  const problem = problemOf(new RapportError(code), randomUUID());
  const body = JSON.stringify(problem);
  const headers = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
    ...more,
  };
  return { status: problem.status, headers, body };
}

function writeTo(socket: Socket, code: ErrorCode, more?: Headers): void {
  if (socket.destroyed || !socket.writable) return;
  const { status, headers, body } = answer(code, more);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}

/** For Fastify's `clientErrorHandler`. A connection that broke has nobody to answer. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET') return void socket.destroy();
  writeTo(socket, BY_PARSER[error.code ?? ''] ?? 'bad_request');
}

/** What Node would answer by itself, without a body: an expectation that nobody meets, a tunnel, a missing Host. */
export function refuseInWords(fastify: FastifyInstance): void {
  const server = fastify.server as Server;
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const { status, headers, body } = answer('expectation_failed');
    response.writeHead(status, headers).end(body);
  });
  server.on('connect', (_request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => socket.destroy());
    writeTo(socket, 'method_not_allowed', { Allow: METHODS });
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const { httpVersionMajor, httpVersionMinor, headers, socket } = request.raw;
    if (headers.host !== undefined || httpVersionMajor !== 1 || httpVersionMinor !== 1) return done();
    reply.hijack();
    writeTo(socket, 'bad_request');
  });
}
