/**
 * Standard Webhooks 1.0.0, symmetric scheme `v1`: HMAC-SHA256 over `id.timestamp.body`, on the raw bytes, because a
 * body that was parsed and written again is another body. One implementation serves both directions.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Branded } from '#lib/kernel';

/** `whsec_` and the base64 of 24 to 64 random bytes. */
export type WebhookSecret = Branded<string, 'WebhookSecret'>;

export interface SignedMessage {
  /** Stays the same over all attempts: the receiver's key against duplicates. 1 to 256 visible ASCII characters, no ".". */
  readonly id: string;
  /** Whole seconds since 1970 UTC, of this attempt. */
  readonly timestamp: number;
  readonly body: Uint8Array;
}
export interface ReceivedMessage {
  /** Lower-case names, as node:http hands them over. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
  /** Every secret that is live at this moment: one, or two while one replaces the other. */
  readonly secrets: readonly WebhookSecret[];
  readonly nowSeconds: number;
}
export type Verification =
  | { readonly kind: 'ok'; readonly id: string; readonly timestamp: number }
  | { readonly kind: 'missing' | 'malformed' | 'stale' | 'mismatch' | 'too-many' };

export const WEBHOOK_TOLERANCE_SECONDS = 300;
export const MAX_SIGNATURES = 8;
export const WEBHOOK_SECRET_PATTERN = '^whsec_[A-Za-z0-9+/]{32,86}={0,2}$';

const PREFIX = 'whsec_';
const VERSION = 'v1,';
const MIN_BYTES = 24;
const MAX_BYTES = 64;
const DIGEST_BYTES = 32;
const secretForm = new RegExp(WEBHOOK_SECRET_PATTERN);
/** A dot in the id would let two different messages share one signed text. */
const idForm = /^[!-\-/-~]{1,256}$/;
const timestampForm = /^(?:0|[1-9][0-9]{0,14})$/;

/** True for canonical base64 only, so that one secret has one spelling. */
export function isWebhookSecret(text: unknown): text is WebhookSecret {
  if (typeof text !== 'string' || !secretForm.test(text)) return false;
  const bytes = keyOf(text);
  return bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES && PREFIX + bytes.toString('base64') === text;
}

export const generateWebhookSecret = (): WebhookSecret =>
  `${PREFIX}${randomBytes(DIGEST_BYTES).toString('base64')}` as WebhookSecret;

/**
 * The value of `webhook-signature`: one signature for each secret, separated by spaces. Two secrets while one replaces
 * the other, so that a receiver may hold either.
 * @throws TypeError when the id or the timestamp cannot be signed.
 */
export function signWebhook(message: SignedMessage, secrets: readonly WebhookSecret[]): string {
  if (!idForm.test(message.id)) throw new TypeError('a webhook id is 1 to 256 visible ASCII characters without "."');
  if (!timestampForm.test(String(message.timestamp))) throw new TypeError('a webhook timestamp is in whole seconds');
  return secrets.map((secret) => VERSION + digest(message, secret).toString('base64')).join(' ');
}

/** Judges the headers in the order of cost; the digest comes last. `svix-*` names count as `webhook-*`. Never throws. */
export function verifyWebhook(received: ReceivedMessage): Verification {
  const claim = claimOf(received.headers);
  if (typeof claim === 'string') return { kind: claim };
  const { id, timestamp, candidates } = claim;
  if (Math.abs(received.nowSeconds - timestamp) > WEBHOOK_TOLERANCE_SECONDS) return { kind: 'stale' };
  const message = { id, timestamp, body: received.body };
  return matches(message, received.secrets, candidates) ? { kind: 'ok', id, timestamp } : { kind: 'mismatch' };
}

interface Claim {
  readonly id: string;
  readonly timestamp: number;
  readonly candidates: readonly Buffer[];
}

/** What the headers claim, before anything is believed. */
function claimOf(headers: ReceivedMessage['headers']): Claim | 'missing' | 'malformed' | 'too-many' {
  const family = headers['webhook-id'] === undefined ? 'svix' : 'webhook';
  const values = ['id', 'timestamp', 'signature'].map((name) => headers[`${family}-${name}`]);
  if (!values.every(Boolean)) return 'missing';
  if (!values.every((value) => typeof value === 'string')) return 'malformed';
  const [id, time, list] = values as unknown as readonly [string, string, string];
  const signatures = list.split(' ');
  if (signatures.length > MAX_SIGNATURES) return 'too-many';
  const candidates = signatures.flatMap(digestIn);
  const wellFormed = idForm.test(id) && timestampForm.test(time) && candidates.length > 0;
  return wellFormed ? { id, timestamp: Number(time), candidates } : 'malformed';
}

/** Compares every pair to the end: the time taken tells nothing about which secret or signature was right. */
function matches(message: SignedMessage, secrets: readonly WebhookSecret[], candidates: readonly Buffer[]): boolean {
  let found = 0;
  for (const secret of secrets) {
    const expected = digest(message, secret);
    for (const candidate of candidates) found |= Number(timingSafeEqual(expected, candidate));
  }
  return found === 1;
}

/** The digest of a `v1` signature; nothing for other versions and for what is not the base64 of 32 bytes. */
function digestIn(signature: string): Buffer[] {
  if (!signature.startsWith(VERSION)) return [];
  const text = signature.slice(VERSION.length);
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === DIGEST_BYTES && bytes.toString('base64') === text ? [bytes] : [];
}

const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64');

const digest = ({ id, timestamp, body }: SignedMessage, secret: WebhookSecret): Buffer =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();
