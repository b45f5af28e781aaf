import { createHmac } from 'node:crypto';
import { generateWebhookSecret, signWebhook } from '#lib/platform';
import { judge, type Claim } from './verify-signature.js';

const secret = generateWebhookSecret();
const sign = (body: string | Uint8Array): string =>
  signWebhook({ id: 'msg-1', timestamp: 1_000, body: Buffer.from(body) }, [secret]);
const claim: Claim = {
  body: Buffer.from('{"a":1}'),
  id: 'msg-1',
  timestamp: '1000',
  signature: sign('{"a":1}'),
  secret,
  nowSeconds: 1_010,
};
const failing = (changed: Partial<Claim>) => judge({ ...claim, ...changed }).filter((s) => !s.ok);

describe('a signature that is looked at', () => {
  it('holds', () => expect(failing({})).toEqual([]));
  it('is judged although it came too late, so that one mistake does not hide another', () => {
    expect(failing({ nowSeconds: 1_301 })).toMatchObject([{ step: 'time', detail: '301 s old; 300 s are allowed' }]);
    expect(failing({ nowSeconds: 1_301, body: Buffer.from('{}') }).map((s) => s.step)).toEqual(['time', 'digest']);
  });
  it.each<[string, Partial<Claim>, string, RegExp]>([
    ['a secret that was cut', { secret: secret.slice(0, 20) }, 'secret', /copy it whole/],
    ['an id with a dot', { id: 'a.b' }, 'headers', /without "\."/],
    ['a time in words', { timestamp: 'now' }, 'headers', /./],
    ['no signature', { signature: '' }, 'headers', /empty/],
    ['nine signatures', { signature: Array(9).fill(claim.signature).join(' ') }, 'headers', /8/],
    ['a line break that was not sent', { body: Buffer.from('{"a":1}\n') }, 'digest', /without its last line break/],
    ['a body that was formatted', { body: Buffer.from('{ "a": 1 }') }, 'digest', /reformatted/],
    [
      'a secret used as text',
      { signature: `v1,${createHmac('sha256', secret).update('msg-1.1000.{"a":1}').digest('base64')}` },
      'digest',
      /decode the base64/,
    ],
    ['another body', { body: Buffer.from('{"a":2}') }, 'digest', /it would be v1,/],
  ])('names the step that fails: %s', (_, changed, step, detail) => {
    expect(failing(changed)).toMatchObject([{ step, detail: expect.stringMatching(detail) as string }]);
  });

  it.each<[string, Buffer]>([
    ['Latin-1', Buffer.from('Z\u00fcrich', 'latin1')],
    ['UTF-16', Buffer.from('\ufeffhello', 'utf16le')],
    ['a picture', Buffer.from([0xff, 0xd8, 0x00, 0x0d, 0x0a])],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff{}')],
    ['nothing', Buffer.alloc(0)],
  ])('holds over bytes that are no UTF-8 text: %s [C25]', (_, body) => {
    expect(failing({ body, signature: sign(body) })).toEqual([]);
    const [wrong] = failing({ body, signature: sign('x') });
    expect(wrong?.detail).toContain(`it would be ${sign(body)}.`);
  });

  it('names a body that was signed as text although it is none', () => {
    const body = Buffer.from('Z\u00fcrich', 'latin1');
    expect(failing({ body, signature: sign(body.toString('utf8')) })).toMatchObject([
      { step: 'digest', detail: expect.stringContaining('before they become text') as string },
    ]);
  });
});
