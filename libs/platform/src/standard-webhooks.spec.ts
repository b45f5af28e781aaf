import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import * as fc from 'fast-check';
import {
  generateWebhookSecret,
  isWebhookSecret,
  signWebhook,
  verifyWebhook,
  type ReceivedMessage,
  type WebhookSecret,
} from './standard-webhooks.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' as WebhookSecret;
const other = generateWebhookSecret();
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const timestamp = 1_614_265_330;
const body = Buffer.from('{"test": 2432232314}');
const published = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

const received = (change: Record<string, string | string[] | undefined> = {}): ReceivedMessage => ({
  headers: { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': published, ...change },
  body,
  secrets: [secret],
  nowSeconds: timestamp,
});
const verdict = (message: ReceivedMessage): string => verifyWebhook(message).kind;

describe('signing a webhook', () => {
  it('gives the signature that the specification publishes', () => {
    expect(signWebhook({ id, timestamp, body }, [secret])).toBe(published);
  });

  it('signs with both secrets while one replaces the other', () => {
    const both = signWebhook({ id, timestamp, body }, [secret, other]);
    expect(both.split(' ')).toHaveLength(2);
    for (const held of [secret, other]) {
      expect(verdict({ ...received({ 'webhook-signature': both }), secrets: [held] })).toBe('ok');
    }
  });

  it('refuses to sign an id with a dot, or a time in fractions', () => {
    expect(() => signWebhook({ id: 'a.b', timestamp, body }, [secret])).toThrow(TypeError);
    expect(() => signWebhook({ id, timestamp: 1.5, body }, [secret])).toThrow(TypeError);
  });
});

describe('other implementations', () => {
  const peers = { standardwebhooks: StandardWebhook, svix: SvixWebhook };
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const seconds = now.getTime() / 1000;

  it.each(Object.entries(peers))('%s accepts what we sign, also among two signatures', (_name, Peer) => {
    const signature = signWebhook({ id, timestamp: seconds, body }, [other, secret]);
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature };
    expect(new Peer(secret).verify(body, headers)).toEqual({ test: 2432232314 });
  });

  it.each(Object.entries(peers))('%s signs and we accept', (_name, Peer) => {
    const signature = new Peer(secret).sign(id, now, body.toString());
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature };
    expect(verifyWebhook({ headers, body, secrets: [secret], nowSeconds: seconds })).toEqual({
      kind: 'ok',
      id,
      timestamp: seconds,
    });
  });

  it('agrees with standardwebhooks on any text and any generated secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const key = generateWebhookSecret();
        const ours = signWebhook({ id, timestamp: seconds, body: Buffer.from(text) }, [key]);
        return ours === new StandardWebhook(key).sign(id, now, text);
      }),
    );
  });
});

describe('verifying a webhook', () => {
  it('accepts the svix names of the three headers, but no mixture of names', () => {
    const svix = { 'svix-id': id, 'svix-timestamp': String(timestamp), 'svix-signature': published };
    expect(verdict({ ...received(), headers: svix })).toBe('ok');
    expect(verdict({ ...received(), headers: { ...svix, 'svix-id': undefined, 'webhook-id': id } })).toBe('missing');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('says that %s is missing', (name) => {
    expect(verdict(received({ [name]: undefined }))).toBe('missing');
    expect(verdict(received({ [name]: '' }))).toBe('missing');
  });

  it.each(['-1', '1614265330.0', '1e9', '+1614265330', ' 1614265330', '0x60', '01614265330', 'now'])(
    'refuses the timestamp "%s"',
    (text) => expect(verdict(received({ 'webhook-timestamp': text }))).toBe('malformed'),
  );

  it('keeps a window of 300 seconds on both sides, the edge included', () => {
    const at = (offset: number): string => verdict({ ...received(), nowSeconds: timestamp + offset });
    expect([-301, -300, 300, 301].map(at)).toEqual(['stale', 'ok', 'ok', 'stale']);
    expect(verdict(received({ 'webhook-timestamp': String(timestamp * 1000) }))).toBe('stale');
  });

  it('refuses wrong versions and bad base64 as malformed, and skips them beside a good one', () => {
    const bad = ['v2,' + published.slice(3), 'v1a,AAAA', 'v1,***', 'v1,', published.slice(0, -1), 'g0hM9SsE'];
    for (const text of bad) {
      expect(verdict(received({ 'webhook-signature': text }))).toBe('malformed');
      expect(verdict(received({ 'webhook-signature': `${text} ${published}` }))).toBe('ok');
    }
  });

  it('reads at most eight signatures', () => {
    const list = (count: number): string => Array(count).fill(published).join(' ');
    expect(verdict(received({ 'webhook-signature': list(8) }))).toBe('ok');
    expect(verdict(received({ 'webhook-signature': list(9) }))).toBe('too-many');
    expect(verdict(received({ 'webhook-signature': list(1_000) }))).toBe('too-many');
  });

  it('refuses a body, an id, a time or a secret that was not the signed one', () => {
    expect(verdict({ ...received(), body: Buffer.from('{"test":2432232314}') })).toBe('mismatch');
    expect(verdict(received({ 'webhook-id': 'msg_another' }))).toBe('mismatch');
    expect(verdict(received({ 'webhook-timestamp': String(timestamp + 1) }))).toBe('mismatch');
    expect(verdict({ ...received(), secrets: [other] })).toBe('mismatch');
    expect(verdict({ ...received(), secrets: [] })).toBe('mismatch');
  });

  it('accepts the outgoing secret while it is live and refuses it once it is revoked', () => {
    expect(verdict({ ...received(), secrets: [other, secret] })).toBe('ok');
    expect(verdict({ ...received(), secrets: [other] })).toBe('mismatch');
  });

  it('refuses an id with a dot or a space, and a header that came twice', () => {
    for (const text of ['a.b', 'a b', 'é', 'x'.repeat(257)]) {
      expect(verdict(received({ 'webhook-id': text }))).toBe('malformed');
    }
    expect(verdict(received({ 'webhook-signature': [published, published] }))).toBe('malformed');
  });

  it('verifies bytes that are not text', () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe]);
    const signature = signWebhook({ id, timestamp, body: bytes }, [secret]);
    expect(verdict({ ...received({ 'webhook-signature': signature }), body: bytes })).toBe('ok');
  });

  it('never throws, whatever the headers hold', () => {
    const header = fc.option(fc.string({ unit: 'binary', maxLength: 80 }), { nil: undefined });
    fc.assert(
      fc.property(header, header, header, (a, b, c) => {
        const headers = { 'webhook-id': a, 'webhook-timestamp': b, 'webhook-signature': c };
        return verdict({ ...received(), headers }) !== 'ok';
      }),
    );
  });
});

describe('a secret', () => {
  const of = (bytes: number): string => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;

  it('has 24 to 64 bytes behind whsec_', () => {
    expect([23, 24, 32, 64, 65].map((bytes) => isWebhookSecret(of(bytes)))).toEqual([false, true, true, true, false]);
  });

  it('has one spelling', () => {
    expect(isWebhookSecret(of(32).replace(/=+$/, ''))).toBe(false);
    expect(isWebhookSecret(of(32).replace('whsec_', 'whsk_'))).toBe(false);
    expect(isWebhookSecret(`${of(32)} `)).toBe(false);
    expect(isWebhookSecret(undefined)).toBe(false);
  });

  it('is generated valid and different each time', () => {
    expect(isWebhookSecret(other)).toBe(true);
    expect(generateWebhookSecret()).not.toBe(other);
  });
});
