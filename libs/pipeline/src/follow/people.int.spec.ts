/** What is told of the people of an episode takes effect in it, in whatever order it comes. */
import { DAY, HOUR, MINUTE, toIso, succeed } from '#lib/kernel';
import { reviseRules } from '#lib/clinic-settings';
import { GetCaseload } from '../queries/get-caseload.js';
import { GetTimeline } from '../queries/get-timeline.js';
import { applyImmediately } from '../rebuild/apply-rules-revisions.js';
import { TraceEvent } from '../operations/trace-event.js';
import {
  anyDyad,
  anyName,
  fact,
  formVoided,
  openStage,
  opened,
  phq9,
  pulse,
  type Dyad,
  type SentEvent,
} from '#lib/testkit';

const { house, clinic, now, alerts, post, statuses, alertsOf, episode, sent, deliverAll, soundness } = openStage({
  beforeAll,
  afterAll,
  beforeEach,
});

const low = (dyad: Dyad, at: number): SentEvent => pulse(dyad, at, { form: anyName('low'), level: 2, feltOff: 2 });

describe('a death (C12a)', () => {
  it('withdraws every open prompt with the reason, and nothing is shown as next or sent any more', async () => {
    const who = anyDyad();
    await post(
      opened(who, now() - 30 * DAY),
      low(who, now() - 2 * DAY),
      phq9(who, now() - DAY, { form: 'p', last: 3 }),
    );
    expect(await statuses(who)).toContain('strain-open open');
    await post(fact('client.deceased', now() - HOUR, { client: who.client }));
    expect((await alertsOf(who)).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
    const before = sent();
    await deliverAll();
    await post(low(who, now() - MINUTE), phq9(who, now() - MINUTE, { form: 'p2', last: 3 }));
    await deliverAll();
    expect(sent()).toBe(before);
    expect((await alertsOf(who)).filter(({ status }) => status === 'open')).toEqual([]);
    expect(await episode(who)).toMatchObject({ attention: 'on-course', reason: 'The client has died' });
    await soundness();
  });

  it('counts also where it is told before the episode is known', async () => {
    const who = anyDyad();
    await post(fact('client.deceased', now() - HOUR, { client: who.client }));
    await post(opened(who, now() - 30 * DAY), low(who, now() - MINUTE));
    await deliverAll();
    expect(await statuses(who)).toEqual([]);
    expect(await episode(who)).toMatchObject({ reason: 'The client has died' });
    await soundness();
  });

  it('leaves the other client of the same clinician as they were', async () => {
    const [who, other] = [anyDyad('dr-shared'), anyDyad('dr-shared')];
    await post(opened(who, now() - 30 * DAY), opened(other, now() - 30 * DAY), low(other, now() - DAY));
    await post(fact('client.deceased', now() - HOUR, { client: who.client }));
    expect(await statuses(other)).toEqual(['strain-open open']);
  });
});

describe('consent', () => {
  const consent = (who: Dyad, scope: string, granted: boolean, at = now() - HOUR): SentEvent =>
    fact('client.consent_changed', at, { client: who.client, scope, granted });

  it('to alerts withdrawn: nobody is prompted (C14a); given again, what still stands is', async () => {
    const who = anyDyad();
    await post(opened(who, now() - 30 * DAY), consent(who, 'alerts', false, now() - DAY), low(who, now() - 2 * HOUR));
    expect(await statuses(who)).toEqual([]);
    await post(consent(who, 'alerts', true, now() - MINUTE));
    expect(await statuses(who)).toEqual(['strain-open open']);
    await soundness();
  });

  it('to alerts withdrawn stops what already waits to be sent', async () => {
    const who = anyDyad();
    await deliverAll();
    const before = sent();
    await post(opened(who, now() - 30 * DAY), low(who, now() - 2 * HOUR));
    await post(consent(who, 'alerts', false));
    await deliverAll();
    expect(sent()).toBe(before);
    expect(await statuses(who)).toEqual(['strain-open withdrawn']);
  });

  it('to all withdrawn: no score and no prompt (C14b), but a safety answer is told', async () => {
    const who = anyDyad();
    await post(opened(who, now() - 30 * DAY), consent(who, 'all', false), low(who, now() - MINUTE));
    expect(await statuses(who)).toEqual([]);
    expect(await episode(who)).toMatchObject({ attention: 'not-enough-yet', lastAlliance: [] });
    await post(phq9(who, now(), { form: 'p', last: 2 }));
    expect(await statuses(who)).toEqual(['safety-answer open']);
  });

  it('to messages withdrawn: the list has the prompt, and nothing leaves the house', async () => {
    const who = anyDyad();
    await post(opened(who, now() - 30 * DAY), consent(who, 'messages', false), low(who, now() - MINUTE));
    const before = sent();
    await deliverAll();
    expect(await statuses(who)).toEqual(['strain-open open']);
    expect(sent()).toBe(before);
  });
});

describe('a merge (C13)', () => {
  const merged = (retired: string, survivor: string, at = now() - HOUR): SentEvent =>
    fact('client.merged', at, { client: survivor, survivor, retired });

  it('gives episode, alerts and later events to the survivor, and is undone exactly', async () => {
    const who = anyDyad();
    const survivor = `${who.client}-kept`;
    await post(opened(who, now() - 30 * DAY), low(who, now() - DAY), merged(who.client, survivor));
    expect(await episode(who)).toMatchObject({ client: survivor });
    expect((await alertsOf(who)).map(({ client }) => client)).toEqual([survivor]);
    await post(pulse({ ...who, client: survivor }, now() - MINUTE, { form: 'later', level: 8 }));
    expect((await episode(who))?.lastAlliance).toHaveLength(2);
    await post(fact('client.unmerged', now(), { client: survivor, restored: who.client }));
    expect(await episode(who)).toMatchObject({ client: who.client });
    expect((await alertsOf(who)).map(({ client }) => client)).toEqual([who.client]);
    await soundness();
  });

  it('told before the episode is known counts as well', async () => {
    const who = anyDyad();
    await post(merged(who.client, 'cl-kept', now() - DAY));
    await post(opened(who, now() - 30 * DAY));
    expect(await episode(who)).toMatchObject({ client: 'cl-kept' });
  });
});

describe('somebody who has left (C12b)', () => {
  const left = (clinician: string, at = now() - HOUR): SentEvent => fact('clinician.deactivated', at, { clinician });

  it('is not written to: the cover is', async () => {
    const who = anyDyad();
    const cover = fact('episode.clinician_changed', now() - 2 * DAY, { ...who, to: 'dr-cover', kind: 'cover' });
    await post(opened(who, now() - 30 * DAY), cover, left('dr-cover'), left(who.clinician), low(who, now() - MINUTE));
    expect((await alertsOf(who)).map(({ clinician }) => clinician)).toEqual(['']);
  });

  it('hands open prompts to the lead of the clinic', async () => {
    await reviseRules(house().parts.db, {
      tenant: clinic().tenant.id,
      by: 'test',
      reason: 'test',
      now: now(),
      change: (choice) => succeed({ ...choice, safety: { cover: 'dr-c', dutyLead: 'dr-lead' } }),
    });
    const who = anyDyad();
    await post(opened(who, now() - 30 * DAY), low(who, now() - DAY));
    await post(left(who.clinician));
    expect((await alertsOf(who)).map(({ clinician }) => clinician)).toEqual([expect.stringMatching(/^(dr-lead|)$/)]);
  });
});

describe('an absence', () => {
  const away = (clinician: string, more: object): SentEvent =>
    fact('clinician.absence_started', now() - DAY, { clinician, ...more });

  it('sends prompts to who stands in, until it is over', async () => {
    const who = anyDyad();
    const until = now() + DAY;
    await post(opened(who, now() - 30 * DAY), away(who.clinician, { until: toIso(until), cover: 'dr-in' }));
    await post(low(who, now() - MINUTE));
    expect((await alertsOf(who)).map(({ clinician }) => clinician)).toEqual(['dr-in']);
    const other = anyDyad(who.clinician);
    house().clock.advance(2 * DAY);
    await post(opened(other, now() - 10 * DAY), low(other, now() - MINUTE));
    expect((await alertsOf(other)).map(({ clinician }) => clinician)).toEqual([who.clinician]);
  });
});

describe('an absence and what is open', () => {
  const away = (clinician: string, more: object): SentEvent =>
    fact('clinician.absence_started', now() - DAY, { clinician, ...more });
  const whose = async (who: Dyad) => (await alertsOf(who)).map(({ clinician, movedFrom }) => [clinician, movedFrom]);
  /** Who was mailed about it, by the setting that the whole clinic shares. */
  const mailed = async (who: Dyad): Promise<string[]> => {
    const { rows } = await house().parts.db.query<{ recipient: string }>(
      `SELECT recipient FROM outbox WHERE channel = 'email' AND alert = ANY($1::text[]) ORDER BY id`,
      [(await alertsOf(who)).map(({ id }) => id)],
    );
    return rows.map(({ recipient }) => recipient);
  };

  it('goes to the cover and comes back at its end, by itself, when nobody has taken it', async () => {
    const who = anyDyad();
    await post(opened(who, now() - 30 * DAY), low(who, now() - 2 * DAY));
    expect(await whose(who)).toEqual([[who.clinician, null]]);
    await post(away(who.clinician, { until: toIso(now() + DAY), cover: 'dr-in' }));
    expect(await whose(who)).toEqual([['dr-in', who.clinician]]);
    house().clock.advance(2 * DAY);
    await deliverAll();
    await clinic().followAll();
    expect(await whose(who)).toEqual([[who.clinician, null]]);
    expect(await mailed(who)).toEqual([who.clinician, 'dr-in', who.clinician]);
    await soundness();
  });

  it('follows the absence of whom the safety policy named, who is no person of the episode', async () => {
    await reviseRules(house().parts.db, {
      tenant: clinic().tenant.id,
      by: 'test',
      reason: 'test',
      now: now(),
      change: (choice) => succeed({ ...choice, safety: { cover: 'dr-c', dutyLead: 'dr-lead' } }),
    });
    expect(await applyImmediately(house().parts.db, clinic().tenant.id)).toBe(true);
    const who = anyDyad();
    await post(opened(who, now() - 30 * DAY), low(who, now() - 2 * DAY));
    await post(fact('clinician.deactivated', now() - DAY, { clinician: who.clinician }));
    expect(await whose(who)).toEqual([['dr-lead', who.clinician]]);
    await post(away('dr-lead', { until: toIso(now() + DAY), cover: 'dr-in' }));
    expect(await whose(who)).toEqual([['dr-in', who.clinician]]);
    house().clock.advance(2 * DAY);
    await deliverAll();
    await clinic().followAll();
    expect(await whose(who)).toEqual([['dr-lead', who.clinician]]);
    await soundness();
  });
});

describe('whose record it is (C34, N1)', () => {
  it('an event that names another client changes nothing for anybody, and its safety answer is told', async () => {
    const who = anyDyad();
    await post(opened(who, now() - 30 * DAY), pulse(who, now() - DAY, { form: 'a', level: 8 }));
    const theirs = phq9({ ...who, client: 'cl-somebody-else' }, now() - HOUR, { form: 'p', last: 3 });
    await post(theirs);
    expect(await episode(who)).toMatchObject({ client: who.client });
    expect(await statuses(who)).toEqual([]);
    const items = await alerts();
    expect(items.map(({ rule, client }) => [rule, client])).toEqual([['safety-answer', 'unassigned']]);
    expect(items[0]?.words).toMatchObject({
      howSure: expect.stringContaining('Whose it is cannot be said'),
      tryNext: [expect.anything(), expect.stringContaining('Find out whose form it is')],
    });
    const trace = await clinic().queries.execute(
      new TraceEvent(clinic().principal, { source: 'urn:test:practice', id: theirs.id }),
    );
    expect(trace.steps.map(({ step }) => step)).toContain('set aside');
    const timeline = await clinic().queries.execute(new GetTimeline(clinic().principal, who.episode));
    expect(JSON.stringify(timeline)).not.toContain('phq9-');
    const caseload = await clinic().queries.execute(new GetCaseload(clinic().principal, { limit: 100 }));
    expect(JSON.stringify(caseload)).not.toContain('cl-somebody-else');
    await soundness();
  });
});

describe('many events at once that name another client (C34)', () => {
  it('have each of their safety answers told, also of those that a state does not name any more', async () => {
    const who = anyDyad();
    const other = { ...who, client: 'cl-somebody-else' };
    const forms = Array.from({ length: 70 }, (_, i) => pulse(other, now() - HOUR + i, { form: `o${i}`, level: 8 }));
    const first = phq9(other, now() - 2 * HOUR, { form: 'first', last: 3 });
    await post(opened(who, now() - 30 * DAY), first, ...forms);
    const items = await alerts();
    expect(items.map(({ rule, client }) => [rule, client])).toEqual([['safety-answer', 'unassigned']]);
    await soundness();
  });
});

describe('a correction that names another client (C34)', () => {
  it('takes nothing back', async () => {
    const who = anyDyad();
    await post(opened(who, now() - 30 * DAY), pulse(who, now() - DAY, { form: 'kept', level: 8 }));
    await post(formVoided({ ...who, client: 'cl-somebody-else' }, now() - HOUR, 'kept'));
    expect((await episode(who)).lastAlliance).toEqual([80]);
  });
});

describe('clocks', () => {
  it('a pause is over at its end (J2), and what comes later counts', async () => {
    const who = anyDyad();
    const missed = (at: number) => fact('appointment.missed', at, { ...who, appointment: anyName('a'), by: 'client' });
    await post(
      opened(who, now() - 60 * DAY),
      fact('episode.paused', now() - 50 * DAY, { ...who, until: toIso(now() - 35 * DAY) }),
      missed(now() - 40 * DAY),
      missed(now() - 20 * DAY),
    );
    expect(await episode(who)).toMatchObject({ status: 'open', missedByClient: 1 });
    await post(fact('episode.paused', now() - MINUTE, { ...who, until: toIso(now() + HOUR) }));
    expect(await episode(who)).toMatchObject({ status: 'paused' });
    house().clock.advance(2 * HOUR);
    await deliverAll();
    await clinic().followAll();
    expect(await episode(who)).toMatchObject({ status: 'open' });
    await soundness();
  });

  it('a start that has passed is no longer next (C07)', async () => {
    const who = anyDyad();
    const start = now() + HOUR;
    await post(
      opened(who, now() - 10 * DAY),
      fact('appointment.booked', now() - MINUTE, {
        ...who,
        appointment: 'x',
        start: toIso(start),
        end: toIso(start + HOUR),
      }),
    );
    expect(await episode(who)).toMatchObject({ nextAppointment: expect.anything() });
    house().clock.advance(2 * HOUR);
    await deliverAll();
    await clinic().followAll();
    expect((await episode(who))?.nextAppointment ?? undefined).toBeUndefined();
  });
});
