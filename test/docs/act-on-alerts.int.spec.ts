/** The page about acting on alerts, followed to the letter against a listening API. */
import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { DAY, HOUR } from '#lib/kernel';
import { cloudEvent, dyadOf, opened, pulse, send } from '#lib/testkit';
import { openApi, type ApiHouse } from '../http/api-system.js';
import { blocksOf, commandsOf, rapportOn } from './follow-page.js';

const PAGE = 'act-on-alerts.md';
const NEVER = new Map<string, string>();

describe('docs/how-to/act-on-alerts.md', () => {
  let api: ApiHouse;
  let alert = '';
  let later = '';
  const [seeing = [], claiming = [], ending = []] = commandsOf(PAGE);
  const instance = (): readonly string[] => {
    const { port } = api.fastify.server.address() as AddressInfo;
    return ['--url', `http://127.0.0.1:${port}`, '--key', api.system.apiKey];
  };
  const rapport = async (words: readonly string[] = []) => {
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
    alert = /^(al_\w+) +talk-soon +since [-0-9T:]+Z +open +dr-1 +ep-1 /m.exec(out)?.[1] ?? '';
    expect(alert).not.toBe('');
  });

  it('claims, takes back and puts off', async () => {
    expect((await rapport(claiming[0])).err).toContain(`alerts undo ${alert}`);
    expect(await standing()).toMatch(/acknowledged.* by dr-1/);
    expect((await rapport(claiming[1])).out).toContain('done');
    expect(await standing()).toContain(' open ');
    const [, program = ''] = /^LATER=\$\(node -p '(.+)'\)/m.exec(blocksOf(PAGE, 'sh')[1] ?? '') ?? [];
    later = execFileSync(process.execPath, ['-p', program], { encoding: 'utf8' }).trim();
    expect((await rapport(claiming[2])).code).toBe(0);
    expect(await standing()).toMatch(/snoozed.* by dr-1/);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a word for a time', ['--until', 'tomorrow'], /must be a time such as 2026-12-01T08:00:00Z/],
    ['a day without a time', ['--until', '2026-12-01'], /must be a time such as/],
    ['a time without an offset', ['--until', '2026-12-01T08:00:00'], /must be a time such as/],
    ['a time that is over', ['--until', '2026-03-01T08:00:00Z'], /in the coming year/],
    ['an empty variable', ['--until'], /--until needs a value/],
  ])('does not put off until %s, and says what to write', async (_, until, why) => {
    const ran = await rapport(['alerts', 'snooze', '$ALERT', ...until, '--by', 'dr-1']);
    expect(ran.code).not.toBe(0);
    expect(ran.err).toMatch(why);
    expect(ran.err).not.toContain('^(?');
  });

  it('ends, takes the end back, and ends otherwise', async () => {
    expect((await rapport(ending[0])).code).toBe(0);
    expect(await standing()).toMatch(/overridden.* by dr-1/);
    expect((await rapport(ending[1])).code).toBe(0);
    expect((await rapport(ending[2])).code).toBe(0);
    expect(await standing()).toMatch(/resolved.* by dr-1/);
  });
});
