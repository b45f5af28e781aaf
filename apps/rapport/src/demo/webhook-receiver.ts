/** What an integrator would write: receives the outgoing webhooks of the demo and verifies each of them. */
import { createServer } from 'node:http';
import { verifyWebhook, type WebhookSecret } from '#lib/platform';

export interface CaughtWebhook {
  readonly at: string;
  readonly id: string;
  readonly verified: boolean;
  readonly body: string;
}
export interface WebhookReceiver {
  readonly origin: string;
  readonly url: string;
  readonly webhooks: readonly CaughtWebhook[];
  close(): Promise<void>;
}
const KEPT = 200;
const MOST_BYTES = 64 * 1024;

export async function startWebhookReceiver(secret: WebhookSecret): Promise<WebhookReceiver> {
  const webhooks: CaughtWebhook[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= MOST_BYTES) parts.push(part);
    });
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const nowSeconds = Math.floor(Date.now() / 1_000);
      const verified = verifyWebhook({ headers: request.headers, body, secrets: [secret], nowSeconds }).kind === 'ok';
      webhooks.unshift({
        at: new Date().toISOString(),
        id: String(request.headers['webhook-id']),
        verified,
        body: body.toString('utf8'),
      });
      webhooks.length = Math.min(webhooks.length, KEPT);
      response.writeHead(verified ? 200 : 401).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    origin,
    url: `${origin}/hooks`,
    webhooks,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
