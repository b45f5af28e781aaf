/** Made-up keys of the recorded clinics. They open nothing but a test database. */
import { createHash } from 'node:crypto';
import { signWebhook, type WebhookSecret } from '#lib/platform';

export interface MadeUpKey {
  readonly id: string;
  readonly clinic: 'harbour' | 'meadow';
  readonly scopes: readonly string[];
  readonly clinician: string | null;
}

const ALL = ['events:write', 'clinic:read', 'alerts:write', 'operate'];
export const KEYS = {
  harbour: { id: '0a0a0a0a0a0a', clinic: 'harbour', scopes: ALL, clinician: null },
  'harbour-dr-1': { id: '0b0b0b0b0b0b', clinic: 'harbour', scopes: ['clinic:read'], clinician: 'dr-1' },
  meadow: { id: '0c0c0c0c0c0c', clinic: 'meadow', scopes: ALL, clinician: null },
} as const satisfies Record<string, MadeUpKey>;
export type KeyName = keyof typeof KEYS;

const secretOf = (id: string): string => `made-up-for-tests-${id}`.padEnd(43, '0');
export const keyText = (name: KeyName): string => `rk_test_${KEYS[name].id}_${secretOf(KEYS[name].id)}`;
export const keyHash = (id: string): Buffer => createHash('sha256').update(secretOf(id)).digest();

export const signingSecret = (id: string): WebhookSecret =>
  `whsec_${Buffer.from(`made-up-signing-${id}`).toString('base64')}` as WebhookSecret;

/** Headers of a signed request, as a practice system sends them. */
export function signedBy(name: KeyName, { body, at }: { body: string; at: number }): Record<string, string> {
  const id = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const timestamp = Math.floor(at / 1_000);
  return {
    'webhook-id': `msg_${id}`,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook({ id: `msg_${id}`, timestamp, body: Buffer.from(body) }, [
      signingSecret(KEYS[name].id),
    ]),
  };
}
