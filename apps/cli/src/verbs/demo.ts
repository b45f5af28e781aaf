import type { AppendAnswer, EventTrace, TraceStep, AlertAnswer } from '#lib/pipeline';
import type { Page } from '#lib/readmodels';
import { toCloudEvent } from '#lib/events';
import { SECOND } from '#lib/kernel';
import { ruptureStory } from '#lib/synthetic';
import { eventRequest, needSecret } from '../instance/event-request.js';
import { CliFailure } from '../line/failure.js';
import { call, needInstance, type Instance } from '../instance/instance.js';
import { pause } from '../line/pause.js';
import { columns } from '../line/output.js';
import { PROGRAM, type Host, type Run } from '../line/verb.js';
import { setDemoTime } from '../instance/demo-time.js';
import type { demoVerb } from './demo.verb.js';

/** The story's live part reaches 30 s past its end; told this long ago, nothing of it lies ahead of the clock. */
const TOLD_AGO_MS = 35 * SECOND;
const LOOK_EVERY_MS = 500;
const DELIVERIES_WITHIN_MS = 5 * SECOND;
/** Where a delivery goes no further by itself soon. */
const SETTLED = /: (?:accepted|dead|withdrawn)$/;

interface Session {
  readonly instance: Instance;
  readonly secret: string;
  readonly host: Host;
}

export const runDemo: Run<typeof demoVerb> = async (context) => {
  const { flags, out, host } = context;
  const { speed, jump } = flags;
  if (speed === undefined && jump === undefined) return tellOneStory(context);
  const { now, text } = await setDemoTime(needInstance(flags, host), { speed, jump }, host.signal);
  out.show(now, () => text);
  return 0;
};

const tellOneStory: Run<typeof demoVerb> = async ({ flags, out, host }) => {
  const instance = needInstance(flags, host);
  if (!instance.key.startsWith('rk_test_'))
    throw new CliFailure(
      'the demo writes invented events, and this is a live key',
      'use a key of a test tenant: it starts with rk_test_',
    );
  const session = { instance, secret: needSecret(instance), host };
  const episode = `ep-demo-${host.now().toString(36)}`;
  const positions = await tell(session, { episode, clinician: flags.clinician }, (line) => out.say(line));
  out.say(`waiting for the alert of ${episode}`);
  const [alert, ...others] = await awaitAlerts(session, { episode, clinician: flags.clinician }, flags.timeout);
  const steps = await awaitDeliveries(session, positions, alert.id);
  const links = {
    alert: `${instance.url}/alerts/${alert.id}`,
    timeline: `${instance.url}/v1/episodes/${episode}/timeline`,
  };
  out.show({ alert, others, deliveries: steps, links }, () =>
    demoText({ alert, others, steps, links, position: positions.at(-1) ?? 0 }),
  );
  return 0;
};

interface Cast {
  readonly episode: string;
  readonly clinician: string;
}

/** Weeks of history in one batch, silently; then what happens "today", event by event. Answers where the latter stand. */
async function tell(session: Session, { episode, clinician }: Cast, say: (line: string) => void): Promise<number[]> {
  const endsAt = session.host.now() - TOLD_AGO_MS;
  const story = ruptureStory({ endsAt, episode, client: episode.replace('ep-', 'cl-'), clinician });
  const history = story.filter((told) => told.arriveAt <= endsAt).map((told) => toCloudEvent(told.event, true));
  const live = story.filter((told) => told.arriveAt > endsAt);
  await post(session, history, `${episode}-history`);
  say(`${history.length} events of nine weeks sent as history`);
  const positions: number[] = [];
  for (const { event } of live) {
    const { receipts } = await post(session, toCloudEvent(event), event.id);
    positions.push(...receipts.flatMap((r) => (r.position === undefined ? [] : [r.position])));
    say(`${event.type} sent`);
  }
  return positions;
}

function post({ instance, secret, host }: Session, events: object, id: string): Promise<AppendAnswer> {
  return call(instance, eventRequest(JSON.stringify(events), { secret, id, now: host.now() }), host.signal);
}

/** The story's alerts, the newest first: as a rule one about the rupture, one about the missed review. */
async function awaitAlerts(
  { instance, host }: Session,
  { episode, clinician }: Cast,
  seconds: number,
): Promise<[AlertAnswer, ...AlertAnswer[]]> {
  const path = `/v1/alerts?${new URLSearchParams({ clinician, limit: '50' }).toString()}`;
  for (const deadline = host.now() + seconds * SECOND; host.now() < deadline && !host.signal.aborted;) {
    const { items } = await call<Page<AlertAnswer>>(instance, { method: 'GET', path }, host.signal);
    const [first, ...others] = items.filter((alert) => alert.episode === episode);
    if (first) return [first, ...others];
    await pause(LOOK_EVERY_MS, host.signal);
  }
  if (host.signal.aborted)
    throw new CliFailure(
      'stopped before the alert came',
      `it may still arrive: check the inbox, ${instance.url}/v1/alerts`,
    );
  throw new CliFailure(
    `no alert within ${seconds} s`,
    `is everything processed?  ${PROGRAM} doctor   and  ${PROGRAM} tail`,
  );
}

/** What became of the alert so far; a delivery that is tried again later is shown as it stands. */
async function awaitDeliveries(
  { instance, host }: Session,
  positions: readonly number[],
  alert: string,
): Promise<TraceStep[]> {
  for (const deadline = host.now() + DELIVERIES_WITHIN_MS; ; await pause(LOOK_EVERY_MS, host.signal)) {
    const traces = await Promise.all(
      positions.map((p) => call<EventTrace>(instance, { method: 'GET', path: `/v1/events/${p}/trace` }, host.signal)),
    );
    const steps = deliveriesOf(
      traces.find((t) => t.steps.some((s) => s.step === 'alert' && s.detail.startsWith(alert)))?.steps ?? [],
      alert,
    );
    const open = steps.filter((s) => s.step === 'delivery' && !SETTLED.test(s.detail));
    if ((open.length === 0 && steps.length > 0) || host.now() > deadline || host.signal.aborted) return steps;
  }
}

/** From this alert's step on, up to the next alert's. */
function deliveriesOf(steps: readonly TraceStep[], alert: string): TraceStep[] {
  const after = steps.slice(steps.findIndex((s) => s.step === 'alert' && s.detail.startsWith(alert)) + 1);
  const next = after.findIndex((s) => s.step === 'alert');
  return next < 0 ? after : after.slice(0, next);
}

interface Shown {
  readonly alert: AlertAnswer;
  readonly others: readonly AlertAnswer[];
  readonly steps: readonly TraceStep[];
  readonly links: { readonly alert: string; readonly timeline: string };
  readonly position: number;
}

export function demoText({ alert: { words, tier, clinician }, others, steps, links, position }: Shown): string {
  return [
    '',
    `${words.title}   (${tier}, for ${clinician})`,
    '',
    ...[words.whatChanged, words.comparedWith, words.howSure, words.otherReadings].map((text) => `  ${text}`),
    '',
    ...words.tryNext.map((text) => `  - ${text}`),
    `  "${words.wordsToOpenWith}"`,
    '',
    ...others.map((other) => `also: ${other.words.title}   (${other.tier})\n`),
    steps.length > 0
      ? columns(steps.map((s) => [`  ${s.step}`, s.detail]))
      : '  no channel is set for this clinician; the alert is in the inbox',
    '',
    `  the alert     ${links.alert}`,
    `  the timeline  ${links.timeline}`,
    `  its way       ${PROGRAM} trace ${position}`,
  ].join('\n');
}
