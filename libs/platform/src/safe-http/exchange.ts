/** One HTTP exchange with addresses that were judged before. It holds every limit, and it never rejects. */
import { request as overHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as overHttps, type RequestOptions } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { isOneOf } from './address.js';
import type { SafeFailure, SafeOutcome, SafeRequest } from './outcome.js';
import { bareHost } from './url.js';

export interface Exchange {
  readonly url: URL;
  readonly request: SafeRequest;
  readonly addresses: readonly ResolvedAddress[];
  readonly maxReplyBytes: number;
  readonly deadline: AbortSignal;
}
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

const MAX_HEADER_BYTES = 16 * 1024;
/** Headers that decide where a request goes or where it ends are ours alone. */
const RESERVED =
  /^(?:host|content-length|transfer-encoding|connection|expect|upgrade|te|trailer|keep-alive|proxy-.*)$/i;

export function exchange(input: Exchange): Promise<SafeOutcome> {
  return new Promise((resolve) => {
    const settle = (outcome: SafeOutcome): void => {
      resolve(outcome);
      outgoing?.destroy();
    };
    const outgoing = open(input);
    if (outgoing === undefined) return settle(failed('refused-header', 'a request header is not allowed'));
    outgoing.once('socket', (socket) => sendWhenPeerIsRight(socket, outgoing, input));
    let answered = false;
    const giveUp = (error: unknown): void => {
      // After the status line an error only cuts the body short, and the reading of it says so.
      if (!answered) settle(failureOf(error, input.deadline));
    };
    outgoing.once('response', (reply) => {
      answered = true;
      void answer(reply, input).then(settle);
    });
    outgoing.on('error', giveUp);
    // An unwanted change of protocol closes the request without an error.
    outgoing.once('close', () => giveUp({ code: 'ECLOSED' }));
  });
}

export const failed = (failure: SafeFailure, detail: string): SafeOutcome => ({ kind: 'failed', failure, detail });

/** Maps what a socket, parser or certificate can say; the code names the cause and holds nothing of the message. */
export function failureOf(error: unknown, deadline: AbortSignal): SafeOutcome {
  if (deadline.aborted) return failed('timeout', 'no complete answer in time');
  if (error instanceof PeerRefused) return failed('refused-address', 'connected to an address that was not judged');
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  if (code === 'HPE_HEADER_OVERFLOW') return failed('too-large', 'the reply headers are too large');
  return failed('network', `could not exchange messages (${code})`);
}

class PeerRefused extends Error {}

/** Undefined when node refuses a header: it throws for line breaks and characters that could split a request. */
function open(input: Exchange): ClientRequest | undefined {
  const { url, request } = input;
  if (Object.keys(request.headers ?? {}).some((name) => RESERVED.test(name))) return undefined;
  try {
    return (url.protocol === 'https:' ? overHttps : overHttp)(optionsOf(input));
  } catch {
    return undefined;
  }
}

function optionsOf({ url, request, addresses, deadline }: Exchange): RequestOptions {
  const length = request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) };
  return {
    protocol: url.protocol,
    host: bareHost(url.hostname),
    ...(url.port ? { port: url.port } : {}),
    path: url.pathname + url.search,
    method: request.method ?? 'GET',
    headers: { 'user-agent': 'Rapport', 'accept-encoding': 'identity', ...request.headers, ...length },
    lookup: only(addresses),
    // A fresh agent of node's own: no connection shared between tenants, no proxy taken from the environment.
    agent: false,
    // Said aloud, because an environment variable can turn the default off.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    maxHeaderSize: MAX_HEADER_BYTES,
    signal: deadline,
  };
}

/** Hands over the judged addresses instead of asking again: a name that changes its mind changes nothing. */
const only =
  (addresses: readonly ResolvedAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const first = addresses[0] as ResolvedAddress;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };

/** No byte of the request leaves before the peer's address was compared. */
function sendWhenPeerIsRight(socket: Socket, outgoing: ClientRequest, { url, request, addresses }: Exchange): void {
  const judged = addresses.map((entry) => entry.address);
  socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
    if (isOneOf(socket.remoteAddress, judged)) outgoing.end(request.body);
    else outgoing.destroy(new PeerRefused());
  });
}

/** The status is the answer; a body that is too long, too slow or cut off is only shortened. */
async function answer(reply: IncomingMessage, input: Exchange): Promise<SafeOutcome> {
  const status = reply.statusCode ?? 0;
  if (status >= 300 && status < 400) return failed('redirect', `answered ${status}; redirects are not followed`);
  const body = await readBody(reply, input.maxReplyBytes);
  return { kind: 'reply', status, headers: plainHeaders(reply), body };
}

async function readBody(reply: IncomingMessage, limit: number): Promise<{ text: string; truncated: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let truncated = false;
  try {
    for await (const chunk of reply as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, limit - size));
      size += chunk.length;
      if (size > limit) break;
    }
    truncated = size > limit;
  } catch {
    truncated = true;
  }
  return { text: Buffer.concat(chunks).toString('utf8'), truncated };
}

/** Cookies are the only header that node gives as a list, and nobody here may keep one. */
function plainHeaders(reply: IncomingMessage): Readonly<Record<string, string>> {
  const plain = Object.entries(reply.headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(plain);
}
