import * as fc from 'fast-check';
import { createSafeHttp } from './safe-http.js';
import { isPublicAddress, isOneOf } from './safe-http/address.js';

const http = createSafeHttp({ allowedOrigins: ['http://127.0.0.1:9999'] });
const detailOf = (url: string): string => {
  const checked = http.checkUrl(url);
  return checked.ok ? 'allowed' : checked.error.detail;
};

describe('addresses', () => {
  it.each([
    ...['127.0.0.1', '127.255.255.255', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...['100.64.0.1', '100.127.255.255', '0.0.0.0', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.19.255.255'],
    ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '192.88.99.1'],
    ...['::', '::1', 'fc00::1', 'fd12:3456::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '100::1'],
    ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::8.8.8.8', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '2002:7f00:1::1'],
    ...[
      '2001::1',
      '2001:db8::1',
      '3fff::1',
      '5f00::1',
      '4000::1',
      'example.com',
      '',
      '1.2.3',
      '0x7f.0.0.1',
      '2606::1%1',
    ],
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '198.20.0.1',
    '223.255.255.255',
    '2606:4700::1111',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  it('holds for every address of a private network, and for its IPv4-mapped form', () => {
    fc.assert(
      fc.property(fc.constantFrom(10, 127, 0, 224, 240, 255), fc.nat(0xffffff), (net, rest) => {
        const address = [net, rest >> 16, (rest >> 8) & 255, rest & 255].join('.');
        return !isPublicAddress(address) && !isPublicAddress(`::ffff:${address}`);
      }),
    );
  });

  it('recognises the judged peer in any spelling, and no other', () => {
    expect(isOneOf('2606:4700:0:0::1111', ['2606:4700::1111'])).toBe(true);
    expect(isOneOf('::ffff:8.8.8.8', ['8.8.8.8'])).toBe(true);
    expect(isOneOf('10.0.0.1', ['8.8.8.8'])).toBe(false);
    expect(isOneOf(undefined, ['8.8.8.8'])).toBe(false);
  });
});

describe('a URL to be saved', () => {
  it.each([
    'https://hooks.example.com/rapport',
    'https://hooks.example.com:8443/a?tenant=7',
    'https://xn--bcher-kva.example/',
  ])('may be %s', (url) => expect(detailOf(url)).toBe('allowed'));

  it.each([
    ['http://hooks.example.com/', 'must begin with https://'],
    ['ftp://hooks.example.com/', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['gopher://hooks.example.com/', 'must begin with https://'],
    ['https://anna@hooks.example.com/', 'must not carry a user name or password'],
    ['https://@hooks.example.com/', 'must not carry a user name or password'],
    ['https://hooks.example.com/#', 'must not have a fragment'],
    ['https://hooks.example.com:25/', 'must use port 443 or 8443'],
    ['https://hooks.example.com:6379/', 'must use port 443 or 8443'],
    ['https://8.8.8.8/', 'must name a host, not an address'],
    ['https://[::ffff:7f00:1]/', 'must name a host, not an address'],
    ['https://[::ffff:127.0.0.1]/', 'must name its host in plain form'],
    ['https://2130706433/', 'must name its host in plain form'],
    ['https://0177.0.0.1/', 'must name its host in plain form'],
    ['https://0x7f000001/', 'must name its host in plain form'],
    ['https://127.1/', 'must name its host in plain form'],
    ['https://%6cocalhost/', 'must name its host in plain form'],
    ['https:hooks.example.com/', 'must name its host in plain form'],
    ['https://localhost/', 'must name a host on the public internet'],
    ['https://localhost./', 'must name a host on the public internet'],
    ['https://hooks.example.com./', 'must name a host on the public internet'],
    ['https://db.internal/', 'must name a host on the public internet'],
    ['https://redis/', 'must name a host on the public internet'],
    ['https://hooks.example.com/?token=abc', 'must not carry a key or token in its query'],
    ['https://hooks.example.com/?x=1&api_key=abc', 'must not carry a key or token in its query'],
    ['https://hоoks.example.com/', 'must be plain ASCII; write an international name in its xn-- form'],
    ['https://hooks.example.com/a\nb', 'must be plain ASCII; write an international name in its xn-- form'],
    ['https://hooks.example.com\\@inside/', 'must be plain ASCII; write an international name in its xn-- form'],
    ['hooks.example.com', 'must be a complete URL'],
    [`https://hooks.example.com/${'a'.repeat(2_000)}`, 'must have at most 2000 characters'],
  ])('may not be %s', (url, detail) => expect(detailOf(url)).toBe(detail));

  it('may be inside only when its exact origin is allowed', () => {
    expect(detailOf('http://127.0.0.1:9999/hook')).toBe('allowed');
    expect(detailOf('http://127.0.0.1:9998/hook')).toBe('must begin with https://');
    expect(detailOf('http://localhost:9999/hook')).toBe('must begin with https://');
    expect(detailOf('http://anna@127.0.0.1:9999/')).toBe('must not carry a user name or password');
  });

  it('carries the code that the interface answers with', () => {
    expect(http.checkUrl('http://x')).toMatchObject({ ok: false, error: { code: 'url_not_allowed' } });
  });

  it('is judged without throwing, whatever it is', () => {
    fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string()), (url) => typeof detailOf(url) === 'string'));
  });
});

describe('the list of allowed origins', () => {
  it.each(['http://127.0.0.1:9999/', 'http://*', 'null', '127.0.0.1:9999', 'https://x.example:443', 'file:///'])(
    'does not take "%s"',
    (origin) => expect(() => createSafeHttp({ allowedOrigins: [origin] })).toThrow('is not an exact origin'),
  );
});

describe('a request to somewhere inside', () => {
  const resolvingTo = (...addresses: string[]) => {
    const asked: string[] = [];
    const client = createSafeHttp({
      timeoutMs: 100,
      resolve: async (host) => {
        asked.push(host);
        return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      },
    });
    return { client, asked };
  };
  const url = 'https://hooks.example.com/';

  it.each([[['10.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['2606:4700::1', '::1']], [['not-an-address']], [[]]])(
    'is refused when the name leads to %s',
    async (addresses) => {
      const { client, asked } = resolvingTo(...addresses);
      expect(await client.request({ url })).toMatchObject({ kind: 'failed', failure: 'refused-address' });
      expect(asked).toEqual(['hooks.example.com']);
    },
  );

  it('is refused before any name is asked for when the URL is not allowed', async () => {
    const { client, asked } = resolvingTo('8.8.8.8');
    expect(await client.request({ url: 'https://localhost/' })).toMatchObject({ failure: 'refused-url' });
    expect(asked).toEqual([]);
  });

  it('fails as network trouble when the name is unknown, without naming it', async () => {
    const resolve = (): Promise<never> => Promise.reject(Object.assign(new Error('hooks'), { code: 'ENOTFOUND' }));
    const outcome = await createSafeHttp({ resolve }).request({ url });
    expect(outcome).toEqual({ kind: 'failed', failure: 'network', detail: 'could not exchange messages (ENOTFOUND)' });
  });

  it('gives up on a name server that hangs', async () => {
    const client = createSafeHttp({ timeoutMs: 20, resolve: () => new Promise(() => undefined) });
    const keepAlive = setInterval(() => undefined, 1_000);
    const outcome = await client.request({ url });
    clearInterval(keepAlive);
    expect(outcome).toMatchObject({ failure: 'timeout' });
  });
});
