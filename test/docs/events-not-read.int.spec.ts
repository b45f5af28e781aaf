/** The page about events that do not count, followed to the letter. */
import { DAY, HOUR } from '#lib/kernel';
import { LIBRARY } from '#lib/instruments';
import { cloudEvent, dyadOf, openTestSystem, opened, pulse, send, type SentEvent, type TestSystem } from '#lib/testkit';
import { commandsOf, rapportOn } from './follow-page.js';

describe('docs/how-to/events-not-read.md', () => {
  let system: TestSystem;
  const like = LIBRARY.find(({ code }) => code === 'pulse');
  const files = new Map([['own.json', JSON.stringify({ ...like, code: 'own-pulse' })]]);
  const [seeing = [], reading = []] = commandsOf('events-not-read.md');
  const rapport = rapportOn(() => system, files);
  const own = (form: string, at: number, how = {}): SentEvent => {
    const event = pulse(dyadOf('ep-1'), at, { form, ...how });
    return { ...event, data: { ...event.data, instrument: { code: 'own-pulse', version: '1' } } } as SentEvent;
  };
  const sent = async (...events: readonly SentEvent[]) => {
    const { receipts } = await send(
      system,
      events.map((event) => cloudEvent(event)),
    );
    await system.followAll();
    return receipts.map(({ verdict, reason }) => reason ?? verdict);
  };

  beforeAll(async () => {
    system = await openTestSystem();
    const now = system.clock.now();
    const theirs = pulse({ ...dyadOf('ep-1'), client: 'cl-else' }, now - HOUR, { form: 'theirs' });
    await sent(opened(dyadOf('ep-1'), now - 30 * DAY), theirs, own('early', now - 20 * DAY));
  });
  afterAll(() => system.close());

  it('shows what does not count, why, and what would make it count, and no name of a client', async () => {
    const [table, lines] = [await rapport(seeing[0]), await rapport(seeing[1])];
    expect(table.out).toMatch(/^names_another_client .+ep-1.+\nunknown_instrument .+instruments add/);
    expect(table.out).not.toContain('cl-else');
    expect(
      lines.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { reason: string }).reason),
    ).toEqual(['names_another_client', 'unknown_instrument']);
  });

  it('reads by itself what an added instrument makes readable [D7]', async () => {
    const added = await rapport(['instruments', 'add', 'own.json', '--by', 'lead-1']);
    expect([added.code, added.out, added.err]).toEqual([
      0,
      expect.stringContaining('in force'),
      expect.stringContaining('read again: 1 event,'),
    ]);
    const activated = await rapport(['instruments', 'activate', 'own-pulse', '--by', 'lead-1']);
    expect(activated.out).toContain('in force');
    await system.followAll();
    expect((await rapport(seeing[0])).out).not.toContain('instrument');
  });

  it('shows a plan first, does it when it is told to, and has nothing left to do then [D7]', async () => {
    // the door looks at the newest choice every few seconds and does not know it yet
    expect(await sent(own('fresh', system.clock.now() - HOUR, { level: 2, feltOff: 2 }))).toEqual([
      'unknown_instrument',
    ]);
    const plan = await rapport(reading[0]);
    expect(plan.out).toMatch(/would be read:\n +1 +rapport\.feedback\.submitted\.v1 +own-pulse 1 +urn:/);
    expect(plan.out).toContain('1 episode would change; alerts: 1 would be sent, 0 only shown');
    expect(plan.err).toContain('reread --yes');
    expect(await rapport(reading[1])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^1 event read/) as string,
    });
    expect((await rapport(reading[0])).out).toContain('nothing can be read again');
  });
});
