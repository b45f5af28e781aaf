/** Rupture in one relationship, from the form that shows it to everybody who is told, in processes of their own. */
import { eventually } from '../../libs/testkit/src/eventually.js';
import { startApi, startWorker, stopChildren, type Child } from './support/child.js';
import { openClinic, type Clinic } from './support/database.js';
import { openStream, type LiveStream } from './support/live-stream.js';
import {
  alertsOf,
  batched,
  post,
  storyOf,
  structured,
  type Account,
  type Answer,
  type InboxAlert,
} from './support/practice.js';
import {
  spansOf,
  startMailServer,
  startReceiver,
  verified,
  type CaughtMail,
  type Hook,
  type HttpReceiver,
  type MailServer,
  type Span,
} from './support/receivers.js';

const CANARY = 'quetzal-4711';
/** Subjects stand on lock screens: these, and no others. */
const SUBJECTS = /^Rapport: (?:1 item is waiting|something to look at before [0-2][0-9]:[0-5][0-9])$/;

describe('a form that says that something felt off', () => {
  let clinic: Clinic;
  let account: Account;
  let api: Child;
  let worker: Child;
  let mailServer: MailServer;
  let receiver: HttpReceiver;
  let collector: HttpReceiver;
  let stream: LiveStream;
  let answer: Answer;
  let seconds: number;
  let alert: InboxAlert;
  let mail: CaughtMail;
  let hook: Hook;

  beforeAll(async () => {
    [mailServer, receiver, collector] = await Promise.all([startMailServer(), startReceiver(), startReceiver()]);
    clinic = await openClinic({ smtpUrl: mailServer.url, webhookUrl: receiver.url });
    const env = {
      ...clinic.env,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      RAPPORT_PUBLIC_URL: 'https://rapport.clinic.example',
    };
    const started = await Promise.all([startApi(env), startWorker(env)]);
    account = { ...clinic, url: started[0].url };
    api = started[0].child;
    worker = started[1];
    const story = storyOf(CANARY);
    await post(account, batched(story.past));
    const quiet = async () => (await alertsOf(account)).length === 0 && mailServer.mails.length === 0;
    expect(await quiet()).toBe(true);
    stream = await openStream(account);
    const began = performance.now();
    answer = await post(account, structured(story.form), 'standardwebhooks');
    [alert, mail, hook] = await Promise.all([
      eventually('an alert in the inbox', async () => (await alertsOf(account, `ep-${CANARY}`))[0]),
      eventually('a mail', () => mailServer.mails[0]),
      eventually('a webhook', () => receiver.caught[0] && verified(receiver.caught[0], clinic.webhookSecret)),
    ]);
    seconds = (performance.now() - began) / 1_000;
  });
  afterAll(async () => {
    stream?.close();
    await stopChildren();
    await Promise.all([mailServer, receiver, collector].map((server) => server?.close()));
  });

  it('has become an alert, a mail and a webhook within five seconds', () => {
    expect(answer.status).toBe(202);
    expect(alert).toMatchObject({ tier: 'talk-soon', status: 'open', clinician: `dr-${CANARY}` });
    expect(seconds).toBeLessThan(5);
  });

  it('is one alert, with the same id in the inbox, in the mail and in the webhook', async () => {
    expect((await alertsOf(account)).map((a) => a.id)).toEqual([alert.id]);
    expect(hook.data).toMatchObject({
      alert: alert.id,
      tier: 'talk-soon',
      link: `https://rapport.clinic.example/alerts/${alert.id}`,
    });
    expect(mail.mail.text).toContain(`https://rapport.clinic.example/alerts/${alert.id}`);
    expect(hook.id).toContain(alert.id);
  });

  it('is told once by mail and once by webhook', () => {
    expect([mailServer.mails.length, receiver.caught.length]).toEqual([1, 1]);
  });

  it('is not told in the subject, and nobody is named in a message', () => {
    expect(mail.mail.subject).toMatch(SUBJECTS);
    expect(mail.mail.messageId).toMatch(/^<[0-9a-f]{40}@clinic\.example>$/);
    for (const text of [mail.raw, mail.mail.html || '', mail.mail.text ?? '', JSON.stringify(receiver.caught)])
      expect(text).not.toContain(CANARY);
  });

  it('names nobody in the logs of the processes or in their traces', () => {
    for (const text of [api.out, api.err, worker.out, worker.err, ...collector.caught.map((c) => c.body)])
      expect(text).not.toContain(CANARY);
  });

  it('reaches an open screen as ids, and nothing else', async () => {
    const change = await eventually('a change with the alert', () =>
      stream.events.find((e) => e.type === 'changed' && e.data.includes(alert.id)),
    );
    expect(JSON.parse(change.data)).toEqual({ episodes: [`ep-${CANARY}`], alerts: [alert.id] });
    expect(new Set(stream.events.map((e) => e.type))).toEqual(new Set(['changed']));
  });

  it('can be followed under one trace id from the request over the alert to both messages', async () => {
    const way = await eventually('the spans of the way', () => {
      const raised = spansOf(collector).find((s) => s.name === 'raise alert');
      const mine = spansOf(collector).filter((s) => s.traceId === raised?.traceId);
      return mine.filter((s) => s.name === 'deliver').length === 2 ? mine : undefined;
    });
    const one = (name: string): Span | undefined => way.find((s) => s.name === name);
    expect(one('receive events')).toMatchObject({ service: 'rapport-api' });
    expect(one('raise alert')).toMatchObject({
      service: 'rapport-worker',
      parentSpanId: one('receive events')?.spanId,
    });
    for (const sent of way.filter((s) => s.name === 'deliver'))
      expect(sent.parentSpanId).toBe(one('raise alert')?.spanId);
  });

  it('shows its way, with every attempt, at the link in its receipt', async () => {
    const trace = answer.body.receipts[0]!.trace.replace('https://rapport.clinic.example', account.url);
    const response = await fetch(trace, { headers: { authorization: `Bearer ${account.apiKey}` } });
    const { steps } = (await response.json()) as { steps: { step: string; detail: string }[] };
    expect(steps.map((s) => s.step).slice(0, 4)).toEqual(['received', 'stored', 'followed', 'alert']);
    expect(
      steps
        .filter((s) => s.step === 'attempt')
        .map((s) => s.detail.split(' ')[0])
        .sort(),
    ).toEqual(['email', 'webhook']);
  });
});
