/** A safety answer on its way: from person to person until somebody has it, whatever else is switched off or used up. */
import { DEFAULT_CHOICE, type ClinicChoice, latestChoice, reviseRules } from '#lib/clinic-settings';
import { LIBRARY } from '#lib/instruments';
import type { SafetyPolicy } from '#lib/alliance';
import { SAFETY_SHARD } from '#lib/eventlog';
import { chooseChannel, OPERATOR } from '#lib/identity';
import { DAY, HOUR, MINUTE, SECOND, succeed } from '#lib/kernel';
import { readInbox, readUnacknowledged } from '#lib/readmodels';
import {
  cloudEvent,
  dyadOf,
  openClinic,
  openTestSystem,
  opened,
  phq9,
  readBack,
  send,
  sendAndProject,
  type TestSystem,
  type SentEvent,
} from '#lib/testkit';
import { ActOnAlert } from '../alerts/act-on-alert.js';
import { applyImmediately } from '../rebuild/apply-rules-revisions.js';
import { FireDueTimers } from './fire-due-timers.js';
import { Rebuild } from '../rebuild/rebuild.js';
import { Sweep } from '../operations/sweep.js';
import { Verify } from '../rebuild/verify.js';

const POLICY: SafetyPolicy = { cover: 'dr-2', dutyLead: 'dr-3' };
const dyad = dyadOf('ep-1');

describe('a safety answer', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const db = () => system.parts.db;
  const tenant = () => clinic.tenant.id;
  const now = () => system.clock.now();
  const choose = (changed: Partial<ClinicChoice>) =>
    reviseRules(db(), {
      tenant: tenant(),
      by: 'lead-1',
      reason: 'test',
      now: now(),
      change: (choice) => succeed({ ...choice, ...changed }),
    });
  const activate = async (changed: Partial<ClinicChoice> = {}) => {
    await choose({ active: [...DEFAULT_CHOICE.active, 'phq-9'], safety: POLICY, ...changed });
    expect(await applyImmediately(db(), tenant())).toBe(true);
  };
  const sweep = async (rounds = 3) => {
    for (let i = 0; i < rounds; i++) await system.commands.execute(new Sweep(0));
  };
  const pass = async (ms: number) => {
    system.clock.advance(ms);
    await sweep();
  };
  /** Who was mailed, in order. */
  const mailed = async (): Promise<string[]> => {
    const { rows } = await db().query<{ recipient: string; state: string }>(
      `SELECT recipient, state FROM outbox WHERE tenant = $1 AND channel = 'email' ORDER BY id`,
      [tenant()],
    );
    return rows.map(({ recipient, state }) => (state === 'accepted' ? recipient : `${recipient} ${state}`));
  };
  const inbox = async () => (await readInbox(db(), { tenant: tenant(), show: 'all', limit: 50 }))?.items ?? [];
  const answer = (last: number, form = 'q1') => phq9(dyad, now() - SECOND, { form, last });
  const answered = async (last: number) => {
    await sendAndProject(clinic, [opened(dyad, now() - DAY), answer(last)]);
    await sweep();
  };
  const acknowledge = async (by: string) => {
    const mine = (await inbox()).find(({ clinician }) => clinician === by);
    await system.commands.execute(new ActOnAlert(clinic.principal, mine?.id ?? '', { kind: 'acknowledge' }, by));
  };
  const differences = async () =>
    (await system.queries.execute(new Verify(OPERATOR))).differences.filter((d) => d.tenant === tenant());

  beforeAll(async () => (system = await openTestSystem()));
  beforeEach(async () => {
    await system.followAll();
    await db().query('DELETE FROM due_timer');
    clinic = await openClinic(system);
  });
  afterAll(() => system.close());

  it('may be asked for only where a cover is named', async () => {
    const refused = await choose({ active: ['pulse', 'phq-9'] });
    expect(refused).toMatchObject({ ok: false, error: [{ pointer: '/active/1', code: 'safety_unheard' }] });
    expect((await latestChoice(db(), tenant())).revision).toBe(0);
    expect((await choose({ active: ['pulse', 'phq-9'], safety: POLICY })).ok).toBe(true);
    expect((await choose({ safety: null })).ok).toBe(false);
  });

  it.each([
    [2, 30 * MINUTE],
    [1, 4 * HOUR],
  ])('of %i goes on, each time after %i ms, and to each once', async (last, clock) => {
    await activate();
    await answered(last);
    expect(await mailed()).toEqual(['dr-1']);
    await pass(clock - MINUTE);
    expect(await mailed()).toEqual(['dr-1']);
    await pass(MINUTE);
    expect(await mailed()).toEqual(['dr-1', 'dr-2']);
    await pass(clock - MINUTE);
    expect(await mailed()).toEqual(['dr-1', 'dr-2']);
    await pass(MINUTE);
    await pass(2 * DAY);
    expect(await mailed()).toEqual(['dr-1', 'dr-2', 'dr-3']);
    expect(await differences()).toEqual([]);
  });

  it('is counted for whoever looks after the house until it is acknowledged', async () => {
    const waiting = async () => (await readUnacknowledged(db())).filter((row) => row.tenant === tenant());
    const form = answer(1);
    await sendAndProject(clinic, [opened(dyad, now() - DAY), form]);
    expect(await waiting()).toMatchObject([{ count: 1, since: form.at, unsent: 0 }]);
    await acknowledge('dr-1');
    await sweep();
    expect(await waiting()).toEqual([]);
  });

  it('is followed before anything else, as is every step of its way', async () => {
    await activate();
    const shards = async () =>
      (await db().query<{ shard: number }>('SELECT shard FROM dirty_episode WHERE tenant = $1', [tenant()])).rows;
    await send(clinic, [opened(dyad, now() - DAY), answer(2)].map(cloudEvent));
    expect(await shards()).toEqual([{ shard: SAFETY_SHARD }]);
    await sweep();
    system.clock.advance(30 * MINUTE);
    await system.commands.execute(new FireDueTimers());
    expect(await shards()).toEqual([{ shard: SAFETY_SHARD }]);
    await send(clinic, [cloudEvent(answer(0, 'q2'))]);
    await sweep();
    await send(clinic, [cloudEvent(answer(0, 'q3'))]);
    expect(await shards()).not.toEqual([{ shard: SAFETY_SHARD }]);
  });

  it('stays with whoever has it, and ends for all who were told', async () => {
    await activate();
    await answered(3);
    await pass(30 * MINUTE);
    await acknowledge('dr-2');
    await expect(acknowledge('dr-1')).rejects.toThrow('acknowledged by dr-2');
    await pass(2 * DAY);
    expect(await mailed()).toEqual(['dr-1', 'dr-2']);
    expect((await inbox()).map(({ status }) => status)).toEqual(['acknowledged', 'acknowledged']);
  });

  it('is sent to nobody any more when it was acknowledged before the message left', async () => {
    await activate();
    await answered(3);
    system.clock.advance(30 * MINUTE);
    clinic.outlet.mailAnswers = [{ kind: 'answered', status: 451 }, ...clinic.outlet.mailAnswers];
    await sweep();
    await acknowledge('dr-1');
    await pass(DAY);
    expect(await mailed()).toEqual(['dr-1', 'dr-2 withdrawn']);
  });

  it('is held up by no budget that is spent and by no channel that takes the most urgent only', async () => {
    const stopping = { model: 'stopping-early-1', site: 0, perWeek: 0 };
    await activate({ stopping });
    const settings = { to: 'a@clinic.example' };
    const only = { tenant: tenant(), kind: 'email', settings, least_tier: 'act-today' } as const;
    for (const clinician of ['dr-1', 'dr-2', 'dr-3']) await chooseChannel(db(), { ...only, clinician });
    await answered(2);
    await pass(30 * MINUTE);
    await pass(30 * MINUTE);
    expect(await mailed()).toEqual(['dr-1', 'dr-2', 'dr-3']);
  });

  it('goes straight on where the first is away, as the events about them say', async () => {
    await activate();
    const away: SentEvent = {
      id: 'away-1',
      type: 'clinician.absence_started',
      at: now() - HOUR,
      data: { clinician: 'dr-1' },
    };
    await sendAndProject(clinic, [away]);
    await answered(1);
    expect(await mailed()).toEqual(['dr-1', 'dr-2']);
    await pass(4 * HOUR);
    expect(await mailed()).toEqual(['dr-1', 'dr-2', 'dr-3']);
    expect(await differences()).toEqual([]);
  });

  it('reaches the cover when nobody has opened the episode', async () => {
    await activate();
    await sendAndProject(clinic, [answer(2)]);
    await sweep();
    expect(await mailed()).toEqual(['dr-2']);
  });

  it('that was left open is noted and sent to nobody', async () => {
    await activate();
    const { data, ...event } = answer(0);
    const items = data.items?.map((one) => (one.item === 'phq9-9' ? { ...one, value: null } : one)) ?? [];
    await sendAndProject(clinic, [opened(dyad, now() - DAY), { ...event, data: { ...data, items } }]);
    await pass(DAY);
    expect([await mailed(), await inbox()]).toEqual([[], []]);
    expect((await readBack(clinic, 'ep-1')).caseload).toContain('A safety question was left open');
  });

  it('says nothing of itself in what leaves the house', async () => {
    await activate();
    await answered(3);
    await pass(30 * MINUTE);
    const hooks = clinic.outlet.requests.map(({ url, headers, body }) => {
      const { 'webhook-signature': _anything, ...said } = headers ?? {};
      return [url, said, String(body)];
    });
    expect(hooks.length).toBeGreaterThan(0);
    expect(JSON.stringify([...clinic.outlet.mails, ...hooks])).not.toMatch(/phq|safety|immediate|suicid|score/i);
  });

  it('is told once: a rebuild is silent, and the way goes on after it', async () => {
    await activate();
    await answered(2);
    await pass(30 * MINUTE);
    const before = [await mailed(), await inbox()];
    await system.commands.execute(new Rebuild(OPERATOR));
    expect([await mailed(), await inbox()]).toEqual(before);
    await pass(30 * MINUTE);
    expect(await mailed()).toEqual(['dr-1', 'dr-2', 'dr-3']);
  });

  it('reaches the new cover, when the clinic names another while it is open', async () => {
    await activate();
    await answered(2);
    await pass(30 * MINUTE);
    await choose({ safety: { ...POLICY, cover: 'dr-4' } });
    await system.commands.execute(new Rebuild(OPERATOR));
    await sweep();
    expect(await mailed()).toEqual(['dr-1', 'dr-2', 'dr-4']);
    await system.commands.execute(new Rebuild(OPERATOR));
    await sweep();
    expect(await mailed()).toEqual(['dr-1', 'dr-2', 'dr-4']);
  });

  it('is heard on a form that the clinic has not activated, which counts later and silently', async () => {
    const receipts = await send(clinic, [opened(dyad, now() - DAY), answer(2)].map(cloudEvent));
    expect(receipts.receipts[1]).toMatchObject({ verdict: 'quarantined', reason: 'inactive_instrument' });
    await sweep();
    expect(await mailed()).toEqual(['dr-1']);
    await choose({ active: [...DEFAULT_CHOICE.active, 'phq-9'], safety: POLICY });
    await system.commands.execute(new Rebuild(OPERATOR));
    expect(await mailed()).toEqual(['dr-1']);
    expect((await readBack(clinic, 'ep-1')).state).toContain('"phq-9"');
    await pass(30 * MINUTE);
    expect(await mailed()).toEqual(['dr-1', 'dr-2']);
  });

  /** An answer on a form of the clinic's own, under a revision that only the next rebuild folds with. */
  const unheard = async (last: number, ...before: SentEvent[]) => {
    await sendAndProject(clinic, [...before, opened(dyad, now() - DAY)]);
    const own = LIBRARY.filter(({ code }) => code === 'phq-9').map((ours) => ({ ...ours, code: 'our-phq' }));
    await choose({ own, active: ['pulse', 'our-phq'], safety: POLICY });
    system.clock.advance(MINUTE);
    const { data, ...event } = answer(last);
    const named = { ...event, data: { ...data, instrument: { code: 'our-phq', version: '1' } } };
    expect((await send(clinic, [cloudEvent(named)])).receipts[0]?.verdict).toBe('accepted');
    await sweep();
    expect(await mailed()).toEqual([]);
  };
  const rebuilt = async () => {
    await system.commands.execute(new Rebuild(OPERATOR));
    await sweep();
    return mailed();
  };

  it('is told by the rebuild that finds it, once, and goes on by its clock', async () => {
    await unheard(2);
    expect([await rebuilt(), await rebuilt()]).toEqual([['dr-1'], ['dr-1']]);
    await pass(30 * MINUTE);
    expect(await mailed()).toEqual(['dr-1', 'dr-2']);
    expect(await differences()).toEqual([]);
  });

  it('goes straight on where the first is away, when a rebuild finds it too', async () => {
    const data = { clinician: 'dr-1' };
    await unheard(1, { id: 'away-1', type: 'clinician.absence_started', at: now() - HOUR, data });
    expect(await rebuilt()).toEqual(['dr-1', 'dr-2']);
  });
});
