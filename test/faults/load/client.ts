/** Signed requests, as a practice system makes them. Whatever goes wrong on the way is an outcome and not an exception. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { signWebhook, type WebhookSecret } from '#lib/platform';
import type { SentEvent } from './events.js';

export interface Account {
  readonly apiKey: string;
  readonly signingSecret: WebhookSecret;
}
export interface Reply {
  /** 0: no answer. */
  readonly status: number;
  readonly receipts: readonly { readonly verdict: string; readonly position?: number }[];
  readonly retryAfter: number | undefined;
  readonly ms: number;
  /** When all of it had left; 0 when it did not get that far. Milliseconds since 1970 UTC. */
  readonly sentAt: number;
  /** Why there was no answer. `refused`: nobody was there to take it. */
  readonly trouble: string | undefined;
}

const PATIENCE_MS = 15_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 2_048, timeout: PATIENCE_MS });

export function signed(body: Buffer, { apiKey, signingSecret }: Account): Record<string, string> {
  const message = { id: `msg_${randomUUID()}`, timestamp: Math.floor(Date.now() / 1_000), body };
  return {
    authorization: `Bearer ${apiKey}`,
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': signWebhook(message, [signingSecret]),
  };
}

export function sendEvents(url: string, events: readonly SentEvent[], account: Account): Promise<Reply> {
  const batch = events.length > 1;
  const body = Buffer.from(JSON.stringify(batch ? events : events[0]));
  const type = batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
  return ask(`${url}/v1/events`, 'POST', { headers: { ...signed(body, account), 'content-type': type }, body });
}

export const get = (url: string, account?: Account): Promise<Reply & { readonly text: string }> =>
  ask(url, 'GET', { headers: account ? { authorization: `Bearer ${account.apiKey}` } : {} });

export const post = (url: string, account: Account): Promise<Reply & { readonly text: string }> =>
  ask(url, 'POST', { headers: { authorization: `Bearer ${account.apiKey}` } });

interface Question {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

function ask(url: string, method: string, { headers, body }: Question): Promise<Reply & { text: string }> {
  const began = performance.now();
  let sentAt = 0;
  return new Promise((resolve) => {
    const end = (reply: Partial<Reply>, text = ''): void =>
      resolve({
        status: 0,
        receipts: [],
        retryAfter: undefined,
        trouble: undefined,
        ...reply,
        text,
        sentAt,
        ms: performance.now() - began,
      });
    const length = body ? { 'content-length': String(body.length) } : {};
    const request = http.request(
      url,
      { method, agent, headers: { ...headers, ...length }, timeout: PATIENCE_MS },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', (error: Error) => end({ trouble: error.message }));
        response.on('end', () => end(read(response), Buffer.concat(parts).toString()));
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', (error: NodeJS.ErrnoException) =>
      end({ trouble: error.code === 'ECONNREFUSED' ? 'refused' : (error.code ?? error.message) }),
    );
    request.on('finish', () => (sentAt = Date.now()));
    request.end(body);
  }).then((reply) => withReceipts(reply as Reply & { text: string }));
}

const read = ({ statusCode = 0, headers }: http.IncomingMessage): Partial<Reply> => ({
  status: statusCode,
  retryAfter: headers['retry-after'] === undefined ? undefined : Number(headers['retry-after']),
});

function withReceipts(reply: Reply & { text: string }): Reply & { text: string } {
  if (reply.status < 200 || reply.status > 299 || !reply.text.includes('"receipts"')) return reply;
  return { ...reply, receipts: (JSON.parse(reply.text) as { receipts: Reply['receipts'] }).receipts };
}
