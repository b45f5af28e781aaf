/** A queue stands still by a person's word, and goes on by itself; jobs that failed are found and put right. */
import { OPERATOR } from '#lib/identity';
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import { cloudEvent, dyadOf, eventually, opened, openTestSystem, pulse, send, type TestSystem } from '#lib/testkit';
import { Deliver } from '../deliver/deliver.js';
import { ProjectShard } from '../follow/project-shard.js';
import { Sweep } from '../operations/sweep.js';
import { GetHouseHealth } from '../queries/get-health.js';
import { FindAnything } from './find-anything.js';
import { ListFailed } from './list-failed.js';
import { ListOperations } from './list-repairs.js';
import { ListQueues, PauseQueue, ResumeQueue } from './pause-queue.js';
import { PlanRepair } from './plan-repair.js';
import { StartRepair } from './start-repair.js';

const WORD = { by: 'anna', reason: 'the mail server is being moved' };
let names = 0;

describe('a pause', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await openTestSystem();
    system.clock.holdAt(Date.now());
  });
  afterAll(() => system.close());

  const now = () => system.clock.now();
  const pause = (queue: 'follow' | 'deliver', minutes: number) =>
    system.commands.execute(new PauseQueue(OPERATOR, { queue, minutes, ...WORD }));
  const resume = (queue: 'follow' | 'deliver') =>
    system.commands.execute(new ResumeQueue(OPERATOR, { queue, by: 'ben', reason: 'moved' }));
  const sweep = () => system.commands.execute(new Sweep(0));
  const health = () => system.queries.execute(new GetHouseHealth(OPERATOR));
  const waiting = async () =>
    Object.fromEntries((await system.queries.execute(new ListQueues(OPERATOR))).map((one) => [one.queue, one.waiting]));
  const strain = async (): Promise<void> => {
    const who = dyadOf(`ep-${++names}`);
    const form = pulse(who, now() - MINUTE, { form: `f-${names}`, level: 4, feltOff: 2 });
    await send(
      system,
      [opened(who, now() - DAY), form].map((event) => cloudEvent(event)),
    );
  };

  it('by a key is possible while its clinic is the only one', async () => {
    const by = new PauseQueue(system.principal, { queue: 'deliver', minutes: 1, ...WORD });
    expect((await system.commands.execute(by))[1]?.paused).toMatchObject(WORD);
    await resume('deliver');
  });

  it('of sending keeps what is owed, says so in the health sentence, and ends by itself', async () => {
    await pause('deliver', 30);
    await strain();
    await sweep();
    const { deliver = 0 } = await waiting();
    expect(deliver).toBeGreaterThan(0);
    expect(system.outlet.mails).toEqual([]);
    const [owed] = (await system.parts.db.query<{ id: string }>(`SELECT id FROM outbox WHERE state = 'waiting'`)).rows;
    expect(await system.commands.execute(new Deliver(owed?.id ?? ''))).toBe('not-due');
    system.clock.advance(20 * MINUTE);
    const { sentence, problems } = await health();
    expect(sentence).toMatch(
      /Sending messages is paused since .* by anna \(the mail server is being moved\); it goes on by itself at .*, in 10 minutes\. \d+ messages? (is|are) waiting/,
    );
    expect(problems.map(({ code }) => code)).not.toContain('stage-behind');
    expect(problems.find(({ code }) => code === 'queue-paused')?.next).toContain('queues resume');
    system.clock.advance(10 * MINUTE);
    await sweep();
    expect(system.outlet.mails).toHaveLength(1);
    expect((await health()).problems.map(({ code }) => code)).not.toContain('queue-paused');
  });

  it('of reading keeps events unread, and is ended before its time by a word that is kept', async () => {
    await pause('follow', 60);
    await strain();
    expect((await sweep()).shards).toBe(0);
    const [mark] = (await system.parts.db.query<{ shard: number }>('SELECT shard FROM dirty_episode')).rows;
    expect(await system.commands.execute(new ProjectShard(mark?.shard ?? 0))).toMatchObject({ events: 0 });
    expect((await waiting())['follow']).toBe(1);
    const after = await resume('follow');
    expect(after.every(({ paused }) => paused === undefined)).toBe(true);
    expect((await sweep()).shards).toBe(1);
    const { items } = await system.queries.execute(new ListOperations(system.principal, { limit: 2 }));
    expect(items).toMatchObject([
      { act: 'resume', subject: 'follow', by: 'ben', reason: 'moved', key: 'operator' },
      { act: 'pause', subject: 'follow', ...WORD },
    ]);
  });

  it('is felt by another process within a second', async () => {
    const other = await openTestSystem({ databaseUrl: system.databaseUrl });
    other.clock.holdAt(now());
    await other.commands.execute(new Sweep(0));
    await pause('deliver', 5);
    await strain();
    await system.commands.execute(new Sweep(0));
    other.clock.advance(SECOND);
    expect((await other.commands.execute(new Sweep(0))).deliveries).toBe(0);
    await resume('deliver');
    other.clock.advance(SECOND);
    expect((await other.commands.execute(new Sweep(0))).deliveries).toBeGreaterThan(0);
    await other.close();
  });

  it('that is given again is as long as the last word says', async () => {
    await pause('deliver', 60);
    const [, deliver] = await pause('deliver', 5);
    expect(Date.parse(deliver?.paused?.until ?? '') - now()).toBe(5 * MINUTE);
    await resume('deliver');
  });

  it.each([0, 7 * 24 * 60 + 1, 1.5, -1, Number.NaN])('of %s minutes is refused', async (minutes) => {
    await expect(pause('deliver', minutes)).rejects.toMatchObject({ code: 'invalid_query' });
  });
});

describe('jobs that failed', () => {
  let system: TestSystem;
  const queueOf = (name: string) => {
    const queue = system.parts.waker.all().find((one) => one.name === name);
    if (!queue) throw new Error(`there is no queue ${name}`);
    return queue;
  };
  /** A job that a worker took and could not do. */
  async function failedJob(name: string, data: object): Promise<string> {
    const queue = queueOf(name);
    const job = await queue.add(name, data);
    const { Worker, createPostgresBackend } = await import('bullmq');
    const worker = new Worker(
      name,
      () => Promise.reject(new RangeError('key (client)=(Jane Roe) already exists')),
      { connection: { connectionString: system.databaseUrl } as never },
      createPostgresBackend as never,
    );
    worker.on('error', () => undefined);
    await eventually('the job has failed', async () => (await job.getState()) === 'failed');
    await worker.close();
    return `${name}:${job.id}`;
  }
  const list = async () =>
    (await system.queries.execute(new ListFailed(system.principal, { kind: 'jobs', filter: {}, limit: 50 }))).items;
  const repair = async (act: 'retry' | 'discard', ids: readonly string[]) => {
    const { id } = await system.commands.execute(
      new PlanRepair(system.principal, { kind: 'jobs', act, filter: { ids } }),
    );
    return () => system.commands.execute(new StartRepair(system.principal, id, { ...WORD, although: false }));
  };
  const find = async (q: string) => (await system.queries.execute(new FindAnything(system.principal, q))).found;

  beforeAll(async () => (system = await openTestSystem({ backend: 'postgres' })));
  afterAll(() => system.close());

  it('are listed by the name of their error and never by its words, opened, retried and discarded', async () => {
    const follow = await failedJob('follow-shard', { shard: 4 });
    expect(await list()).toMatchObject([{ id: follow, kind: 'jobs', state: 'failed', reason: 'RangeError', shard: 4 }]);
    expect(JSON.stringify(await list())).not.toContain('Jane');
    expect((await find(follow)).map(({ what, id }) => `${what} ${id}`)).toEqual([`job ${follow}`, 'shard 4']);
    const [again, twice] = [await repair('retry', [follow]), await repair('retry', [follow])];
    expect(await again()).toMatchObject({ done: 1 });
    expect(await twice()).toMatchObject({ done: 0, changed: 1 });
    const other = await failedJob('follow-shard', { shard: 5 });
    const discard = await repair('discard', [other]);
    expect(await discard()).toMatchObject({ state: 'done', done: 1 });
    expect((await list()).map(({ id }) => id)).not.toContain(other);
    expect(await find(other)).toEqual([]);
  });

  it('of a message open that message, and those of another clinic are not seen', async () => {
    const theirs = await failedJob('deliver', { delivery: '987654321' });
    expect((await list()).map(({ id }) => id)).not.toContain(theirs);
    expect(await find(theirs)).toEqual([]);
    const who = dyadOf('ep-job');
    const at = system.clock.now();
    const form = pulse(who, at - HOUR, { form: 'f-job', level: 4, feltOff: 2 });
    await send(
      system,
      [opened(who, at - DAY), form].map((event) => cloudEvent(event)),
    );
    await system.followAll();
    const [owed] = (await system.parts.db.query<{ id: string }>(`SELECT id FROM outbox WHERE channel = 'email'`)).rows;
    const mine = await failedJob('deliver', { delivery: owed?.id });
    expect(await find(mine)).toMatchObject([
      { what: 'job', id: mine },
      { what: 'delivery', id: owed?.id },
    ]);
  });
});
