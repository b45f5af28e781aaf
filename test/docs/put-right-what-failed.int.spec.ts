/** The page about putting things right, followed to the letter after an outage of the mail server. */
import { activeBuild, countAttempt } from '#lib/eventlog';
import { DAY, MINUTE } from '#lib/kernel';
import { Sweep } from '#lib/pipeline';
import { cloudEvent, dyadOf, opened, openTestSystem, pulse, send, sendAndProject, type TestSystem } from '#lib/testkit';
import { commandsOf, rapportOn } from './follow-page.js';

describe('docs/how-to/put-right-what-failed.md', () => {
  let system: TestSystem;
  let repair = '';
  let alert = '';
  const who = dyadOf('ep-1');
  const blocks = commandsOf('put-right-what-failed.md');
  const block = (nth: number): string[][] => blocks[nth] ?? [];
  const [seeing, mailing, reading, watching] = [block(0), block(1), block(2), block(3)];
  const [discarding, pausing, finding, telling] = [block(4), block(5), block(6), block(7)];
  const run = rapportOn(
    () => system,
    new Map(),
    () => [],
  );
  const rapport = (words: readonly string[] = []) => {
    const named: Readonly<Record<string, string>> = { $REPAIR: repair, $ALERT: alert, $EVENT: opened(who, 0).id };
    return run(words.map((word) => named[word] ?? word));
  };
  const repairIn = (text: string): string => (/rp_\w+/.exec(text) ?? [''])[0];
  const sweep = async (): Promise<void> => {
    while ((await system.commands.execute(new Sweep(0))).deliveries > 0);
  };

  beforeAll(async () => {
    system = await openTestSystem();
    system.clock.holdAt(Date.now());
    const now = system.clock.now();
    system.outlet.mailAnswers = [{ kind: 'failed', detail: 'the mail server could not be used (ECONNREFUSED)' }];
    await sendAndProject(system, [
      opened(who, now - DAY),
      pulse(who, now - MINUTE, { form: 'f1', level: 4, feltOff: 2 }),
    ]);
    // for longer than anybody waits: every try of the ladder fails
    for (let tries = 0; tries < 12; tries++) {
      await sweep();
      await system.parts.db.query(`UPDATE outbox SET next_at = created_at WHERE state = 'waiting'`);
    }
    const odd = { ...cloudEvent({ id: 'odd', type: 'client.registered', at: now, data: { client: 'cl-1' } }) };
    await send(system, [{ ...odd, type: 'vendor.room.booked.v1' }, cloudEvent(opened(dyadOf('ep-2'), now - DAY))]);
    const key = { tenant: system.tenant.id, stream: 'episode/ep-2' };
    for (let tries = 0; tries < 4; tries++)
      await countAttempt(system.parts.db, await activeBuild(system.parts.db), { key, reason: 'SyntaxError', now });
    await system.followAll();
  }, 60_000);
  afterAll(() => system.close());

  it('shows what failed, by kind', async () => {
    const [deliveries = '', events, episodes, jobs] = await Promise.all(
      seeing.map(async (words) => Object.values(await rapport(words)).join('\n')),
    );
    expect(deliveries).toMatch(/^0\n\d+ +failed +\S+ +email +dr-1 +al_\w+ +gave up: .*ECONNREFUSED/);
    alert = (/al_\w+/.exec(deliveries) ?? [''])[0];
    expect(events).toMatch(/failed .* vendor\.room\.booked\.v1 .* odd +unknown_type/);
    expect(episodes).toMatch(/^0\nep-2 +failed .* 1 unread +SyntaxError/);
    expect(jobs).toContain('there is none');
  });

  it('D11: sends dead mails again by one command, each once', async () => {
    const plan = await rapport(mailing[0]);
    expect(plan.out).toMatch(/^1 message would be sent again, the oldest since /);
    expect(plan.err).toMatch(/repairs start rp_\w+ --by/);
    system.outlet.mails.length = 0;
    system.outlet.mailAnswers = [{ kind: 'answered', status: 250 }];
    expect(await rapport(mailing[1])).toMatchObject({ code: 0, out: expect.stringMatching(/1 put back/) as string });
    expect(await rapport(mailing[1])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/nothing that matches/) as string,
    });
    await sweep();
    expect(system.outlet.mails).toHaveLength(1);
    expect((await rapport(seeing[0])).err).toContain('there is none');
  });

  it('reads episodes again, and says what cannot be read yet', async () => {
    expect((await rapport(reading[0])).out).toContain('1 put back');
    await system.followAll();
    expect((await rapport(seeing[2])).err).toContain('there is none');
    const events = await rapport(reading[1]);
    expect([events.code, events.out]).toEqual([1, expect.stringMatching(/1 failed\n +\d+ +failed +unknown_type/)]);
  });

  it('shows repairs with who and why, and cancels a plan', async () => {
    repair = repairIn((await rapport(watching[0])).out);
    expect((await rapport(watching[0])).out).toMatch(/episodes retry +done +1 of 1 +by anna: corrected-in-1\.4\.2/);
    expect((await rapport(watching[1])).code).toBe(0);
    const planned = await rapport(['events', 'retry']);
    repair = repairIn(planned.err);
    expect((await rapport(watching[2])).out).toMatch(/cancelled/);
    const late = await rapport(['repairs', 'start', repair, '--by', 'ben', '--reason', 'x']);
    expect(late).toMatchObject({ code: 1, err: expect.stringContaining('cancelled') as string });
  });

  it('discards, keeps it to be found, and brings it back', async () => {
    expect((await rapport(discarding[0])).out).toContain('1 discarded');
    expect((await rapport(seeing[1])).err).toContain('there is none');
    expect((await rapport(discarding[1])).out).toMatch(/discarded by anna: not-needed/);
    expect(await rapport(discarding[2])).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 put back') as string,
    });
    expect((await rapport(seeing[1])).out).toContain('odd');
  });

  it('pauses, says so, and goes on', async () => {
    expect((await rapport(pausing[0])).out).toMatch(
      /deliver +0 waiting +paused until .* by anna: moving-the-mail-server/,
    );
    expect((await rapport(pausing[1])).out).toContain('Sending messages is paused');
    expect((await rapport(pausing[2])).out).toMatch(/deliver +0 waiting +running/);
  });

  it('finds anything, and says who did what', async () => {
    expect((await rapport(finding[0])).out).toMatch(/^event +\d+ +stored .*\/v1\/events\/\d+\/trace/);
    expect((await rapport(finding[1])).out).toMatch(/^alert +al_\w+ [^]*\ndelivery +\d+ +accepted/);
    expect(await rapport(['find', 'nobody-is-called-so'])).toMatchObject({ code: 1 });
    const { out } = await rapport(telling[0]);
    expect(out).toMatch(/^\S+ +resume deliver +- +by anna: moved\n/);
    expect(out).toMatch(/discard events +rp_\w+ +by anna: not-needed/);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['without a name', ['deliveries', 'retry', '--yes', '--reason', 'x'], /--by is missing/],
    ['without a reason', ['episodes', 'discard', '--yes', '--by', 'x'], /--reason is missing/],
    [
      'of a strange id',
      ['deliveries', 'retry', 'x', '--yes', '--by', 'x', '--reason', 'x'],
      /not an id that deliveries have/,
    ],
    ['of a time that is none', ['events', 'list', '--since', 'tomorrow'], /since must be an RFC 3339 instant/],
    ['of a repair that there is not', ['repairs', 'show', 'rp_000000000000000000'], /Not found/],
    ['of a queue that there is not', ['queues', 'pause', 'mail', '--by', 'x', '--reason', 'x'], /mail/],
  ])('refuses a command %s, and does nothing', async (_, words, why) => {
    const ran = await rapport(words);
    expect(ran.code).not.toBe(0);
    expect(ran.err).toMatch(why);
  });
});
