/** What every process of the product really tells Prometheus, and what the shipped rules and dashboards make of it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '#lib/platform';
import { eventually } from '#lib/testkit';
import { runApp, startApi, startApp, startWorker, stopChildren } from '../e2e/support/child.js';
import { openClinic, type Clinic } from '../e2e/support/database.js';
import { alertsOf, batched, post, storyOf, structured, type Account } from '../e2e/support/practice.js';
import { startMailServer, startReceiver } from '../e2e/support/receivers.js';
import { promtool, prometheusWith, type Prometheus } from './promtool.js';
import { anHourOf, lastOfHour, type Scrape } from './samples.js';
import { alertRules, drawnQueries, metricsIn } from './watched.js';

const HOST = '127.0.0.1';
const JOBS = ['api', 'worker', 'rapport'] as const;
const HAPPENED = [
  /^rapport_delivery_seconds_count\{channel="email"\} 1/m,
  /^rapport_health_problems\{code="no-channel"\}/m,
];
const FROM = 1_800_000_000;

async function scrape(job: string, port: number): Promise<Scrape> {
  const reply = await fetch(`http://${HOST}:${port}/metrics`);
  return { job, text: reply.ok ? await reply.text() : '' };
}

/** An event is read and told by mail and hook, another is refused, and a second clinic has no channel yet. */
async function somethingHappens(account: Account): Promise<void> {
  const story = storyOf('watched');
  await post(account, batched(story.past));
  await post(account, structured(story.form));
  await post(account, { headers: { 'content-type': 'application/cloudevents+json' }, body: '{"id":1}' });
  await eventually('the alert', async () => (await alertsOf(account)).length > 0 || undefined);
}

describe('the metrics of every process', () => {
  const closing: (() => Promise<unknown>)[] = [];
  let scrapes: readonly Scrape[] = [];
  let prometheus: Prometheus;

  beforeAll(async () => {
    const outlets = await Promise.all([startMailServer(), startReceiver()]);
    const [mail, hook] = outlets;
    closing.push(...outlets.map((outlet) => () => outlet.close()));
    const clinic = await openClinic({ smtpUrl: mail.url, webhookUrl: hook.url });
    await runApp('cli', clinic.env, ['tenants', 'create', 'another']);
    const ports = await startAll(clinic);
    scrapes = await eventually('all to have been counted', () => allScraped(ports), 60_000);
    prometheus = await prometheusWith(anHourOf(scrapes, FROM));
    closing.push(() => prometheus.stop());
  }, 180_000);
  afterAll(async () => {
    await stopChildren();
    for (const close of closing) await close();
  });

  async function startAll(clinic: Clinic): Promise<readonly number[]> {
    const ports: number[] = [];
    for (const _ of JOBS) ports.push((await freePort(0, HOST))!);
    const envs = ports.map((port) => ({ ...clinic.env, RAPPORT_METRICS_PORT: String(port) }));
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-watched-'));
    closing.push(() => fs.promises.rm(folder, { recursive: true }));
    const alone = {
      ...envs[2]!,
      RAPPORT_DEMO: 'off',
      RAPPORT_PORT: '0',
      RAPPORT_DATA: folder,
    };
    const whole = startApp('rapport', alone);
    const [{ url }] = await Promise.all([
      startApi(envs[0]!),
      startWorker(envs[1]!),
      whole.says('the address', ({ out }) => (out.includes('http://') ? true : undefined)),
    ]);
    await somethingHappens({ ...clinic, url });
    return ports;
  }

  /** Once what happened is counted, by whichever process did it. */
  async function allScraped(ports: readonly number[]): Promise<readonly Scrape[] | undefined> {
    const told = await Promise.all(ports.map((port, i) => scrape(JOBS[i]!, port)));
    const isCounted = HAPPENED.every((form) => told.some(({ text }) => form.test(text)));
    return isCounted && told.every(({ text }) => text !== '') ? told : undefined;
  }

  it.each(JOBS)('D6, N10: those of %s are clean in the eyes of promtool', (job) => {
    const { text } = scrapes.find((one) => one.job === job)!;
    expect(promtool(['check', 'metrics'], text)).toEqual({ code: 0, said: '' });
    expect(text).toMatch(/^rapport_ready\{status="ready"\} 1$/m);
    expect(text).toMatch(/^rapport_queue_jobs\{queue="[^"]+",state="waiting"\} \d+$/m);
  });

  it('D6: a family whose lines are apart, or a gauge that ends like a counter, would not be', () => {
    const gauge = '# HELP x_total Some.\n# TYPE x_total gauge\nx_total 1\n';
    expect(promtool(['check', 'metrics'], gauge).code).not.toBe(0);
  });

  it('D6: all that the rules and the dashboards name is among them', () => {
    const told = scrapes.map(({ text }) => text).join('\n');
    const named = [...alertRules, ...drawnQueries].flatMap(({ expr }) => metricsIn(expr));
    expect(named.length).toBeGreaterThan(40);
    expect([...new Set(named)].filter((name) => !new RegExp(`^${name}[{ ]`, 'm').test(told))).toEqual([]);
  });

  it.each(drawnQueries.map(({ title, expr }) => [title, expr]))('D6: %s draws something', async (_title, expr) => {
    const found = await prometheus.ask(expr, lastOfHour(FROM));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((figure) => Number.isFinite(figure)).length).toBeGreaterThan(0);
  });

  it('D6: a query on what nobody tells draws nothing', async () => {
    expect(await prometheus.ask('sum(rate(rapport_events_followd_total[5m]))', lastOfHour(FROM))).toEqual([]);
  });
});
