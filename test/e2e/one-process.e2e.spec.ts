/** `npm start` as a newcomer meets it: what is printed works, and nothing that was acknowledged is lost, whatever is killed. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../../libs/testkit/src/eventually.js';
import { runApp, stopChildren, type Environment } from './support/child.js';
import { queueOf } from './support/database.js';
import { isServer, openHome, startHome, type Home, type Running } from './support/one-process.js';
import { alertsOf, batched, caseloadOf, get, post, storyOf, structured } from './support/practice.js';
import { startMailServer, startReceiver, verified, type HttpReceiver, type MailServer } from './support/receivers.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const FIRST = 'ep-first';
const sh = (command: string) => promisify(execFile)('sh', ['-c', command]);

describe('the one-process app', () => {
  let home: Home;
  let other: Home;
  let env: Environment;
  let running: Running;
  let second: Running;
  let mailServer: MailServer;
  let receiver: HttpReceiver;
  /** Ids of events that were acknowledged. */
  const acknowledged: { source: string; id: string }[] = [];

  beforeAll(async () => {
    [mailServer, receiver] = await Promise.all([startMailServer(), startReceiver()]);
    [home, other] = [openHome(), openHome()];
    env = {
      ...(await queueOf()),
      RAPPORT_SMTP_URL: mailServer.url,
      RAPPORT_DEMO_WEBHOOK_URL: receiver.url,
      RAPPORT_DEMO_WEBHOOK_SECRET: SECRET,
      RAPPORT_SWEEP_MS: '500',
      RAPPORT_DEMO_PACE: '1',
    };
    running = await startHome(home, env);
  }, 120_000);
  afterAll(async () => {
    await stopChildren();
    await Promise.all([home?.remove(), other?.remove(), mailServer?.close(), receiver?.close()]);
  });

  /** Sends a story and remembers what was acknowledged. */
  async function rupture(name: string): Promise<void> {
    const { past, form } = storyOf(name);
    const answers = [await post(running, batched(past)), await post(running, structured(form))];
    expect(answers.map((a) => a.status)).toEqual([202, 202]);
    acknowledged.push(...[...past, form].map(({ source, id }) => ({ source, id })));
  }

  async function nothingLost(): Promise<void> {
    const find = ({ source, id }: { source: string; id: string }) =>
      get<{ id: string }>(running, `/v1/events?source=${encodeURIComponent(source)}&id=${encodeURIComponent(id)}`);
    const found = await Promise.all(acknowledged.map(find));
    expect(found.map((f) => f.id)).toEqual(acknowledged.map((a) => a.id));
  }

  const curlOf = (block: string): string => /^curl [^\n]*\/v1\/events \\\n(?:.*\\\n)*.*$/m.exec(block)?.[0] ?? '';

  describe('prints a first command that', () => {
    it('works unchanged: 202, and a trace that answers', async () => {
      const command = curlOf(running.block);
      expect(command).toContain('--data-binary');
      const { stdout } = await sh(command.replace('curl -sS', `curl -sS -w '\\n%{http_code}'`));
      const [body = '', status] = stdout.split('\n').filter(Boolean);
      const [receipt] = (JSON.parse(body) as { receipts: { verdict: string; trace: string }[] }).receipts;
      expect([status, receipt?.verdict]).toEqual(['202', 'accepted']);
      const trace = await fetch(receipt?.trace ?? '', { headers: { authorization: `Bearer ${running.apiKey}` } });
      expect([trace.status, ((await trace.json()) as { episode: string }).episode]).toEqual([200, FIRST]);
    });

    it('is answered as a duplicate the second time', async () => {
      const { stdout } = await sh(curlOf(running.block));
      expect(JSON.parse(stdout)).toMatchObject({ receipts: [{ verdict: 'duplicate', duplicate: true }] });
    });

    it('leads to exactly one alert, one mail and one webhook', async () => {
      const alert = await eventually('the alert', async () =>
        (await alertsOf(running, FIRST)).find((a) => a.status === 'open'),
      );
      const hooks = () => receiver.caught.map((c) => verified(c, SECRET)).filter((h) => h.data.alert === alert.id);
      const mails = () => mailServer.mails.filter(({ mail }) => mail.text?.includes(alert.id));
      await eventually('both messages', () => hooks().length > 0 && mails().length > 0);
      expect([(await alertsOf(running, FIRST)).length, hooks().length, mails().length]).toEqual([1, 1, 1]);
    });

    it('is followed by one that reads the inbox', async () => {
      const command = /^curl .*\/v1\/alerts .*$/m.exec(running.block)?.[0] ?? '';
      const { items } = JSON.parse((await sh(command)).stdout) as { items: { episode: string }[] };
      expect(items.map((i) => i.episode)).toContain(FIRST);
    });
  });

  it('writes the ready file for its owner only, and says in it where it is', () => {
    const file = path.join(home.data, 'ready.json');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({
      url: running.url,
      apiKey: running.apiKey,
      pid: running.child.process.pid,
    });
  });

  it('runs twice on one machine, each with its own address and database', async () => {
    second = await startHome(other, { ...(await queueOf()), RAPPORT_DEMO: 'off' });
    const both = await Promise.all(
      [running, second].map(async ({ url }) => (await fetch(`${url}/health/ready`)).json()),
    );
    expect(both).toEqual([{ status: 'ready' }, { status: 'ready' }]);
    expect(second.url).not.toBe(running.url);
    expect(other.postmaster()).not.toBe(home.postmaster());
    // a key of one is no key of the other
    expect(
      (await fetch(`${second.url}/v1/alerts`, { headers: { authorization: `Bearer ${running.apiKey}` } })).status,
    ).toBe(401);
  });

  it('ends on Ctrl-C with exit code 0, and takes its database server along', async () => {
    const server = other.postmaster()!;
    expect(isServer(server)).toBe(true);
    expect(await second.child.stop('SIGINT')).toBe(0);
    expect(fs.existsSync(path.join(other.data, 'ready.json'))).toBe(false);
    expect(isServer(server)).toBe(false);
  });

  it('refuses a second process on the same folder in words, with exit code 1, and goes on itself', async () => {
    const { code, err } = await runApp('rapport', { ...env, RAPPORT_DATA: home.data, RAPPORT_PORT: '0' });
    expect(code).toBe(1);
    expect(err).toContain(`already runs at ${running.url}`);
    expect(err).not.toMatch(/^\s+at /m);
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
  });

  describe('goes on for as long as it runs (E24)', () => {
    const time = async () =>
      (await (await fetch(`${running.url}/demo/time`)).json()) as { speed: number; behindSeconds: number };
    const demo = (...words: string[]) => runApp('cli', { RAPPORT_DATA: home.data }, ['demo', ...words]);
    /** Hours that were kept in the clinic's own episodes, all together. */
    const visits = async () =>
      (await caseloadOf(running)).reduce((sum, episode) => sum + Number(episode['attended']), 0);
    const liveAlert = async () => (await alertsOf(running)).find(({ episode }) => episode.startsWith('ep-live-'));

    it('at a speed that can be set and paused', async () => {
      expect(await demo('--speed', '2h/s')).toMatchObject({ code: 0, out: expect.stringContaining('2 hours pass') });
      expect((await time()).speed).toBe(7_200);
      await demo('--speed', 'pause');
      const [one, two] = [await time(), await time()];
      expect([one.speed, two.behindSeconds - one.behindSeconds]).toEqual([0, expect.closeTo(0, 0)]);
    });

    it('and jumps: what lies in the days between is sent', async () => {
      const [before, kept] = [(await time()).behindSeconds, await visits()];
      expect(await demo('--jump', '7d')).toMatchObject({ code: 0, out: expect.stringContaining('moved on by 7 days') });
      expect(before - (await time()).behindSeconds).toBeGreaterThan(6.9 * 86_400);
      await eventually('what happened meanwhile', async () => (await visits()) > kept + 50, 60_000);
    });

    it('and once it has caught up, another strain is told within minutes, whatever the hour', async () => {
      const { out } = await demo('--jump', '60d', '--speed', '1d/s');
      expect(out).toContain('A jump ends at our time');
      await eventually('an alert of a story', liveAlert, 120_000);
    });

    it('refuses what is no time, with what to write', async () => {
      expect(await demo('--jump', 'soon')).toMatchObject({ code: 1, err: expect.stringContaining('7d') });
      const authorization = `Bearer ${running.apiKey}`;
      const send = (body: string) =>
        fetch(`${running.url}/demo/time`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body,
        });
      expect((await send('{"speed":-1}')).status).toBe(422);
      expect((await send('{}')).status).toBe(422);
      expect((await fetch(`${running.url}/demo/time`, { method: 'POST' })).status).toBe(401);
    });
  });

  it('opens at every address that it prints', async () => {
    const printed = [...new Set(running.block.match(/http:\/\/127[^\s'\\]*/g))].filter(
      (url) => !url.endsWith('/v1/events'),
    );
    const authorization = `Bearer ${running.apiKey}`;
    const basic = `Basic ${Buffer.from(`any:${running.apiKey}`).toString('base64')}`;
    const open = async (url: string) =>
      (await fetch(url, { headers: { authorization: url.includes('/ops/') ? basic : authorization } })).status;
    expect(printed.length).toBeGreaterThan(4);
    expect(await Promise.all(printed.map(async (url) => [url, await open(url)]))).toEqual(
      printed.map((url) => [url, 200]),
    );
  });

  it('keeps everything over a stop and a start: alerts, caseload, key', async () => {
    await rupture('kept');
    await eventually('the alert', async () => (await alertsOf(running, 'ep-kept'))[0]);
    const ids = async () => ({
      alerts: (await alertsOf(running)).map((a) => a.id).sort(),
      episodes: (await caseloadOf(running)).map((e) => e['episode']).sort(),
    });
    const [before, key] = [await ids(), running.apiKey];
    expect(await running.child.stop('SIGINT')).toBe(0);
    expect(home.postmaster()).toBeUndefined();
    running = await startHome(home, env);
    expect(running.apiKey).toBe(key);
    const after = await ids();
    expect(after.alerts).toEqual(expect.arrayContaining(before.alerts));
    expect(after.episodes).toEqual(expect.arrayContaining(before.episodes));
    await nothingLost();
  });

  it('prints the same first command after a restart: still a duplicate, still one alert', async () => {
    const { stdout } = await sh(curlOf(running.block));
    expect(JSON.parse(stdout)).toMatchObject({ receipts: [{ verdict: 'duplicate' }] });
    expect(await alertsOf(running, FIRST)).toHaveLength(1);
  });

  it('comes back after kill -9: it adopts the database server that stayed, and nothing is lost', async () => {
    await rupture('node-killed');
    const server = home.postmaster();
    await running.child.stop('SIGKILL');
    expect(isServer(server!)).toBe(true);
    running = await startHome(home, env);
    expect(home.postmaster()).toBe(server);
    expect(running.block).toContain('was running already');
    await nothingLost();
    await eventually('the alert', async () => (await alertsOf(running, 'ep-node-killed'))[0]);
  });

  it('comes back after kill -9 of the database server and of itself, and nothing is lost', async () => {
    await rupture('both-killed');
    const server = home.postmaster()!;
    process.kill(server, 'SIGKILL');
    await running.child.stop('SIGKILL');
    running = await startHome(home, env);
    expect(home.postmaster()).not.toBe(server);
    await nothingLost();
    await eventually('the alert', async () => (await alertsOf(running, 'ep-both-killed'))[0]);
  });

  it('says that it is unavailable while its database server is gone, and still ends politely', async () => {
    process.kill(home.postmaster()!, 'SIGKILL');
    await eventually(
      'health to say so',
      async () => (await fetch(`${running.url}/health/ready`)).status === 503 || undefined,
    );
    const refused = await fetch(`${running.url}/v1/alerts`, { headers: { authorization: `Bearer ${running.apiKey}` } });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect(await running.child.stop('SIGINT')).toBe(0);
    expect(fs.existsSync(path.join(home.data, 'ready.json'))).toBe(false);
  });

  it('has the read models that its log gives, after all of it', async () => {
    const { code, out, err } = await runApp('cli', { RAPPORT_DATA: home.data, ...(await queueOf()) }, [
      'verify',
      '--json',
    ]);
    expect([code, err.replace(/^\d+ episodes compared\n/gm, '')]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ differences: [] });
    expect(home.postmaster()).toBeUndefined();
  });
});
