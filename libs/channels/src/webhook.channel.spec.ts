import { createSafeHttp, generateWebhookSecret } from '#lib/platform';
import { noMailServer } from './mail-transport.js';
import { webhookChannel } from './webhook.channel.js';

const url = 'https://hooks.example.com/rapport';
const secret = generateWebhookSecret();
const outlet = { http: createSafeHttp(), mail: noMailServer, clock: () => 0 };
const faults = (settings: unknown) => webhookChannel.settings.explain(settings, '');

describe('the settings of a webhook', () => {
  it('are a URL and one or two secrets', () => {
    expect(faults({ url, secrets: [secret] })).toEqual([]);
    expect(faults({ url, secrets: [secret, generateWebhookSecret()] })).toEqual([]);
    for (const secrets of [[], [secret, secret, secret]]) {
      expect(faults({ url, secrets })).toMatchObject([{ pointer: '/secrets', code: 'list_size' }]);
    }
  });

  it('say where a secret is wrong without repeating it', () => {
    const short = 'whsec_c2hvcnQ=';
    const [fault] = faults({ url, secrets: [secret, short] });
    expect(fault).toMatchObject({ pointer: '/secrets/1', code: 'invalid_text' });
    expect(JSON.stringify(fault)).not.toContain('c2hvcnQ');
  });

  it('do not take headers, so that nobody can write Host or a line break there', () => {
    expect(faults({ url, secrets: [secret], headers: {} })).toMatchObject([{ code: 'unknown_property' }]);
  });

  it.each([
    'http://hooks.example.com/',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://a@b.example/',
    'https://localhost./',
  ])('may not lead to %s', (bad) => {
    expect(webhookChannel.check({ url: bad, secrets: [secret] }, outlet)).toMatchObject([
      { pointer: '/url', code: 'url_not_allowed' },
    ]);
  });

  it('may lead to a public https address', () => {
    expect(webhookChannel.check({ url, secrets: [secret] }, outlet)).toEqual([]);
  });
});
