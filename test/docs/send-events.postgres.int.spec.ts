/** The program of docs/how-to/send-events.md, run as it stands there against a listening API. */
import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { openApi, type ApiHouse } from '../http/api-system.js';
import { blocksOf } from './follow-page.js';

describe('docs/how-to/send-events.md', () => {
  let api: ApiHouse;
  beforeAll(async () => {
    api = await openApi();
    api.system.clock.holdAt(Date.now());
    await api.app.listen(0, '127.0.0.1');
  });
  afterAll(() => api.close());

  it('sends an event in each of the three modes, and sends it again without harm', async () => {
    const { port } = api.fastify.server.address() as AddressInfo;
    const env = {
      PATH: process.env['PATH'],
      RAPPORT_URL: `http://127.0.0.1:${port}`,
      RAPPORT_API_KEY: api.system.apiKey,
      RAPPORT_SIGNING_SECRET: api.system.signingSecret,
    };
    const program = blocksOf('send-events.md', 'js')[0] ?? '';
    const run = async () => (await promisify(execFile)(process.execPath, ['-e', program], { env })).stdout;
    const answers = (await run()).trim().split('\n');
    expect(answers.map((line) => line.slice(0, 3))).toEqual(['202', '202', '202']);
    expect(answers.join('')).not.toContain('quarantined');
  });
});
