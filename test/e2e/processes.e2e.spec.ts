/** Two API processes and two workers on one database: any of them may die at any moment. */
import { eventually } from '../../libs/testkit/src/eventually.js';
import { runApp, startApi, startWorker, stopChildren, type Child } from './support/child.js';
import { openClinic, statement, type Clinic } from './support/database.js';
import {
  alertsOf,
  batched,
  caseloadOf,
  get,
  post,
  storyOf,
  structured,
  type Account,
  type Answer,
} from './support/practice.js';
import { startMailServer, startReceiver, verified, type HttpReceiver, type MailServer } from './support/receivers.js';

interface Verified {
  readonly episodes: number;
  readonly events: number;
  readonly behind: number;
  readonly differences: readonly unknown[];
}

describe('several processes on one database', () => {
  let clinic: Clinic;
  let accounts: readonly [Account, Account];
  let workers: Child[];
  let mailServer: MailServer;
  let receiver: HttpReceiver;

  beforeAll(async () => {
    [mailServer, receiver] = await Promise.all([startMailServer(), startReceiver()]);
    clinic = await openClinic({ smtpUrl: mailServer.url, webhookUrl: receiver.url });
    const [one, two, ...rest] = await Promise.all([
      startApi(clinic.env),
      startApi(clinic.env),
      startWorker(clinic.env),
      startWorker(clinic.env),
    ]);
    accounts = [
      { ...clinic, url: one.url },
      { ...clinic, url: two.url },
    ];
    workers = rest;
  });
  afterAll(async () => {
    await stopChildren();
    await Promise.all([mailServer, receiver].map((server) => server?.close()));
  });

  const settled = (withinMs = 20_000): Promise<true> =>
    eventually(
      'nothing to wait for any more',
      async () => {
        const { stages } = await get<{ stages: { stage: string; waiting: number }[] }>(accounts[0], '/v1/pipeline');
        const { rows } = await statement(
          clinic.databaseUrl,
          `SELECT 1 FROM outbox WHERE state IN ('waiting', 'leased') LIMIT 1`,
        );
        return stages.every((s) => s.stage === 'timers' || s.waiting === 0) && rows.length === 0 ? true : undefined;
      },
      withinMs,
    );

  async function verify(): Promise<Verified> {
    const { code, out, err } = await runApp('cli', clinic.env, ['verify', '--json']);
    if (out === '') throw new Error(`verify ended with ${code}: ${err}`);
    return JSON.parse(out) as Verified;
  }

  /** History and form of a story; alerts for it come from `form`. */
  async function rupture(name: string, account = accounts[0]): Promise<Answer> {
    const story = storyOf(name);
    expect((await post(account, batched(story.past))).status).toBe(202);
    return post(account, structured(story.form));
  }

  const hooksFor = (alert: string) =>
    receiver.caught.map((c) => verified(c, clinic.webhookSecret)).filter((h) => h.data.alert === alert);
  const mailsFor = (alert: string) => mailServer.mails.filter(({ mail }) => mail.text?.includes(alert));

  it('shows through one API what was sent to the other, and calls a repetition there a duplicate', async () => {
    const story = storyOf('shared');
    await post(accounts[0], batched(story.past));
    const [first] = (await post(accounts[0], structured(story.form))).body.receipts;
    const again = await post(accounts[1], structured(story.form));
    expect([again.status, again.body.receipts[0]?.verdict, again.body.receipts[0]?.position]).toEqual([
      200,
      'duplicate',
      first?.position,
    ]);
    const alert = await eventually(
      'the alert through the other API',
      async () => (await alertsOf(accounts[1], 'ep-shared'))[0],
    );
    await settled();
    expect([hooksFor(alert.id).length, mailsFor(alert.id).length]).toEqual([1, 1]);
  });

  it('loses nothing when a worker is killed under load', async () => {
    const names = Array.from({ length: 24 }, (_, i) => `load-${i}`);
    const sending = Promise.all(names.map((name, i) => rupture(name, accounts[i % 2])));
    await eventually('the first alerts', async () => ((await alertsOf(accounts[0])).length > 2 ? true : undefined));
    workers[0]!.kill('SIGKILL');
    const answers = await sending;
    expect(answers.map((a) => a.status)).toEqual(names.map(() => 202));
    // a killed worker's leases are left to run out, which takes longer than a test may
    await workers[0]!.ended;
    await statement(
      clinic.databaseUrl,
      `UPDATE outbox SET next_at = now(), lease_until = now() WHERE state = 'leased' AND lease_owner LIKE '%-${workers[0]!.process.pid}-%'`,
    );
    await settled();
    const alerts = (await alertsOf(accounts[1])).filter((a) => a.episode.startsWith('ep-load-'));
    expect(alerts).toHaveLength(names.length);
    for (const { id } of alerts) {
      expect(new Set(hooksFor(id).map((h) => h.id)).size).toBe(1);
      expect(new Set(mailsFor(id).map(({ mail }) => mail.messageId)).size).toBe(1);
    }
    expect(await verify()).toMatchObject({ behind: 0, differences: [] });
  });

  it('answers a retry as a duplicate when an API died between the commit and its answer', async () => {
    const story = storyOf('commit');
    const { url, child } = await startApi({ ...clinic.env, RAPPORT_CRASH_AT: 'append.afterCommit' });
    await expect(post({ ...clinic, url }, structured(story.form))).rejects.toThrow();
    expect((await child.ended).signal).toBe('SIGKILL');
    const retry = await post(accounts[1], structured(story.form));
    expect([retry.status, retry.body.receipts[0]?.verdict]).toEqual([200, 'duplicate']);
  });

  it('takes the same event once when an API died before the commit', async () => {
    const story = storyOf('before');
    const { url, child } = await startApi({ ...clinic.env, RAPPORT_CRASH_AT: 'append.beforeCommit' });
    await expect(post({ ...clinic, url }, structured(story.past[0]!))).rejects.toThrow();
    await child.ended;
    expect((await post(accounts[1], structured(story.past[0]!))).body.receipts[0]?.verdict).toBe('accepted');
  });

  it('delivers again with the same key when a worker died between sending and recording', async () => {
    for (const worker of workers) await worker.stop('SIGKILL');
    const [doomed] = (workers = [
      await startWorker({ ...clinic.env, RAPPORT_CRASH_AT: 'deliver.afterSend', RAPPORT_DELIVER_CONCURRENCY: '1' }),
    ]);
    await rupture('twice');
    expect((await doomed!.ended).signal).toBe('SIGKILL');
    workers = [await startWorker(clinic.env)];
    // the lease of the dead worker runs out after 45 s; here it does so at once
    await statement(
      clinic.databaseUrl,
      `UPDATE outbox SET next_at = now(), lease_until = now() WHERE state = 'leased'`,
    );
    const alert = await eventually('the alert', async () => (await alertsOf(accounts[0], 'ep-twice'))[0]);
    await eventually('both messages', () => hooksFor(alert.id).length > 0 && mailsFor(alert.id).length > 0);
    await settled();
    expect(new Set(hooksFor(alert.id).map((h) => h.id)).size).toBe(1);
    expect(new Set(mailsFor(alert.id).map(({ mail }) => mail.messageId)).size).toBe(1);
    expect(await verify()).toMatchObject({ behind: 0, differences: [] });
  });

  it('sends nothing and changes nothing when the read models are made anew', async () => {
    await settled();
    const look = async () => ({
      caseload: await caseloadOf(accounts[0]),
      alerts: await alertsOf(accounts[0]),
      sent: [mailServer.mails.length, receiver.caught.length],
    });
    const before = await look();
    expect(before.caseload.length).toBeGreaterThan(20);
    const { code, err } = await runApp('cli', clinic.env, ['rebuild']);
    expect([code, err.includes('verify')]).toEqual([0, true]);
    expect(await verify()).toMatchObject({ behind: 0, differences: [] });
    await settled();
    expect(await look()).toEqual(before);
  });

  it('goes on after a rebuild: the next rupture is told, once', async () => {
    await rupture('after-rebuild', accounts[1]);
    const alert = await eventually('the alert', async () => (await alertsOf(accounts[0], 'ep-after-rebuild'))[0]);
    await eventually('both messages', () => hooksFor(alert.id).length === 1 && mailsFor(alert.id).length === 1);
    expect((await verify()).differences).toEqual([]);
  });

  it('ends every process politely with exit code 0', async () => {
    const { child } = await startApi(clinic.env);
    const codes = await Promise.all([child, ...workers].map((process) => process.stop('SIGTERM')));
    expect(codes).toEqual(codes.map(() => 0));
  });
});
