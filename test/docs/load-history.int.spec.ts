/** The page about loading history, followed to the letter against a listening API. */
import type { AddressInfo } from 'node:net';
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import { Sweep } from '#lib/pipeline';
import { cloudEvent, dyadOf, opened, phq9, pulse, send } from '#lib/testkit';
import { openApi, type ApiHouse } from '../http/api-system.js';
import { blocksOf, commandsOf, rapportOn } from './follow-page.js';

const PAGE = 'load-history.md';

describe('docs/how-to/load-history.md', () => {
  let api: ApiHouse;
  const files = new Map([['history-1.json', blocksOf(PAGE, 'json')[0] ?? '']]);
  const [sending = [], checking = []] = commandsOf(PAGE);
  const instance = (): readonly string[] => {
    const { port } = api.fastify.server.address() as AddressInfo;
    return ['--url', `http://127.0.0.1:${port}`, '--key', api.system.apiKey];
  };
  const system = () => api.system;
  const onInstance = rapportOn(system, files, instance);
  const toSend = rapportOn(system, files, () => [...instance(), '--secret', api.system.signingSecret]);
  const onDatabase = rapportOn(system, files, () => []);
  const [status, setAside, listAll] = [checking[0] ?? [], checking[1] ?? [], checking[2] ?? []];

  beforeAll(async () => {
    api = await openApi();
    api.system.clock.holdAt(Date.now());
    await api.app.listen(0, '127.0.0.1');
  });
  afterAll(() => api.close());

  it('takes a file of history, and the same file again as duplicates', async () => {
    const first = await toSend(sending[0]);
    expect([first.code, first.out.match(/^accepted /gm)]).toEqual([0, ['accepted ', 'accepted ']]);
    expect((await onDatabase(status)).out).toContain('history 1');
    await api.system.followAll();
    const again = await toSend(sending[1]);
    expect([again.code, again.out.match(/^duplicate /gm)]).toEqual([0, ['duplicate ', 'duplicate ']]);
  });

  it('says that all of it was read and counts, and lists what would have been alerted', async () => {
    const { out } = await onDatabase(status);
    expect(out).toContain('history 0');
    expect((await onDatabase(setAside)).out).toBe('');
    expect((await onInstance(listAll)).out).toMatch(/^al_\w+ .* dr-01 +ep-301 /m);
  });

  it('refuses the same event without the flag, and leaves the first one as it is', async () => {
    const events = JSON.parse(files.get('history-1.json') ?? '') as Record<string, unknown>[];
    files.set('unmarked.json', JSON.stringify(events.map(({ historical: _, ...event }) => event)));
    const refused = await toSend(['send', '--file', 'unmarked.json']);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('id_reuse')]);
  });

  it('alerts nobody, not of a safety answer and not when time passes', async () => {
    const [who, now] = [dyadOf('ep-9'), api.system.clock.now()];
    const answer = phq9(who, now - 3 * DAY, { form: 'q1', last: 3 });
    await send(
      api.system,
      [opened(who, now - 9 * DAY), answer].map((e) => cloudEvent({ ...e, historical: true })),
    );
    await api.system.followAll();
    api.system.clock.advance(6 * HOUR);
    while (((swept) => swept.timers + swept.deliveries)(await api.system.commands.execute(new Sweep(0))) > 0);
    await api.system.followAll();
    expect(api.system.outlet.mails).toEqual([]);
    expect((await onInstance(['alerts', 'list'])).err).toContain('nothing is waiting');
    expect((await onInstance(listAll)).out).toMatch(/^al_\w+ .* ep-9 /m);
  });

  it('alerts of what comes afterwards, compared with the history', async () => {
    const [who, now] = [dyadOf('ep-8'), api.system.clock.now()];
    const past = [30, 23, 16].map((days) => pulse(who, now - days * DAY, { form: `f${days}` }));
    await send(
      api.system,
      [opened(who, now - 40 * DAY), ...past].map((e) => cloudEvent({ ...e, historical: true } as never)),
    );
    await send(api.system, [cloudEvent(pulse(who, now - MINUTE, { form: 'today', level: 4 }))]);
    await api.system.followAll();
    expect((await onInstance(['alerts', 'list'])).out).toMatch(
      /^al_\w+ +talk-soon +since [-0-9T:]+Z +open +dr-1 +ep-8 /m,
    );
  });
});
