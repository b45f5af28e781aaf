/** A practice system's side of the wire: signed requests over kept connections. */
import http from 'node:http';
import { signWebhook, type WebhookSecret } from '#lib/platform';
import type { WireEvent } from './clinic.js';

export interface Target {
  readonly port: number;
  readonly apiKey: string;
  readonly secret: WebhookSecret;
  readonly connections: number;
}

export interface Message {
  readonly body: Buffer;
  readonly contentType: string;
}

export const single = (event: WireEvent): Message => ({
  body: Buffer.from(JSON.stringify(event)),
  contentType: 'application/cloudevents+json',
});

export function batches(events: readonly WireEvent[], size: number): Message[] {
  const count = Math.ceil(events.length / size);
  return Array.from({ length: count }, (_, i) => ({
    body: Buffer.from(JSON.stringify(events.slice(i * size, (i + 1) * size))),
    contentType: 'application/cloudevents-batch+json',
  }));
}

export class Sender {
  private readonly agent: http.Agent;
  private sent = 0;

  constructor(private readonly target: Target) {
    this.agent = new http.Agent({ keepAlive: true, maxSockets: target.connections });
  }

  /** Closed loop: each connection sends its next message when the last one was accepted. */
  async sendAll(messages: readonly Message[], signal: AbortSignal): Promise<void> {
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let message = messages[next++]; message; message = messages[next++]) {
        signal.throwIfAborted();
        await this.send(message);
      }
    };
    await Promise.all(Array.from({ length: this.target.connections }, lane));
  }

  /** Resolves when it was accepted. @throws when it was answered anything but 2xx. */
  send({ body, contentType }: Message): Promise<void> {
    const { port, apiKey, secret } = this.target;
    const id = `msg_${++this.sent}`;
    const timestamp = Math.floor(Date.now() / 1_000);
    const headers = {
      authorization: `Bearer ${apiKey}`,
      'content-type': contentType,
      'content-length': body.length,
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signWebhook({ id, timestamp, body }, [secret]),
    };
    const options = { host: '127.0.0.1', port, path: '/v1/events', method: 'POST', agent: this.agent, headers };
    return new Promise((resolve, reject) => {
      const request = http.request(options, (response) => void answered(response).then(resolve, reject));
      request.on('error', reject).end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

async function answered(response: http.IncomingMessage): Promise<void> {
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += String(part);
  if ((response.statusCode ?? 500) >= 300) throw new Error(`answered ${response.statusCode}: ${text.slice(0, 300)}`);
}
