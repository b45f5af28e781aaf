/** The program of docs/how-to/send-events.md, saved and run as it stands there against a listening API. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openApi, type ApiHouse } from '../http/api-system.js';
import { blocksOf } from './follow-page.js';

const PAGE = 'send-events.md';

describe('docs/how-to/send-events.md', () => {
  let api: ApiHouse;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'send-events-'));
  beforeAll(async () => {
    api = await openApi();
    api.system.clock.holdAt(Date.now());
    await api.app.listen(0, '127.0.0.1');
    const { apiKey, signingSecret } = api.system;
    fs.mkdirSync(path.join(folder, '.rapport'));
    fs.writeFileSync(path.join(folder, '.rapport/ready.json'), JSON.stringify({ apiKey, signingSecret }));
    fs.writeFileSync(path.join(folder, 'send.cjs'), blocksOf(PAGE, 'js')[0] ?? '');
  });
  afterAll(async () => {
    fs.rmSync(folder, { recursive: true });
    await api.close();
  });

  const run = async (): Promise<string> => {
    const { port } = api.fastify.server.address() as AddressInfo;
    const commands = (blocksOf(PAGE, 'sh')[0] ?? '').replace('http://127.0.0.1:8080', `http://127.0.0.1:${port}`);
    const env = { PATH: process.env['PATH'] };
    return (await promisify(execFile)('sh', ['-e', '-c', commands], { env, cwd: folder })).stdout;
  };
  const statuses = (answers: string): string[] =>
    answers
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 3));

  it('sends an event in each of the three modes, and sends it again without harm', async () => {
    const answers = await run();
    expect(statuses(answers)).toEqual(['202', '202', '202']);
    expect(answers).not.toContain('quarantined');
    expect(statuses(await run())).toEqual(['200', '200', '200']);
  });

  it('names no variable that the commands of Rapport would read as a setting', () =>
    expect([...blocksOf(PAGE, 'js'), ...blocksOf(PAGE, 'sh')].join('\n')).not.toContain('RAPPORT_'));
});
