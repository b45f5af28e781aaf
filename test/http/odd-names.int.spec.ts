/** Names that every object has already, and a question for the headers of an answer that never ends. */
import { connect } from 'node:net';
import { ask, listen, openApi, refusal, type ApiHouse } from './api-system.js';

let api: ApiHouse;
beforeAll(async () => (api = await openApi()));
afterAll(() => api.close());

const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'];
const UNKNOWN = { status: 422, code: 'invalid_query', faults: ['unknown_property'] };

describe('a name that every object has', () => {
  it.each(NAMES)('%s is a parameter nobody knows [B-068]', async (name) => {
    for (const path of ['/v1/caseload', '/v1/alerts'])
      expect(refusal(await ask(api, `${path}?${name}=1`))).toEqual(UNKNOWN);
  });

  it.each(NAMES)('%s beside a parameter that is wrong hides nothing', async (name) => {
    const { faults } = refusal(await ask(api, `/v1/alerts?${name}=1&limit=0`));
    expect([...faults].sort()).toEqual(['invalid_type', 'unknown_property']);
  });

  it.each(NAMES.slice(2))('%s is a member nobody knows', async (name) => {
    const payload = JSON.stringify({ [name]: 1 });
    const headers = { 'content-type': 'application/json' };
    expect(refusal(await ask(api, '/v1/alerts/al-1/acknowledge', { method: 'POST', payload, headers }))).toEqual(
      UNKNOWN,
    );
  });
});

describe('the live stream', () => {
  it('ends its answer to HEAD, and hears the next request on the same connection', async () => {
    const port = await listen(api);
    const heard = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      const lines = ['Host: x', `Authorization: Bearer ${api.system.apiKey}`, '', ''].join('\r\n');
      socket.setTimeout(5_000, () => socket.destroy());
      socket.on('data', (chunk) => (text += chunk.toString('latin1')));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
      socket.write(`HEAD /v1/stream HTTP/1.1\r\n${lines}GET /health/live HTTP/1.1\r\nConnection: close\r\n${lines}`);
    });
    expect(heard).toMatch(/^HTTP\/1\.1 200 /);
    expect(heard).toContain('{"status":"live"}');
  });
});
