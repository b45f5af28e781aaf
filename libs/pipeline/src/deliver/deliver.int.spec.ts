/** From a conclusion to a person: who is owed a message, and what becomes of it. */
import { RETRY_LADDER_MS } from '#lib/channels';
import { leaseDelivery, recordAttempt, type Leased } from '#lib/eventlog';
import { chooseChannel, disableChannel } from '#lib/identity';
import { DAY, HOUR, MINUTE, SECOND, toIso } from '#lib/kernel';
import { readInbox } from '#lib/readmodels';
import { GetHealth } from '../queries/get-health.js';
import {
  cloudEvent,
  dyadOf,
  formVoided,
  openClinic,
  openTestSystem,
  opened,
  phq9,
  pulse,
  send,
  sendAndProject,
  type SentEvent,
  type TestSystem,
} from '#lib/testkit';
import { ActOnAlert } from '../alerts/act-on-alert.js';
import { Deliver } from './deliver.js';

interface Owed extends Record<string, unknown> {
  readonly id: string;
  readonly channel: string;
  readonly recipient: string;
  readonly state: string;
  readonly attempt: number;
  readonly nextAt: number;
  readonly detail: string | null;
  readonly key: string;
}

const dyad = dyadOf('ep-1');

describe('an alert', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const db = () => system.parts.db;
  const now = () => system.clock.now();
  const owed = async (): Promise<Owed[]> => {
    const { rows } = await db().query<Owed>(
      `SELECT id, channel, recipient, state, attempt, extract(epoch FROM next_at)::float8 * 1000 AS "nextAt", detail, idem_key AS key
       FROM outbox WHERE tenant = $1 ORDER BY id, channel`,
      [clinic.tenant.id],
    );
    return rows;
  };
  const owedBy = async (channel: string): Promise<Owed> => (await owed()).find((o) => o.channel === channel) as Owed;
  const channels = async (): Promise<string[]> => (await owed()).map((o) => o.channel).toSorted();
  const deliver = (id: string) => system.commands.execute(new Deliver(id));
  const inbox = async (show: 'live' | 'all' = 'live') =>
    (await readInbox(db(), { tenant: clinic.tenant.id, show, limit: 50 }))?.items ?? [];
  const rupture = (form = 'f1', who = dyad) => pulse(who, now() - MINUTE, { form, level: 4, feltOff: 2 });
  const raise = () => sendAndProject(clinic, [opened(dyad, now() - DAY), rupture()]);
  const choose = (clinician: string, kind: string, least_tier: 'act-today' | 'talk-soon') =>
    chooseChannel(db(), {
      tenant: clinic.tenant.id,
      clinician,
      kind,
      settings: { to: 'b@clinic.example' },
      least_tier,
    });
  const answer = (status: number, headers: Record<string, string> = {}) =>
    (system.outlet.httpAnswers = [
      {
        kind: 'reply',
        status,
        headers,
        body: { text: '', truncated: false },
      } as (typeof system.outlet.httpAnswers)[number],
    ]);
  const keysSent = () => system.outlet.requests.map((r) => (r.headers as Record<string, string>)['webhook-id']);

  beforeAll(async () => (system = await openTestSystem()));
  beforeEach(async () => {
    clinic = await openClinic(system);
    system.outlet.requests.length = system.outlet.mails.length = 0;
    answer(200);
  });
  afterAll(() => system.close());

  describe('is raised', () => {
    it('once, with one debt for each chosen channel; the inbox has it at once', async () => {
      await raise();
      expect((await inbox()).map((a) => [a.rule, a.clinician, a.seenAgain])).toEqual([['strain-open', 'dr-1', 0]]);
      expect((await owed()).map((o) => [o.channel, o.state]).toSorted()).toEqual([
        ['email', 'waiting'],
        ['in-app', 'accepted'],
        ['webhook', 'waiting'],
      ]);
    });

    it('once: what repeats is seen again and owes nothing more', async () => {
      await raise();
      const before = await owed();
      await sendAndProject(clinic, [rupture('f2')]);
      expect((await inbox()).map((a) => [a.rule, a.seenAgain, a.evidence.length])).toEqual([['strain-open', 1, 2]]);
      expect(await owed()).toEqual(before);
    });

    it('without a word to anybody when it comes from history that was brought in', async () => {
      await send(clinic, [opened(dyad, now() - DAY), { ...rupture(), historical: true }].map(cloudEvent));
      await system.followAll();
      expect([await inbox(), await owed()]).toEqual([[], []]);
      expect((await inbox('all')).map((a) => [a.rule, a.historical])).toEqual([['strain-open', true]]);
    });

    it('to a clinician only through channels that were chosen for so little urgency', async () => {
      await choose('*', 'email', 'act-today');
      await raise();
      expect(await channels()).toEqual(['in-app', 'webhook']);
      await sendAndProject(clinic, [phq9(dyad, now() - MINUTE, { form: 'q1', last: 2 })]);
      expect(await channels()).toEqual(['email', 'in-app', 'in-app', 'webhook', 'webhook']);
    });

    it("by a clinician's own choice before the clinic's, even when it is switched off", async () => {
      await choose('dr-2', 'email', 'act-today');
      await chooseChannel(db(), {
        tenant: clinic.tenant.id,
        clinician: 'dr-1',
        kind: 'webhook',
        settings: {},
        least_tier: 'talk-soon',
      });
      const { rows } = await db().query<{ id: number }>(
        `SELECT id FROM channel_setting WHERE tenant = $1 AND clinician = 'dr-1'`,
        [clinic.tenant.id],
      );
      await disableChannel(db(), rows[0]?.id as number, 'gone');
      const other = dyadOf('ep-2', 'dr-2');
      await raise();
      await sendAndProject(clinic, [opened(other, now() - DAY), rupture('f1', other)]);
      expect((await owed()).map((o) => [o.recipient, o.channel]).toSorted()).toEqual([
        ['dr-1', 'email'],
        ['dr-1', 'in-app'],
        ['dr-2', 'in-app'],
        ['dr-2', 'webhook'],
      ]);
    });

    it('and made untrue by a late event is marked superseded, kept, and not sent any more', async () => {
      await raise();
      await sendAndProject(clinic, [formVoided(dyad, now() - 30 * SECOND, 'f1')]);
      expect(await inbox()).toEqual([]);
      expect((await inbox('all')).map((a) => [a.rule, a.status])).toEqual([['strain-open', 'superseded']]);
      const { id } = await owedBy('webhook');
      expect(await deliver(id)).toBe('withdrawn');
      expect(await owedBy('webhook')).toMatchObject({ state: 'withdrawn', detail: 'the alert is superseded' });
      expect(system.outlet.requests).toEqual([]);
    });

    it('and made true again after it was withdrawn is owed again', async () => {
      await raise();
      const { id } = await owedBy('webhook');
      const earlier = { ...rupture('f0'), at: now() - HOUR };
      await sendAndProject(clinic, [earlier]);
      expect(await deliver(id)).toBe('withdrawn');
      await sendAndProject(clinic, [formVoided(dyad, now() - 30 * SECOND, 'f0')]);
      expect((await inbox()).map((a) => [a.evidence[0], a.status])).toEqual([
        ['urn:test:practice form-ep-1-f1', 'open'],
      ]);
      expect(await deliver(id)).toBe('accepted');
      expect(await deliver(id)).toBe('not-due');
    });
  });

  describe('is delivered', () => {
    beforeEach(raise);

    it('once, however many deliverers reach for it', async () => {
      const { id } = await owedBy('webhook');
      const outcomes = await Promise.all(Array.from({ length: 12 }, () => deliver(id)));
      expect(outcomes.toSorted()).toEqual(['accepted', ...Array.from({ length: 11 }, () => 'not-due')]);
      expect(system.outlet.requests).toHaveLength(1);
    });

    it('with the same key by the next one when the first died between sending and saying so', async () => {
      const { id, key } = await owedBy('webhook');
      await leaseDelivery(db(), id, { owner: 'a process that is gone', now: now(), leaseMs: 45_000 });
      expect(await deliver(id)).toBe('not-due');
      system.clock.advance(46 * SECOND);
      expect(await deliver(id)).toBe('accepted');
      expect(keysSent()).toEqual([key]);
      expect(await owedBy('webhook')).toMatchObject({ state: 'accepted', attempt: 2 });
    });

    it('as the later holder of the lease says, whatever an earlier one has to add', async () => {
      const { id } = await owedBy('webhook');
      const lease = (await leaseDelivery(db(), id, { owner: 'slow', now: now(), leaseMs: 1_000 })) as Leased;
      system.clock.advance(2 * SECOND);
      expect(await deliver(id)).toBe('accepted');
      const result = { state: 'dead', nextAt: now(), at: now(), ms: 5, status: undefined, detail: 'too late' } as const;
      expect(await recordAttempt(db(), { lease, owner: 'slow', result })).toBe(false);
      expect(await owedBy('webhook')).toMatchObject({ state: 'accepted', detail: 'the receiver answered 200' });
      const { rows } = await db().query(
        'SELECT attempt, outcome FROM delivery_attempt WHERE outbox = $1 ORDER BY attempt',
        [id],
      );
      expect(rows).toEqual([
        { attempt: 1, outcome: 'dead' },
        { attempt: 2, outcome: 'accepted' },
      ]);
    });

    it('along the whole ladder with one key, and given up at its end', async () => {
      answer(500);
      const { id, key } = await owedBy('webhook');
      for (const [attempt, pause] of RETRY_LADDER_MS.entries()) {
        if (attempt === 0) continue;
        expect(await deliver(id)).toBe('waiting');
        const wait = (await owedBy('webhook')).nextAt - now();
        expect(wait).toBeGreaterThan(pause * 0.8 - SECOND);
        expect(wait).toBeLessThanOrEqual(pause * 1.2);
        expect(await deliver(id)).toBe('not-due');
        system.clock.advance(wait + 1);
      }
      expect(await deliver(id)).toBe('dead');
      expect(await owedBy('webhook')).toMatchObject({
        state: 'dead',
        attempt: 10,
        detail: 'gave up: the receiver answered 500',
      });
      expect(keysSent()).toEqual(Array.from({ length: 10 }, () => key));
    });

    it('not before the receiver asked to be called again', async () => {
      answer(429, { 'retry-after': '7200' });
      const { id } = await owedBy('webhook');
      expect(await deliver(id)).toBe('waiting');
      const wait = (await owedBy('webhook')).nextAt - now();
      expect(Math.abs(wait - 2 * HOUR)).toBeLessThan(2 * SECOND);
    });

    it('never again over a channel whose receiver is gone for good, and operators see why', async () => {
      answer(410);
      expect(await deliver((await owedBy('webhook')).id)).toBe('dead');
      const { deliveriesFailed } = await system.queries.execute(new GetHealth(clinic.principal));
      expect(deliveriesFailed).toMatchObject([
        { channel: 'webhook', count: 1, detail: 'the receiver answered 410: gone for good' },
      ]);
      await sendAndProject(clinic, [phq9(dyad, now() - MINUTE, { form: 'q1', last: 2 })]);
      expect(await channels()).toEqual(['email', 'email', 'in-app', 'in-app', 'webhook']);
    });

    it('to nobody once somebody has acknowledged it', async () => {
      const [alert] = await inbox();
      await system.commands.execute(new ActOnAlert(clinic.principal, alert?.id ?? '', { kind: 'acknowledge' }, 'dr-1'));
      await system.followAll();
      expect(await deliver((await owedBy('email')).id)).toBe('withdrawn');
      expect(await owedBy('email')).toMatchObject({ detail: 'the alert is acknowledged' });
      expect(system.outlet.mails).toEqual([]);
    });

    it('as nothing at all when there is no such delivery', async () => {
      expect(await deliver('999999999')).toBe('not-due');
    });
  });

  describe('is announced by mail', () => {
    /** So far ahead of UTC that it is about noon now: whenever this runs, an hour from now is today. */
    const aheadMinutes = () => Math.round((12 * HOUR - (now() % DAY)) / HOUR) * 60;
    const onTheWall = (at: number) => new Date(at + aheadMinutes() * MINUTE).toISOString().slice(0, 19);
    const offset = () => {
      const [hours, minutes] = [Math.trunc(Math.abs(aheadMinutes()) / 60), Math.abs(aheadMinutes()) % 60];
      return `${aheadMinutes() < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
    };
    /** The sign of these names is the other way round. */
    const zone = () => `Etc/GMT${aheadMinutes() > 0 ? '-' : '+'}${Math.abs(aheadMinutes()) / 60}`;
    const inAnHour = () => Math.floor((now() + HOUR) / MINUTE) * MINUTE;
    const booked = (start: string, rest: { zone?: string } = {}): SentEvent<'appointment.booked'> => ({
      id: 'booked-1',
      type: 'appointment.booked',
      at: now() - HOUR,
      data: { ...dyad, appointment: 'ap-1', start, end: toIso(Date.parse(start) + HOUR), ...rest },
    });
    const mailed = async (...calendar: readonly SentEvent[]) => {
      await sendAndProject(clinic, [opened(dyad, now() - DAY), ...calendar, rupture()]);
      expect(await deliver((await owedBy('email')).id)).toBe('accepted');
      const [mail] = system.outlet.mails;
      expect(JSON.stringify(mail)).not.toMatch(/cl-of-ep-1|ep-1|dr-1|ap-1/);
      return mail?.subject;
    };
    const WAITING = 'Rapport: 1 item is waiting';

    it('with the hour of the appointment today, by the offset that it was booked with', async () => {
      const at = inAnHour();
      const hour = onTheWall(at).slice(11, 16);
      expect(await mailed(booked(`${onTheWall(at)}${offset()}`))).toBe(`Rapport: something to look at before ${hour}`);
    });

    it('with the hour by the zone of the clinic, when times are sent in UTC', async () => {
      const at = inAnHour();
      const hour = onTheWall(at).slice(11, 16);
      expect(await mailed(booked(toIso(at), { zone: zone() }))).toBe(`Rapport: something to look at before ${hour}`);
    });

    it('with the hour by the zone that the plan was changed to, when the booking names none', async () => {
      const at = inAnHour();
      const hour = onTheWall(at).slice(11, 16);
      const moved: SentEvent<'episode.updated'> = {
        id: 'updated-1',
        type: 'episode.updated',
        at: now() - MINUTE,
        data: { ...dyad, zone: zone() },
      };
      expect(await mailed(booked(toIso(at)), moved)).toBe(`Rapport: something to look at before ${hour}`);
    });

    it('without an hour when nobody said by which wall clock', async () => {
      expect(await mailed(booked(toIso(inAnHour())))).toBe(WAITING);
    });

    it('without an hour when the appointment was cancelled', async () => {
      const cancelled: SentEvent<'appointment.cancelled'> = {
        id: 'cancelled-1',
        type: 'appointment.cancelled',
        at: now() - 30 * MINUTE,
        data: { ...dyad, appointment: 'ap-1', cancelledBy: 'client' },
      };
      expect(await mailed(booked(`${onTheWall(inAnHour())}${offset()}`), cancelled)).toBe(WAITING);
    });

    it('without an hour on a later day', async () => {
      expect(await mailed(booked(`${onTheWall(inAnHour() + DAY)}${offset()}`))).toBe(WAITING);
    });

    it('without an hour that has passed when a later attempt succeeds', async () => {
      system.outlet.mailAnswers = [
        { kind: 'answered', status: 450 },
        { kind: 'answered', status: 250 },
      ];
      await sendAndProject(clinic, [
        opened(dyad, now() - DAY),
        booked(`${onTheWall(inAnHour())}${offset()}`),
        rupture(),
      ]);
      const { id } = await owedBy('email');
      expect(await deliver(id)).toBe('waiting');
      system.clock.advance(2 * HOUR);
      expect(await deliver(id)).toBe('accepted');
      expect(system.outlet.mails.map(({ subject }) => subject)).toEqual([
        expect.stringMatching(/^Rapport: something to look at before \d\d:\d\d$/),
        WAITING,
      ]);
    });
  });
});
