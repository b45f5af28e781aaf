/** Queues are a matter of latency: what happens while they are away, and what happens when there are none. */
import { eventually } from '../../libs/testkit/src/eventually.js';
import { startApi, startWorker, stopChildren } from './support/child.js';
import { backend, openClinic, statement, type Clinic } from './support/database.js';
import { alertsOf, batched, post, storyOf, structured, type Account } from './support/practice.js';
import { privateRedis, type PrivateRedis } from './support/private-redis.js';

const SWEEP_MS = 300;

describe('while no queue carries the wake-ups', () => {
  let clinic: Clinic;
  let account: Account;

  async function open(queue: Readonly<Record<string, string>>): Promise<void> {
    clinic = await openClinic();
    const env = { DATABASE_URL: clinic.databaseUrl, RAPPORT_SWEEP_MS: String(SWEEP_MS), ...queue };
    const [{ url }] = await Promise.all([startApi(env), startWorker(env)]);
    account = { ...clinic, url };
  }

  const health = async (): Promise<unknown> => {
    const response = await fetch(`${account.url}/health/ready`);
    return [response.status, ((await response.json()) as { status: string }).status];
  };
  const healthy = (wanted: string): Promise<unknown> =>
    eventually(`health to be ${wanted}`, async () =>
      JSON.stringify(await health()) === JSON.stringify([200, wanted]) ? true : undefined,
    );

  async function wakesSent(): Promise<number> {
    const response = await fetch(`${account.url}/metrics`, { headers: { authorization: `Bearer ${account.apiKey}` } });
    return Number(/rapport_wakes_total\{outcome="sent"\} (\d+)/.exec(await response.text())?.[1] ?? 0);
  }

  /** Sends a story one event at a time: the slowest answer in ms, when every one was 202. */
  async function slowestOf(name: string): Promise<number> {
    const story = storyOf(name);
    const answers = [await post(account, batched(story.past.slice(20)))];
    for (const event of [...story.past.slice(0, 20), story.form]) answers.push(await post(account, structured(event)));
    expect(answers.map((a) => a.status)).toEqual(answers.map(() => 202));
    return Math.max(...answers.map((a) => a.ms));
  }

  const alertFor = (name: string): Promise<unknown> =>
    eventually(`the alert for ${name}`, async () => (await alertsOf(account, `ep-${name}`))[0]);

  async function nothingMissing(): Promise<void> {
    const left = await eventually('every mark to be cleared', async () => {
      const { rows } = await statement(
        clinic.databaseUrl,
        'SELECT (SELECT count(*) FROM dirty_episode)::int AS marks, (SELECT count(*) FROM checkpoint WHERE quarantined_at IS NOT NULL)::int AS aside',
      );
      return rows[0]?.marks === 0 ? rows[0] : undefined;
    });
    expect(left).toEqual({ marks: 0, aside: 0 });
  }

  if (backend() === 'redis') {
    describe('because Redis is away', () => {
      let redis: PrivateRedis;
      beforeAll(async () => {
        redis = privateRedis();
        await open({ RAPPORT_QUEUE_BACKEND: 'redis', REDIS_URL: redis.url });
      });
      afterAll(async () => {
        await stopChildren();
        await redis.remove();
      });

      it('from the start, events are answered as fast and followed by the sweeper, and health says degraded', async () => {
        await healthy('degraded');
        expect(await slowestOf('absent')).toBeLessThan(1_000);
        await alertFor('absent');
        expect(await wakesSent()).toBe(0);
        await nothingMissing();
      });

      it('and comes, the wake-ups flow without a restart', async () => {
        await redis.start();
        await healthy('ready');
        await slowestOf('present');
        await alertFor('present');
        expect(await wakesSent()).toBeGreaterThan(0);
      });

      it('and is killed, no request waits, no event is lost, and health says degraded', async () => {
        await redis.kill();
        expect(await slowestOf('killed')).toBeLessThan(1_000);
        await healthy('degraded');
        await alertFor('killed');
        await nothingMissing();
      });

      it('and comes back, it heals by itself', async () => {
        await redis.start();
        await healthy('ready');
        const before = await wakesSent();
        await slowestOf('healed');
        await alertFor('healed');
        expect(await wakesSent()).toBeGreaterThan(before);
        await nothingMissing();
      });
    });
  } else {
    describe('because there is none', () => {
      beforeAll(() => open({ RAPPORT_QUEUE_BACKEND: 'none' }));
      afterAll(stopChildren);

      it('the sweeper does all the work, and health is well', async () => {
        expect(await slowestOf('swept')).toBeLessThan(1_000);
        await alertFor('swept');
        await nothingMissing();
        expect(await health()).toEqual([200, 'ready']);
      });

      it('there is no screen for queues', async () => {
        expect((await fetch(`${account.url}/ops/queues`)).status).toBe(404);
      });
    });
  }
});
