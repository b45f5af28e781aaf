/** The one sentence about the house, on a real database: rows D3 and D11. */
import { exampleWith, CHANNELS } from '#lib/channels';
import { beat, noteInbound } from '#lib/eventlog';
import { OPERATOR, chooseChannel } from '#lib/identity';
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import { versionOf } from '#lib/platform';
import { ActOnAlert } from '../alerts/act-on-alert.js';
import { Sweep } from '../operations/sweep.js';
import { SayThere } from '../operations/say-there.js';
import { cloudEvent, eventually, fact, openStage, opened, anyDyad, pulse, send } from '#lib/testkit';
import { GetHealth, GetHouseHealth } from './get-health.js';

const IN_ORDER = 'All events are processed, and no alert is held up.';
const AWAY = { kind: 'failed', detail: 'the mail server could not be used (ETIMEDOUT)' } as const;

describe('the house', () => {
  const stage = openStage({ beforeAll, afterAll, beforeEach });
  const { house, clinic, now } = stage;
  const db = () => house().parts.db;
  const sweep = () => house().commands.execute(new Sweep(0));
  const beatNow = (clinicNow = now()) =>
    beat(db(), { owner: 'w/1', kind: 'worker', startedAt: now(), version: '1', now: now(), clinicNow });
  const health = async () => {
    await beatNow();
    return clinic().queries.execute(new GetHealth(clinic().principal));
  };
  const upset = (dyad = anyDyad()) => [
    opened(dyad, now() - DAY),
    pulse(dyad, now() - SECOND, { form: 'f1', level: 2, feltOff: 2 }),
  ];
  const raise = () => stage.post(...upset());
  const off = (kinds: readonly string[]) =>
    db().query('UPDATE channel_setting SET enabled = false WHERE tenant = $1 AND kind = ANY($2)', [
      clinic().tenant.id,
      kinds,
    ]);
  const codes = async () => (await health()).problems.map(({ code }) => code);

  beforeEach(async () => {
    house().outlet.mailAnswers = [{ kind: 'answered', status: 250 }];
    // what other tests owe is theirs
    await db().query("DELETE FROM outbox; DELETE FROM due_timer; UPDATE alert SET status = 'closed'");
    await db().query('DELETE FROM dirty_episode; DELETE FROM worker_beat');
  });

  it('D11: is in order once messages have been taken', async () => {
    await raise();
    await sweep();
    expect(await health()).toMatchObject({ sentence: IN_ORDER, problems: [], unreached: { alerts: 0, since: null } });
  });

  it('D11: says how many alerts a mail server that is away holds up, since when and why', async () => {
    await off(['webhook']);
    house().outlet.mailAnswers = [AWAY];
    await raise();
    await sweep();
    house().clock.advance(HOUR + MINUTE);
    const { sentence, unreached, problems } = await health();
    expect(sentence).toMatch(
      /^1 alert has reached nobody, the oldest since \d{4}-\d\d-\d\d \d\d:\d\d UTC \(61 minutes\): email: the mail server could not be used \(ETIMEDOUT\)\./,
    );
    expect(unreached).toMatchObject({ alerts: 1, since: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['alerts-unreached', 'channel-failing']));
  });

  it('D11: says it within a minute, after the first try', async () => {
    await off(['webhook']);
    house().outlet.mailAnswers = [AWAY];
    await raise();
    expect((await health()).unreached.alerts).toBe(0);
    await sweep();
    expect((await health()).unreached.alerts).toBe(1);
  });

  it('D11: counts no alert that another channel took, and names the one that fails', async () => {
    house().outlet.mailAnswers = [AWAY];
    await raise();
    await sweep();
    expect(await health()).toMatchObject({ unreached: { alerts: 0 } });
    expect(await codes()).toEqual(['channel-failing']);
  });

  it('D11: counts no alert that somebody has taken from the inbox', async () => {
    await off(['webhook']);
    house().outlet.mailAnswers = [AWAY];
    await raise();
    await sweep();
    const [alert] = await stage.alerts();
    await house().commands.execute(
      new ActOnAlert(clinic().principal, alert?.id ?? '', { kind: 'acknowledge' }, alert?.clinician ?? ''),
    );
    await clinic().followAll();
    expect((await health()).unreached.alerts).toBe(0);
  });

  it('D11: names a clinic without any channel, and its alerts', async () => {
    await off(['email', 'webhook', 'in-app']);
    await raise();
    house().clock.advance(2 * MINUTE);
    const { sentence, unreached } = await health();
    expect(unreached.alerts).toBe(1);
    expect(sentence).toContain('the person has no channel that is switched on');
    expect(await codes()).toEqual(['alerts-unreached', 'no-channel', 'channel-off', 'channel-off', 'channel-off']);
    const all = await house().queries.execute(new GetHouseHealth(OPERATOR));
    expect(all.problems.map(({ words }) => words).join()).toContain(`${clinic().tenant.slug}: It has no channel`);
  });

  it('D11: names who cannot be reached while others can', async () => {
    await off(['email', 'webhook', 'in-app']);
    const email = CHANNELS.find(({ kind }) => kind === 'email');
    if (!email) throw new Error('there is mail');
    const settings = exampleWith(email, { secrets: [] });
    const one = { tenant: clinic().tenant.id, clinician: 'dr-heard', kind: 'email', settings } as const;
    await chooseChannel(db(), { ...one, least_tier: 'keep-an-eye' });
    await stage.post(opened(anyDyad('dr-heard'), now() - DAY), opened(anyDyad('dr-unheard'), now() - DAY));
    const { problems } = await health();
    const people = problems.filter(({ code }) => code === 'people-unreachable');
    expect(people.map(({ words }) => words)).toEqual(['1 person has no channel that is switched on: dr-unheard.']);
  });

  it('D11: is content with an inbox where nobody wants more', async () => {
    await off(['email', 'webhook']);
    await raise();
    house().clock.advance(HOUR);
    expect((await health()).unreached.alerts).toBe(0);
  });

  it('D3: measures work by when it came in, whatever the clinic’s clock says', async () => {
    const past = now() - 20 * DAY;
    await db().query(
      `INSERT INTO due_timer (tenant, stream, due_at, reason, known_at)
       VALUES ($1, 'episode/demo', to_timestamp($2::float8 / 1000), 'x', to_timestamp($3::float8 / 1000))`,
      [clinic().tenant.id, past + DAY, past],
    );
    await beatNow(past + HOUR);
    const ask = () => clinic().queries.execute(new GetHealth(clinic().principal));
    expect(await ask()).toMatchObject({ sentence: IN_ORDER });
    expect((await ask()).stages.find((one) => one.stage === 'timers')).toMatchObject({ waiting: 0, oldestSeconds: 0 });
  });

  it('D3: counts a timer of history from when it came in, and not from when it was due', async () => {
    const due = (at: number, set: number) =>
      db().query(
        `INSERT INTO due_timer (tenant, stream, due_at, reason, known_at, set_at)
         VALUES ($1, $2, to_timestamp($3::float8 / 1000), 'x', 'epoch', to_timestamp($4::float8 / 1000))`,
        [clinic().tenant.id, `episode/${at}`, at, set],
      );
    await due(now() - 200 * DAY, now() - 5 * SECOND);
    expect((await health()).sentence).toBe(IN_ORDER);
    await due(now() - 3 * MINUTE, now() - DAY);
    expect((await health()).sentence).toMatch(
      /^Noticing that something did not happen is behind: 2 timers .* \(3 minutes\)/,
    );
  });

  it('D3: counts an event from its receipt, though it happened months ago', async () => {
    await send(clinic(), [cloudEvent(fact('client.registered', now() - 200 * DAY, { client: 'cl-1' }))]);
    await send(clinic(), [cloudEvent(opened(anyDyad(), now() - 200 * DAY))]);
    house().clock.advance(3 * MINUTE);
    const { sentence } = await health();
    expect(sentence).toMatch(
      /^Reading events is behind: \d episodes? (?:is|are) waiting, the oldest since .* \(3 minutes\); alerts may be late\.$/,
    );
  });

  it('D3: is in order while a history is read that came in a moment ago, and says when that takes hours', async () => {
    await send(clinic(), [{ ...cloudEvent(opened(anyDyad(), now() - 200 * DAY)), historical: true }]);
    house().clock.advance(3 * MINUTE);
    const { sentence, stages } = await health();
    expect(sentence).toBe(IN_ORDER);
    expect(stages.filter(({ waiting }) => waiting > 0)).toMatchObject([
      { stage: 'history', waiting: 1, oldestSeconds: expect.closeTo(180, 0) },
    ]);
    house().clock.advance(HOUR);
    expect((await health()).sentence).toMatch(/^Reading history is behind: 1 episode is waiting/);
  });

  it('D3: counts an event among history from its own receipt', async () => {
    const dyad = anyDyad();
    const old = { ...cloudEvent(opened(dyad, now() - 200 * DAY)), historical: true };
    await send(clinic(), [old]);
    house().clock.advance(3 * MINUTE);
    await send(clinic(), [cloudEvent(pulse(dyad, now() - SECOND, { form: 'f1', level: 2 }))]);
    house().clock.advance(8 * SECOND);
    expect((await health()).sentence).toBe(IN_ORDER);
    house().clock.advance(3 * SECOND);
    expect((await health()).sentence).toMatch(/^Reading events is behind: 1 episode .* \(11 seconds\)/);
  });

  it('D3: counts what waits for its next try as waiting', async () => {
    house().outlet.mailAnswers = [AWAY];
    await raise();
    await sweep();
    house().clock.advance(10 * SECOND);
    await sweep();
    house().clock.advance(2 * MINUTE);
    const { stages } = await health();
    const sending = stages.find((one) => one.stage === 'deliver');
    expect(sending?.waiting).toBe(1);
    expect(Math.round((sending?.oldestSeconds ?? 0) / 10)).toBe(13);
  });

  it('E16: names episodes that could not be read, to one clinic and of the whole house alike', async () => {
    await raise();
    await db().query('UPDATE checkpoint SET quarantined_at = now() WHERE tenant = $1', [clinic().tenant.id]);
    expect((await health()).sentence).toBe('All events are processed, except those of one episode that was set aside.');
    const { problems } = await house().queries.execute(new GetHouseHealth(OPERATOR));
    expect(problems.map(({ code }) => code)).toContain('episodes-set-aside');
  });

  it('D11: misses its workers', async () => {
    const ask = async () => (await clinic().queries.execute(new GetHealth(clinic().principal))).problems;
    expect((await ask()).map(({ code }) => code)).toEqual(['no-worker']);
    await house().commands.execute(new SayThere(now()));
    expect(await ask()).toEqual([]);
    house().clock.advance(2 * MINUTE);
    expect((await ask()).map(({ words }) => words)).toEqual([
      expect.stringMatching(/the last was seen .* \(2 minutes ago\)/),
    ]);
    await house().commands.execute(new SayThere(now()));
    await house().commands.execute(new SayThere(now(), true));
    expect((await ask()).map(({ code }) => code)).toEqual(['no-worker']);
  });

  it('N4: knows the versions of the workers that are there', async () => {
    const look = () => clinic().queries.execute(new GetHealth(clinic().principal));
    const versions = async () => (await look()).workers.versions;
    await beatNow();
    await house().commands.execute(new SayThere(now()));
    expect(await versions()).toEqual(['1', versionOf(db())].sort());
    await house().commands.execute(new SayThere(now(), true));
    expect(await versions()).toEqual(['1']);
    house().clock.advance(2 * MINUTE);
    expect(await versions()).toEqual([]);
    await house().commands.execute(new SayThere(now(), false, 'api'));
    expect(await look()).toMatchObject({ workers: { there: 0, versions: [] }, apiVersions: [versionOf(db())] });
  });

  describe('of its sources', () => {
    const DAILY = 24 * HOUR;
    const heard = (source: string, agos: readonly number[]) =>
      noteInbound(
        db(),
        agos.map((ago) => ({
          tenant: clinic().tenant.id,
          at: now() - ago,
          keyId: null,
          source,
          id: 'e',
          type: 't',
          verdict: 'accepted' as const,
          effect: 'stored' as const,
          codes: [],
          position: 1,
          events: 1,
          ms: 1,
        })),
        now(),
      );
    const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => (from + i) * DAILY);

    it('D11: names one that has fallen quiet, with its longest silence before', async () => {
      await heard('urn:test:daily', days(3, 12));
      const [problem] = (await health()).problems;
      expect(problem).toMatchObject({ code: 'source-quiet' });
      expect(problem?.words).toMatch(
        /^The source urn:test:daily has fallen quiet: nothing has come since .* \(3 days\), and its longest silence before was 2\d hours\.$/,
      );
    });

    it.each<[string, readonly number[]]>([
      ['sends every day', days(0, 9)],
      ['rests at weekends, and it is one', [2, 3, 4, 5, 9, 10, 11, 12].map((day) => day * DAILY + HOUR)],
      ['was heard of on a few days only', days(5, 8)],
      ['was switched off more than a month ago', days(31, 45)],
    ])('D11: says nothing of one that %s', async (_, agos) => {
      await heard('urn:test:usual', agos);
      expect((await health()).problems).toEqual([]);
    });

    it('D11: says that clocks differ when requests are refused for their time', async () => {
      const stale = { ...cloudEvent(fact('client.registered', now() + HOUR, { client: 'cl-1' })) };
      for (let i = 0; i < 3; i++) await send(clinic(), [{ ...stale, id: `ahead-${i}` }], 'partial');
      await eventually('the log at the door', async () => (await health()).problems.length > 0);
      expect((await health()).sentence).toMatch(
        /^3 events were refused within the last hour for a time that differs from ours/,
      );
    });
  });

  it('counts a second opening as what it is', async () => {
    const dyad = anyDyad();
    await stage.post(opened(dyad, now() - DAY));
    await stage.post({ ...opened(dyad, now() - HOUR), id: 'again', data: { ...dyad, clinician: 'dr-other' } });
    expect((await health()).eventsSetAside).toEqual([{ reason: 'second_opening', events: 1 }]);
  });
});
