/**
 * The mail server and the hook are away while events come in: everything that is there to say so says it within a minute,
 * and afterwards every message has arrived once. Half a minute here; RAPPORT_AWAY_MINUTES=60 makes it the whole hour.
 */
import { freePort } from '#lib/platform';
import { eventually } from '#lib/testkit';
import { runApp, startApi, startWorker, stopChildren, type Child } from '../e2e/support/child.js';
import { openClinic, type Clinic } from '../e2e/support/database.js';
import { alertsOf, batched, get, post, storyOf, structured, type Account } from '../e2e/support/practice.js';
import {
  startMailServer,
  startReceiver,
  verified,
  type HttpReceiver,
  type MailServer,
} from '../e2e/support/receivers.js';
import { prometheusWatching, type Prometheus } from './promtool.js';

const SECOND = 1_000;
const AWAY_MS = Number(process.env['RAPPORT_AWAY_MINUTES'] ?? 0.5) * 60 * SECOND;
const WITHIN_MS = 60 * SECOND;
const PAUSE_MS = AWAY_MS > 5 * WITHIN_MS ? 10 * SECOND : SECOND;

interface House {
  readonly clinic: Clinic;
  readonly account: Account;
  readonly worker: Child;
  readonly prometheus: Prometheus;
}

async function openHouse(outlets: { readonly smtpUrl: string; readonly webhookUrl: string }): Promise<House> {
  const clinic = await openClinic(outlets);
  // the queue and the mail pool of one worker show what those of several would
  const ports = { api: (await freePort(0, '127.0.0.1'))!, worker: (await freePort(0, '127.0.0.1'))! };
  const { url } = await startApi({ ...clinic.env, RAPPORT_METRICS_PORT: String(ports.api) });
  const worker = await startWorker({ ...clinic.env, RAPPORT_METRICS_PORT: String(ports.worker) });
  return { clinic, account: { ...clinic, url }, worker, prometheus: await prometheusWatching(ports) };
}

describe('the mail server and the hook are away', () => {
  let house: House;
  let mail: MailServer;
  let hook: HttpReceiver;
  const before: { mail?: MailServer; hook?: HttpReceiver } = {};
  let told = 0;

  const rapport = (...words: readonly string[]) => runApp('cli', house.clinic.env, words);
  const sentence = async () => (await get<{ sentence: string }>(house.account, '/v1/pipeline')).sentence;
  const upset = async (): Promise<void> => {
    const { past, form } = storyOf(`away-${++told}`);
    for (const message of [batched(past), structured(form)])
      expect((await post(house.account, message)).status).toBe(202);
  };
  /** Events, for as long as the outlets are away; what goes wrong is told at the end. */
  async function comeIn(began: number): Promise<void> {
    for (let next = began; next < began + AWAY_MS; next += PAUSE_MS) {
      await eventually('the next one to be due', () => Date.now() >= next, AWAY_MS);
      await upset();
    }
  }
  const raised = (count: number) =>
    eventually('every alert', async () => (await alertsOf(house.account)).length === count || undefined, WITHIN_MS);

  beforeAll(async () => {
    [mail, hook] = await Promise.all([startMailServer({ refuses: true }), startReceiver()]);
    house = await openHouse({ smtpUrl: mail.url, webhookUrl: hook.url });
    // one message is refused for good before the mail server is away
    await upset();
    await eventually('a message that was given up', async () => {
      const { out } = await rapport('deliveries', 'list', '--json');
      return /"channel":"email"/.test(out) || undefined;
    });
    Object.assign(before, { mail, hook });
    await Promise.all([mail.close(), hook.close()]);
  }, 180_000);
  afterAll(async () => {
    await house?.prometheus.stop();
    await stopChildren();
    await Promise.all([mail, hook].map((server) => server?.close().catch(() => undefined)));
  });

  it(
    'D11: sentence, doctor, metric, rule and log say it within a minute, while events come in',
    async () => {
      const began = Date.now();
      await upset();
      const load = comeIn(began);
      try {
        const until = (what: string, look: () => Promise<boolean>) =>
          eventually(what, async () => (await look()) || undefined, WITHIN_MS);
        await Promise.all([
          until('the sentence', async () => /\d+ alerts? ha(s|ve) reached nobody/.test(await sentence())),
          until('the log', () =>
            Promise.resolve(/"problems":\[[^\]]*"alerts-unreached"[^\]]*\]/.test(house.worker.err)),
          ),
          until('the rules', async () => {
            const firing = await house.prometheus.firing();
            return ['RapportAlertsUnreached', 'RapportChannelFailing'].every((name) => firing.includes(name));
          }),
        ]);
        const [unreached] = await house.prometheus.ask('max(rapport_alerts_unreached)', Date.now() / SECOND);
        expect(unreached).toBeGreaterThan(0);
        const doctor = await rapport('doctor');
        expect(doctor.code).toBe(1);
        for (const way of ['mail', 'webhook']) expect(doctor.out).toMatch(new RegExp(`FAILED\\s+${way}`, 'i'));
      } finally {
        await load;
      }
    },
    AWAY_MS + 2 * WITHIN_MS,
  );

  it('D11: once they are back, one command sends what was given up, and one what would be tried later', async () => {
    await raised(told);
    [mail, hook] = await Promise.all([startMailServer({ port: before.mail!.port }), startReceiver(before.hook!.port)]);
    for (const state of ['failed', 'retrying']) {
      const words = ['deliveries', 'retry', '--state', state, '--yes', '--by', 'anna', '--reason', 'back-again'];
      expect(await rapport(...words)).toMatchObject({ code: 0 });
    }
    await eventually('all of them', async () => (mail.mails.length >= told ? true : undefined), WITHIN_MS);
    await eventually(
      'all is in order',
      async () => /no alert is held up/.test(await sentence()) || undefined,
      WITHIN_MS,
    );
  }, 180_000);

  it('D11: nothing is lost, and every message arrived once', async () => {
    const alerts = (await alertsOf(house.account)).map(({ id }) => id).sort();
    expect(alerts).toHaveLength(told);
    const caught = [...before.hook!.caught, ...hook.caught].map((one) => verified(one, house.clinic.webhookSecret));
    expect(caught.map(({ data }) => data.alert).sort()).toEqual(alerts);
    const linked = mail.mails.map(({ mail: { text } }) => alerts.filter((id) => text?.includes(id)));
    expect(linked.flat().sort()).toEqual(alerts);
    const { out } = await rapport('verify', '--json');
    expect(JSON.parse(out)).toMatchObject({ differences: [] });
  });

  it('D11: the rules are silent again', async () => {
    const loud = async () => (await house.prometheus.firing()).filter((name) => /Unreached|Failing/.test(name));
    await eventually('silence', async () => (await loud()).length === 0 || undefined, WITHIN_MS);
    expect(await loud()).toEqual([]);
  }, 90_000);
});
