/** The demo's practice system: an HTTP client like any other. It signs, sends in batches, and sends again when told to. */
import { randomUUID } from 'node:crypto';
import { pause, signWebhook, type WebhookSecret } from '#lib/platform';

export interface Credentials {
  readonly apiKey: string;
  readonly signingSecret: WebhookSecret;
}

/** The three Standard Webhooks headers for a body. */
export function signatureHeaders(body: string, secret: WebhookSecret): Record<string, string> {
  const id = `msg_${randomUUID()}`;
  const timestamp = Math.floor(Date.now() / 1_000);
  const signature = signWebhook({ id, timestamp, body: Buffer.from(body) }, [secret]);
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
}

const TRIES = 8;

/** Sends a batch; a 429 or 503 is answered with patience, anything else that is not 2xx with an error. */
export async function sendBatch(
  url: string,
  events: readonly Record<string, unknown>[],
  { apiKey, signingSecret }: Credentials,
): Promise<void> {
  const body = JSON.stringify(events);
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${url}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/cloudevents-batch+json',
        ...signatureHeaders(body, signingSecret),
      },
      body,
    });
    const text = await response.text();
    if (response.ok) return;
    const again = response.status === 429 || response.status === 503;
    if (!again || attempt === TRIES)
      throw new Error(`the demo's events were refused: ${response.status} ${text.slice(0, 500)}`);
    await pause(1_000 * Number(response.headers.get('retry-after') ?? 1));
  }
}
