/** What failed is found, planned and put right: each kind by itself, and what two people at once make of it. */
import { activeBuild, countAttempt } from '#lib/eventlog';
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import {
  cloudEvent,
  dyadOf,
  openClinic,
  openTestSystem,
  opened,
  pulse,
  send,
  sendAndProject,
  type TestSystem,
} from '#lib/testkit';
import { Deliver } from '../deliver/deliver.js';
import { Sweep } from '../operations/sweep.js';
import { GetHealth } from '../queries/get-health.js';
import type { AskedFilter } from './asked-filter.js';
import { GoOnWithRepair, GoOnWithRepairs } from './go-on-with-repairs.js';
import { ListFailed } from './list-failed.js';
import { GetRepair, ListOperations, ListRepairs } from './list-repairs.js';
import { PlanRepair } from './plan-repair.js';
import { CancelRepair, StartRepair } from './start-repair.js';

type Kind = ConstructorParameters<typeof PlanRepair>[1]['kind'];
const WORD = { by: 'anna', reason: 'the mail server is back' };
const BACK = [{ kind: 'answered', status: 250 }] as never;
const REFUSES = [{ kind: 'answered', status: 550 }] as never;

let system: TestSystem;
let clinic: TestSystem;
let episodes = 0;
beforeAll(async () => (system = await openTestSystem()));
beforeEach(async () => {
  clinic = await openClinic(system);
  system.outlet.mails.length = 0;
  system.outlet.mailAnswers = REFUSES;
});
afterAll(() => system.close());

const db = () => system.parts.db;
const now = () => system.clock.now();
const list = (kind: Kind, filter: AskedFilter = {}) =>
  system.queries.execute(new ListFailed(clinic.principal, { kind, filter, limit: 100 })).then(({ items }) => items);
const plan = (kind: Kind, act: 'retry' | 'discard', filter: AskedFilter = {}) =>
  system.commands.execute(new PlanRepair(clinic.principal, { kind, act, filter }));
const start = (id: string, although = false) =>
  system.commands.execute(new StartRepair(clinic.principal, id, { ...WORD, although }));
const health = () => system.queries.execute(new GetHealth(clinic.principal));
/** As workers do, until nothing is due. */
const sweep = async (): Promise<void> => {
  while ((await system.commands.execute(new Sweep(0))).deliveries > 0);
};
/** Alerts about strain, each with a mail that the mail server refused for good. */
async function refusedMails(count: number): Promise<void> {
  const names = Array.from({ length: count }, () => dyadOf(`ep-${++episodes}`));
  await sendAndProject(
    clinic,
    names.flatMap((who) => [
      opened(who, now() - DAY),
      pulse(who, now() - MINUTE, { form: `f-${who.episode}`, level: 4, feltOff: 2 }),
    ]),
  );
  await sweep();
}

describe('deliveries', () => {
  it('that were given up are listed with why, planned, and sent again by one word, each alert once', async () => {
    await refusedMails(3);
    const failed = await list('deliveries');
    expect(failed.map(({ channel, state, attempts }) => [channel, state, attempts])).toEqual(
      Array.from({ length: 3 }, () => ['email', 'failed', 1]),
    );
    expect(failed[0]?.reason).toContain('permanently refused');
    const planned = await plan('deliveries', 'retry');
    expect(planned).toMatchObject({
      state: 'planned',
      items: 3,
      expected: 3,
      left: 3,
      groups: [{ what: 'email', items: 3 }],
    });
    expect(planned.oldest).toBe(failed[0]?.since);
    system.outlet.mailAnswers = BACK;
    const done = await start(planned.id);
    expect(done).toMatchObject({ state: 'done', done: 3, changed: 0, failed: 0, left: 0, ...WORD });
    const before = system.outlet.mails.length;
    await sweep();
    expect(system.outlet.mails.length - before).toBe(3);
    expect(await list('deliveries')).toEqual([]);
    await start(planned.id);
    await sweep();
    expect(system.outlet.mails.length - before).toBe(3);
  });

  it('climb the ladder from its foot when they are sent again', async () => {
    await refusedMails(1);
    const [failed] = await list('deliveries');
    const again = async (): Promise<void> => void (await start((await plan('deliveries', 'retry')).id));
    for (let n = 0; n < 11; n++) {
      await again();
      await system.commands.execute(new Deliver(failed?.id ?? ''));
    }
    await again();
    system.outlet.mailAnswers = [{ kind: 'answered', status: 451 }] as never;
    expect(await system.commands.execute(new Deliver(failed?.id ?? ''))).toBe('waiting');
    expect(await list('deliveries', { state: 'retrying' })).toMatchObject([{ attempts: 13, state: 'retrying' }]);
  });

  it('are sent once when two people retry them at the same moment, and when a worker delivers meanwhile', async () => {
    await refusedMails(12);
    const plans = [
      await plan('deliveries', 'retry'),
      await plan('deliveries', 'retry'),
      await plan('deliveries', 'retry'),
    ];
    system.outlet.mailAnswers = BACK;
    const before = system.outlet.mails.length;
    const [first, second, third] = await Promise.all([
      start(plans[0]?.id ?? ''),
      start(plans[1]?.id ?? ''),
      sweep().then(() => start(plans[2]?.id ?? '')),
    ]);
    await sweep();
    await sweep();
    const [one, two, three] = [first, second, third].map((done) => done?.done ?? 0) as [number, number, number];
    expect(one + two + three).toBe(12);
    expect([first, second, third].map((done) => done?.left)).toEqual([0, 0, 0]);
    expect(system.outlet.mails.length - before).toBe(12);
    const keys = system.outlet.mails.slice(before).map((mail) => JSON.stringify(mail));
    expect(new Set(keys).size).toBe(12);
  });

  it('that moved since they were counted are left as they are', async () => {
    await refusedMails(2);
    const [failed] = await list('deliveries');
    const all = await plan('deliveries', 'discard');
    await start((await plan('deliveries', 'retry', { ids: [failed?.id ?? ''] })).id);
    const done = await start(all.id);
    expect(done).toMatchObject({ done: 1, changed: 1, leftAsItWas: [{ id: failed?.id, outcome: 'changed' }] });
  });

  it('that are discarded stay to be found with who and why, and can be sent all the same', async () => {
    await refusedMails(1);
    const done = await start((await plan('deliveries', 'discard')).id);
    expect(await list('deliveries')).toEqual([]);
    const [left] = await list('deliveries', { state: 'discarded' });
    expect(left).toMatchObject({ state: 'discarded', discarded: { repair: done.id, ...WORD } });
    expect((await health()).unreached.alerts).toBe(0);
    system.outlet.mailAnswers = BACK;
    await start((await plan('deliveries', 'retry', { state: 'discarded' })).id);
    await sweep();
    expect(await list('deliveries', { state: 'discarded' })).toEqual([]);
    expect(system.outlet.mails.at(-1)).toBeDefined();
  });

  it('about clients who have withdrawn consent to messages are counted as sent in vain, with one query', async () => {
    await refusedMails(3);
    const muted = { client: dyadOf(`ep-${episodes}`).client, scope: 'messages', granted: false } as const;
    await send(clinic, [cloudEvent({ id: 'muted', type: 'client.consent_changed', at: now(), data: muted })]);
    await clinic.followAll();
    const asked = jest.spyOn(db(), 'query');
    expect(await plan('deliveries', 'retry')).toMatchObject({ items: 3, expected: 2 });
    const names = asked.mock.calls.map(([said]) => (typeof said === 'string' ? said : said.name));
    expect(names.filter((name) => /muted|state/.test(name))).toEqual(['muted-episodes']);
    asked.mockRestore();
  });

  it('whose channel is off stay where they are, and say so', async () => {
    await refusedMails(1);
    await db().query(`UPDATE channel_setting SET enabled = false WHERE tenant = $1 AND kind = 'email'`, [
      clinic.tenant.id,
    ]);
    const planned = await plan('deliveries', 'retry');
    expect(planned).toMatchObject({ items: 1, expected: 0 });
    expect(await start(planned.id)).toMatchObject({ failed: 1, leftAsItWas: [{ reason: 'channel_off' }] });
    expect(await list('deliveries')).toHaveLength(1);
  });

  it('are filtered by channel, person, alert, reason, time and id', async () => {
    await refusedMails(2);
    const [one, other] = await list('deliveries');
    const ids = async (filter: AskedFilter) => (await list('deliveries', filter)).map(({ id }) => id);
    expect(await ids({ alert: one?.alert })).toEqual([one?.id]);
    expect(await ids({ ids: [other?.id ?? ''] })).toEqual([other?.id]);
    expect(await ids({ channel: 'webhook' })).toEqual([]);
    expect(await ids({ person: 'dr-nobody' })).toEqual([]);
    expect(await ids({ reason: 'permanently' })).toHaveLength(2);
    expect(await ids({ since: new Date(now() + HOUR).toISOString() })).toEqual([]);
    expect(await ids({ until: new Date(now() + HOUR).toISOString() })).toHaveLength(2);
  });
});

describe('a repair', () => {
  it('that is cancelled in the middle keeps what is done and leaves the rest', async () => {
    await refusedMails(1);
    const [failed] = await list('deliveries');
    await db().query(
      `INSERT INTO outbox (tenant, alert, channel, setting, recipient, idem_key, state, attempt, next_at, created_at, finished_at, detail)
       SELECT tenant, alert, channel, setting, recipient, idem_key || n, 'dead', 1, next_at, created_at, finished_at, detail
       FROM outbox, generate_series(1, 449) n WHERE id = $1`,
      [failed?.id],
    );
    const planned = await plan('deliveries', 'retry');
    expect(planned.items).toBe(450);
    expect(await start(planned.id)).toMatchObject({ state: 'running', done: 200, left: 250 });
    const cancelled = await system.commands.execute(
      new CancelRepair(clinic.principal, planned.id, { by: 'ben', reason: 'wrong channel' }),
    );
    expect(cancelled).toMatchObject({ state: 'cancelled', done: 200, left: 250, cancelledBy: 'ben' });
    expect(await system.commands.execute(new GoOnWithRepair(clinic.principal, planned.id))).toMatchObject({
      done: 200,
    });
    await expect(start(planned.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('whose process was killed is gone on with by any worker', async () => {
    await refusedMails(2);
    const planned = await plan('deliveries', 'retry');
    await db().query(
      `UPDATE repair SET state = 'running', started_by = 'anna', reason = 'x', started_at = now() WHERE id = $1`,
      [planned.id],
    );
    await system.commands.execute(new GoOnWithRepairs());
    expect(await system.queries.execute(new GetRepair(clinic.principal, planned.id))).toMatchObject({
      state: 'done',
      done: 2,
    });
  });

  it('is kept with who, what and why, for the clinic alone', async () => {
    await refusedMails(1);
    const { id } = await start((await plan('deliveries', 'retry')).id);
    const asked = { limit: 10 };
    const { items } = await system.queries.execute(new ListOperations(clinic.principal, asked));
    expect(items).toMatchObject([{ act: 'retry', subject: 'deliveries', repair: id, key: 'test', ...WORD }]);
    expect((await system.queries.execute(new ListRepairs(clinic.principal, asked))).items).toMatchObject([{ id }]);
    const other = await openClinic(system);
    expect((await system.queries.execute(new ListOperations(other.principal, asked))).items).toEqual([]);
    await expect(system.queries.execute(new GetRepair(other.principal, id))).rejects.toMatchObject({
      code: 'not_found',
    });
    const strange = new StartRepair(other.principal, id, { ...WORD, although: true });
    await expect(system.commands.execute(strange)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of what there is nothing is done at once', async () => {
    expect(await start((await plan('episodes', 'retry')).id)).toMatchObject({ state: 'done', items: 0 });
  });
});

describe('episodes', () => {
  const setAside = async (episode: string): Promise<void> => {
    const stream = `episode/${episode}`;
    const build = await activeBuild(db());
    for (let n = 0; n < 4; n++)
      await countAttempt(db(), build, { key: { tenant: clinic.tenant.id, stream }, reason: 'SyntaxError', now: now() });
  };
  const broken = async (): Promise<string> => {
    const who = dyadOf(`ep-${++episodes}`);
    await send(
      clinic,
      [opened(who, now() - DAY)].map((event) => cloudEvent(event)),
    );
    await setAside(who.episode);
    await system.followAll();
    return who.episode;
  };

  it('that were set aside are listed, and read from where they stopped', async () => {
    const episode = await broken();
    expect(await list('episodes')).toMatchObject([{ id: episode, reason: 'SyntaxError', unread: 1, state: 'failed' }]);
    expect(await start((await plan('episodes', 'retry', { reason: 'Syntax' })).id)).toMatchObject({ done: 1 });
    await system.followAll();
    expect(await list('episodes')).toEqual([]);
    expect((await health()).episodesSetAside).toEqual([]);
  });

  it('are let be only by a second word, are named no more, and are named when they are set aside anew', async () => {
    const episode = await broken();
    const planned = await plan('episodes', 'discard', { ids: [episode] });
    await expect(start(planned.id)).rejects.toMatchObject({
      code: 'although_needed',
      detail: expect.stringContaining('safety'),
    });
    expect(await list('episodes')).toHaveLength(1);
    await start(planned.id, true);
    expect((await health()).episodesSetAside).toEqual([]);
    expect(await list('episodes', { state: 'discarded' })).toMatchObject([{ id: episode, discarded: WORD }]);
    await start((await plan('episodes', 'retry', { state: 'discarded' })).id);
    await system.followAll();
    system.clock.advance(MINUTE);
    await setAside(episode);
    expect(await list('episodes')).toMatchObject([{ id: episode }]);
  });

  it('are released once by two who say so at the same moment', async () => {
    await broken();
    const plans = [await plan('episodes', 'retry'), await plan('episodes', 'retry')];
    const done = await Promise.all(plans.map(({ id }) => start(id)));
    expect(done.map((one) => one.done).toSorted()).toEqual([0, 1]);
  });
});

describe('events', () => {
  const odd = (id: string, type = 'vendor.odd.v1') => ({
    ...cloudEvent({ id, type: 'client.registered', at: now(), data: { client: 'cl-1' } }),
    type,
  });

  it('that nobody understands are listed, tried in vain with why, and let be', async () => {
    await send(clinic, [odd('odd-1'), odd('odd-2', 'vendor.other.v1')]);
    expect((await list('events')).map(({ type, event, reason }) => [type, event, reason])).toEqual([
      ['vendor.odd.v1', 'odd-1', 'unknown_type'],
      ['vendor.other.v1', 'odd-2', 'unknown_type'],
    ]);
    const planned = await plan('events', 'retry', { type: 'vendor.odd.v1' });
    expect(planned).toMatchObject({ items: 1, expected: 0 });
    expect(await start(planned.id)).toMatchObject({
      failed: 1,
      leftAsItWas: [{ outcome: 'failed', reason: 'unknown_type' }],
    });
    await start((await plan('events', 'discard', { type: 'vendor.odd.v1' })).id);
    expect((await list('events')).map(({ event }) => event)).toEqual(['odd-2']);
    expect((await health()).eventsNotUnderstood).toMatchObject([{ type: 'vendor.other.v1', count: 1 }]);
    expect(await list('events', { state: 'discarded' })).toMatchObject([{ event: 'odd-1', discarded: WORD }]);
    const again = await start((await plan('events', 'retry', { state: 'discarded' })).id);
    expect(again).toMatchObject({ done: 1, failed: 0 });
    expect((await list('events')).map(({ event }) => event)).toEqual(['odd-1', 'odd-2']);
  });

  it('that are forms are discarded only by a second word', async () => {
    const who = dyadOf(`ep-${++episodes}`);
    const form = pulse(who, now() - MINUTE, { form: 'own' });
    const own = { ...form, data: { ...form.data, instrument: { code: 'own-pulse', version: '1' } } };
    await send(
      clinic,
      [opened(who, now() - DAY), own as typeof form].map((event) => cloudEvent(event)),
    );
    const planned = await plan('events', 'discard', { reason: 'unknown_instrument' });
    expect(planned).toMatchObject({ items: 1, grave: 1 });
    await expect(start(planned.id)).rejects.toMatchObject({ code: 'although_needed' });
    expect(await start(planned.id, true)).toMatchObject({ done: 1 });
  });
});
