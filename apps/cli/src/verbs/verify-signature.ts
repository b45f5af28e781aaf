import { createHmac } from 'node:crypto';
import { WEBHOOK_TOLERANCE_SECONDS, isWebhookSecret, verifyWebhook, type Verification } from '#lib/platform';
import { misuse } from '../line/failure.js';
import { columns } from '../line/output.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { verifySignatureVerb } from './verify-signature.verb.js';

export interface Claim {
  /** As it was sent: a body need not be text. */
  readonly body: Uint8Array;
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly secret: string;
  readonly nowSeconds: number;
}
export interface SignatureCheck {
  readonly step: 'secret' | 'headers' | 'time' | 'digest';
  readonly ok: boolean;
  readonly detail: string;
}

export const runVerifySignature: Run<typeof verifySignatureVerb> = async ({ flags, out, host }) => {
  const { body, id, timestamp, signature, secret } = flags;
  if (
    body === undefined ||
    id === undefined ||
    timestamp === undefined ||
    signature === undefined ||
    secret === undefined
  ) {
    const missing = Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [`--${name}`] : []));
    throw misuse(`${missing.join(', ')} is needed too`, `see:  ${PROGRAM} help verify-signature`);
  }
  const steps = judge({
    body: await host.readBytes(body),
    id,
    timestamp,
    signature,
    secret,
    nowSeconds: Math.floor(host.now() / 1_000),
  });
  const ok = steps.every((s) => s.ok);
  out.show({ ok, steps }, () =>
    columns(steps.map((s) => [out.paint(s.ok ? 'good' : 'bad', s.ok ? 'ok    ' : 'failed'), s.step, s.detail])),
  );
  return ok ? 0 : 1;
};

/** Every step that can be judged, in the order in which a receiver looks. */
export function judge(claim: Claim): readonly SignatureCheck[] {
  const { secret, nowSeconds, timestamp } = claim;
  if (!isWebhookSecret(secret))
    return [{ step: 'secret', ok: false, detail: 'must be whsec_ and the base64 of 24 to 64 bytes; copy it whole' }];
  const known: SignatureCheck = { step: 'secret', ok: true, detail: 'has the right form' };
  const atItsTime = verdict(claim, Number(timestamp));
  if (atItsTime !== 'ok' && atItsTime !== 'mismatch')
    return [known, { step: 'headers', ok: false, detail: HEADERS[atItsTime] }];
  const skew = nowSeconds - Number(timestamp);
  const fresh = Math.abs(skew) <= WEBHOOK_TOLERANCE_SECONDS;
  const when = `${Math.abs(skew)} s ${skew < 0 ? 'ahead of this clock' : 'old'}; ${WEBHOOK_TOLERANCE_SECONDS} s are allowed`;
  return [
    known,
    { step: 'headers', ok: true, detail: 'id, timestamp and signature are well-formed' },
    { step: 'time', ok: fresh, detail: when },
    { step: 'digest', ok: atItsTime === 'ok', detail: atItsTime === 'ok' ? 'matches the body' : mismatch(claim) },
  ];
}

const HEADERS = {
  missing: 'one of id, timestamp and signature is empty',
  malformed:
    'the id is 1 to 256 visible characters without ".", the timestamp whole seconds, the signature v1, and 44 characters of base64',
  'too-many': 'more than 8 signatures',
  stale: 'the timestamp is not in whole seconds',
} as const satisfies Record<Exclude<Verification['kind'], 'ok' | 'mismatch'>, string>;

function verdict({ body, id, timestamp, signature, secret }: Claim, nowSeconds: number): Verification['kind'] {
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const secrets = isWebhookSecret(secret) ? [secret] : [];
  return verifyWebhook({ headers, body, secrets, nowSeconds }).kind;
}

/** What was nearly right names the mistake; otherwise the value that would have been right is shown. */
function mismatch(claim: Claim): string {
  const fits = (changed: Partial<Claim>): boolean =>
    verdict({ ...claim, ...changed }, Number(claim.timestamp)) === 'ok';
  for (const [body, told] of nearly(claim.body)) if (fits({ body })) return told;
  if (claim.signature.includes(digest(claim, Buffer.from(claim.secret))))
    return 'was made with the text of the secret: decode the base64 after whsec_ first';
  const key = Buffer.from(claim.secret.slice('whsec_'.length), 'base64');
  return `does not match; with this secret it would be v1,${digest(claim, key)}. Is it the secret of this key, and the body as it was sent?`;
}

/** Bodies that people sign by mistake instead of this one, and what happened to them. */
function* nearly(bytes: Uint8Array): Generator<readonly [body: Uint8Array, told: string]> {
  const body = Buffer.from(bytes);
  const text = body.toString('utf8');
  const trimmed = body.subarray(0, body.length - (/\r?\n$/.exec(text)?.[0].length ?? 0));
  if (trimmed.length < body.length)
    yield [trimmed, 'matches the body without its last line break: the file has one that was not sent'];
  yield [
    Buffer.concat([body, LINE_FEED]),
    'matches the body with a line break at its end: it was signed, and then cut off',
  ];
  if (!body.equals(Buffer.from(text)))
    yield [
      Buffer.from(text),
      'matches the body read as UTF-8, which it is not: sign its bytes before they become text',
    ];
  const again = compact(text);
  if (again !== undefined)
    yield [
      Buffer.from(again),
      'matches the body as compact JSON: it was reformatted after signing; sign and send the same bytes',
    ];
}

const LINE_FEED = Buffer.from('\n');

function compact(body: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return undefined;
  }
}

const digest = ({ id, timestamp, body }: Claim, key: Buffer): string =>
  createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
