/** The processes of the product behind PgBouncer in transaction mode, on PostgreSQL for everything: row N8. */
import { eventually, throughPooler } from '../../libs/testkit/src/index.js';
import { runApp, startApi, startApp, startWorker, stopChildren } from './support/child.js';
import { openClinic, type Clinic } from './support/database.js';
import { alertsOf, batched, post, storyOf, structured, type Account } from './support/practice.js';

describe('behind a pooler of transactions', () => {
  let clinic: Clinic;
  let unnamed: Record<string, string>;
  let named: Record<string, string>;
  beforeAll(async () => {
    clinic = await openClinic();
    unnamed = { ...clinic.env, DATABASE_URL: throughPooler(clinic.databaseUrl)! };
    named = { ...unnamed, DATABASE_DIRECT_URL: clinic.databaseUrl };
  });
  afterAll(stopChildren);

  it.each(['api', 'worker'] as const)('N8: %s does not start without the direct address, and says why', async (app) => {
    const child = startApp(app, { ...unnamed, RAPPORT_PORT: '0' });
    expect((await child.ended).code).toBe(78);
    expect(child.err).toContain('also set DATABASE_DIRECT_URL to the address of PostgreSQL itself');
  });

  it('N8: events are taken and read, and their alert is there; nothing is set aside', async () => {
    const [{ url }] = await Promise.all([startApi(named), startWorker(named), startWorker(named)]);
    const account: Account = { ...clinic, url };
    const stories = Array.from({ length: 12 }, (_, i) => storyOf(`pooled-${i}`));
    const answers = await Promise.all(
      stories.map(async ({ past, form }) => [
        (await post(account, batched(past))).status,
        (await post(account, structured(form))).status,
      ]),
    );
    expect(answers.flat()).toEqual(answers.flat().map(() => 202));
    await eventually('an alert of each', async () => (await alertsOf(account)).length === stories.length, 40_000);
    const { code, out } = await runApp('cli', named, ['verify', '--json']);
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ behind: 0, differences: [] })]);
  });

  it('N8: migrations and a rebuild go past it', async () => {
    expect((await runApp('cli', named, ['migrate'])).code).toBe(0);
    expect((await runApp('cli', named, ['rebuild'])).code).toBe(0);
  });

  it('N8: doctor names it, with the direct address and without', async () => {
    const text = async (env: Record<string, string>) => (await runApp('cli', env, ['doctor'])).out;
    expect(await text(named)).toMatch(/ok\s+pooler\s+DATABASE_URL leads through one/);
    expect(await text(unnamed)).toMatch(/FAILED\s+pooler\s.*also set DATABASE_DIRECT_URL/);
  });
});
