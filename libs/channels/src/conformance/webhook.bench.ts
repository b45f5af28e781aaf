import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSafeHttp } from '#lib/platform';
import { noMailServer } from '../mail-transport.js';
import {
  BENCH_TIMEOUT_MS,
  misbehave,
  type Arrival,
  type Behaviour,
  type Bench,
  type SocketBehaviour,
} from './bench.js';

export interface ReceivedCall {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
export interface WebhookBench extends Bench {
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  /** Answers like this from here on. */
  answer(status: number, headers?: Readonly<Record<string, string>>): void;
}

/** A channel may send it in a header or in its body. */
const DELIVERY_KEY = /\bdlv_[\w:~-]+/;

export async function webhookBench(now: () => number): Promise<WebhookBench> {
  const arrivals: Arrival[] = [];
  const calls: ReceivedCall[] = [];
  let behaviour: Behaviour = 'accept';
  let reply: [number, Readonly<Record<string, string>>] = [204, {}];
  const server = createServer((request, response) => {
    void collect(request).then((body) => {
      calls.push({ headers: request.headers, body });
      const everything = [request.url, ...request.rawHeaders, body].join('\n');
      arrivals.push({ key: DELIVERY_KEY.exec(everything)?.[0] ?? '', everything });
      if (behaviour === 'accept') response.writeHead(...reply).end();
      else if (behaviour === 'busy') response.writeHead(429).end();
      else misbehaveAfter(response, behaviour);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/hook`,
    outlet: {
      http: createSafeHttp({ allowedOrigins: [origin], timeoutMs: BENCH_TIMEOUT_MS }),
      mail: noMailServer,
      clock: now,
    },
    arrivals,
    calls,
    behave: (next) => void (behaviour = next),
    answer: (status, headers = {}) => void (reply = [status, headers]),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function collect(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function misbehaveAfter(response: ServerResponse, behaviour: SocketBehaviour): void {
  if (response.socket) misbehave(response.socket, behaviour, 'HTTP/1.1 200 OK\r\nx: ');
}
