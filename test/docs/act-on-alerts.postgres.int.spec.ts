/** The page about acting on alerts, followed to the letter against a listening API. */
import type { AddressInfo } from 'node:net';
import { DAY, HOUR, toIso } from '#lib/kernel';
import { cloudEvent, dyadOf, opened, pulse, send } from '#lib/testkit';
import { openApi, type ApiHouse } from '../http/api-system.js';
import { commandsOf, rapportOn } from './follow-page.js';

const NEVER = new Map<string, string>();

describe('docs/how-to/act-on-alerts.md', () => {
  let api: ApiHouse;
  let alert = '';
  const [seeing = [], claiming = [], ending = []] = commandsOf('act-on-alerts.md');
  const instance = (): readonly string[] => {
    const { port } = api.fastify.server.address() as AddressInfo;
    return ['--url', `http://127.0.0.1:${port}`, '--key', api.system.apiKey];
  };
  const rapport = async (words: readonly string[] = []) => {
    const later = toIso(api.system.clock.now() + DAY);
    const args = words.map((word) => (word === '$ALERT' ? alert : word === '$LATER' ? later : word));
    const ran = await rapportOn(() => api.system, NEVER, instance)(args);
    await api.system.followAll();
    return ran;
  };
  const standing = async (): Promise<string> => (await rapport(['alerts', 'list', '--show', 'all'])).out;

  beforeAll(async () => {
    api = await openApi();
    api.system.clock.holdAt(Date.now());
    await api.app.listen(0, '127.0.0.1');
    const who = dyadOf('ep-1', 'dr-1');
    const now = api.system.clock.now();
    const low = pulse(who, now - HOUR, { form: 'low', level: 2, feltOff: 2 });
    await send(
      api.system,
      [opened(who, now - 30 * DAY), low].map((event) => cloudEvent(event)),
    );
    await api.system.followAll();
  });
  afterAll(() => api.close());

  it('lists what waits, with its id and where it stands', async () => {
    const { code, out } = await rapport(seeing[0]);
    expect(code).toBe(0);
    alert = /^(al_\w+) +talk-soon +open +dr-1 +ep-1 /m.exec(out)?.[1] ?? '';
    expect(alert).not.toBe('');
  });

  it('claims, takes back and puts off', async () => {
    expect((await rapport(claiming[0])).err).toContain(`alerts undo ${alert}`);
    expect(await standing()).toMatch(/acknowledged.* by dr-1/);
    expect((await rapport(claiming[1])).out).toContain('done');
    expect(await standing()).toContain(' open ');
    expect((await rapport(claiming[2])).code).toBe(0);
    expect(await standing()).toMatch(/snoozed.* by dr-1/);
  });

  it('ends, takes the end back, and ends otherwise', async () => {
    expect((await rapport(ending[0])).code).toBe(0);
    expect(await standing()).toMatch(/overridden.* by dr-1/);
    expect((await rapport(ending[1])).code).toBe(0);
    expect((await rapport(ending[2])).code).toBe(0);
    expect(await standing()).toMatch(/resolved.* by dr-1/);
  });
});
