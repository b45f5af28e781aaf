import { createServer, type AddressInfo, type Server } from 'node:net';
import { ConfigError } from '#lib/platform';
import { needPort } from './port.js';

const HOST = '127.0.0.1';

describe('the port of npm start (E23)', () => {
  let taken: Server;
  let port: number;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, HOST, resolve));
    port = (taken.address() as AddressInfo).port;
  });
  afterAll(() => taken.close());

  it('E23: any free one becomes a real number', async () => {
    expect(await needPort(0, HOST)).toBeGreaterThan(0);
  });

  it('E23: that is taken is named, with the next free one as a command', async () => {
    const refused = await needPort(port, HOST).catch((error: unknown) => error as Error);
    const [, named, next] =
      /^port (\d+) is taken .+ RAPPORT_PORT=(\d+) npm start$/.exec((refused as Error).message) ?? [];
    expect([Number(named), Number(next) > port]).toEqual([port, true]);
    expect(await needPort(Number(next), HOST)).toBe(Number(next));
  });

  it.each(['192.0.2.1', '300.1.1.1'])('E23: at %s, which is not of this machine, is a fault in words', async (host) => {
    const refused = await needPort(0, host).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConfigError);
    expect((refused as ConfigError).faults).toEqual([expect.stringMatching(/^RAPPORT_HOST is no address of this/)]);
  });
});
