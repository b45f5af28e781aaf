/**
 * A signed call to a clinic's own program, after Standard Webhooks 1.0.0: the id stays the same over all attempts, the
 * timestamp is that of the attempt, the body is thin, and each live secret signs.
 */
import { SECOND, schema, toIso, type Violation, type Infer, type Schema } from '#lib/kernel';
import {
  WEBHOOK_SECRET_PATTERN,
  generateWebhookSecret,
  isWebhookSecret,
  signWebhook,
  type SafeOutcome,
  type WebhookSecret,
} from '#lib/platform';
import type { Channel, DeliveryItem, Outcome } from './channel.js';
import { readRetryAfter } from './retry-ladder.js';

const secret: Schema<WebhookSecret> = {
  schema: { type: 'string', pattern: WEBHOOK_SECRET_PATTERN },
  accepts: isWebhookSecret,
  explain: (value, pointer) =>
    isWebhookSecret(value)
      ? []
      : [{ pointer, code: 'invalid_text', detail: 'must be whsec_ and base64 of 24 to 64 bytes' }],
};
const settings = schema.object({
  url: schema.text('^https?://[!-~]{1,2000}$', 'must be a complete URL'),
  /** Two while one replaces the other. */
  secrets: schema.list(secret, 2, 1),
});

/** Public, so it protects nothing. */
const EXAMPLE_SECRET = 'whsec_QW4gZXhhbXBsZSB0aGF0IG5vYm9keSBtYXkgdXNl' as WebhookSecret;

export const ALERT_RAISED = 'rapport.alert.raised.v1';

export const webhookChannel: Channel<Infer<typeof settings>> = {
  kind: 'webhook',
  title: 'Webhook',
  settings,
  example: { url: 'https://hooks.example/in', secrets: [EXAMPLE_SECRET] },
  delivers: 'by-attempt',
  secrets: ['secrets'],
  addSecret(given) {
    if (given['secrets'] !== undefined) return undefined;
    const secret = generateWebhookSecret();
    return { settings: { ...given, secrets: [secret] }, secret };
  },
  check({ url }, { http }): readonly Violation[] {
    const checked = http.checkUrl(url);
    return checked.ok ? [] : [{ pointer: '/url', ...checked.error }];
  },
  render: (item) => ({ deliveryKey: item.deliveryKey, text: JSON.stringify(thinBody(item)) }),
  async send({ deliveryKey, text }, { url, secrets }, { http, clock }) {
    const body = Buffer.from(text);
    const signed = { id: deliveryKey, timestamp: Math.floor(clock() / SECOND), body };
    const headers = {
      'content-type': 'application/json',
      'webhook-id': signed.id,
      'webhook-timestamp': String(signed.timestamp),
      'webhook-signature': signWebhook(signed, secrets),
    };
    return outcomeOf(await http.request({ url, method: 'POST', headers, body }), clock());
  },
  // a receiver that refuses a GET is there
  async tryOut({ url }, { http }) {
    const outcome = await http.request({ url });
    if (outcome.kind === 'failed') return outcome.detail;
    return outcome.status === GONE || outcome.status >= 500 ? `the receiver answered ${outcome.status}` : undefined;
  },
};

const thinBody = ({ alert, tier, openUrl, occurredAt }: DeliveryItem) => ({
  type: ALERT_RAISED,
  timestamp: toIso(occurredAt),
  data: { alert, tier, link: openUrl },
});

const GONE = 410;
const BUSY: readonly number[] = [429, 502, 503, 504];

function outcomeOf(outcome: SafeOutcome, now: number): Outcome {
  if (outcome.kind === 'failed') return outcomeOfFailure(outcome);
  const { status, headers } = outcome;
  const detail = `the receiver answered ${status}`;
  if (status < 300) return { kind: 'accepted', status, detail };
  if (status === GONE) return { kind: 'dead', disable: true, detail: `${detail}: gone for good` };
  const after = BUSY.includes(status) ? readRetryAfter(headers['retry-after'], now) : undefined;
  // Any other 4xx stays on the ladder too: in webhook practice it is a receiver being repaired more often than a verdict.
  return { kind: 'retry', ...(after === undefined ? {} : { after }), detail };
}

/** A URL that breaks the rules stays broken; where its name leads, or a certificate, can be right again in an hour. */
const outcomeOfFailure = ({ failure, detail }: SafeOutcome & { kind: 'failed' }): Outcome =>
  failure === 'refused-url' ? { kind: 'dead', detail: `the URL ${detail}` } : { kind: 'retry', detail };
