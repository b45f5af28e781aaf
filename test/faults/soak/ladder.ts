/** How much is too much: steps of single events, then a burst of batches. Latency is counted from when a request was due. */
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#lib/testkit';
import { sendEvents, type Account } from '../load/client.js';
import { tellStory, type SentEvent } from '../load/events.js';
import { debtOf } from '../oracles/rest.js';
import type { Clinic, FaultHouse } from '../place/house.js';

export interface StepResult {
  readonly step: string;
  readonly sent: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  /** Requests by what they were answered; 0 is no answer. */
  readonly answers: Readonly<Record<string, number>>;
  /** Until nothing waited any more, in seconds; negative when that was not so within five minutes. */
  readonly backlogSeconds: number;
}
export interface Step {
  readonly eventsPerSecond: number;
  readonly batch: number;
  readonly seconds: number;
}

export const stepsOf = (seconds: number): Step[] => [
  ...[50, 100, 200, 300, 400].map((eventsPerSecond) => ({ eventsPerSecond, batch: 1, seconds })),
  { eventsPerSecond: 1_500, batch: 20, seconds },
];

const BACKLOG_MS = 300_000;
const IN_FLIGHT = 2_000;
let told = 0;

export async function climb(house: FaultHouse, clinic: Clinic, step: Step): Promise<StepResult> {
  const events = eventsFor(step.eventsPerSecond * step.seconds);
  const requests: SentEvent[][] = [];
  for (let i = 0; i < events.length; i += step.batch) requests.push(events.slice(i, i + step.batch));
  const outcomes = await shoot(house, clinic, { requests, perSecond: step.eventsPerSecond / step.batch });
  const began = Date.now();
  const gone = await eventually('the backlog to be gone', () => noDebt(house, clinic), BACKLOG_MS).catch(() => false);
  const ms = outcomes.map((o) => o.ms).sort((a, b) => a - b);
  const at = (share: number): number => Math.round(ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0);
  const answers: Record<string, number> = {};
  for (const { status } of outcomes) answers[status] = (answers[status] ?? 0) + 1;
  const name = `${step.eventsPerSecond}/s${step.batch > 1 ? ` in batches of ${step.batch}` : ''}`;
  return {
    step: name,
    sent: outcomes.length,
    p50: at(0.5),
    p99: at(0.99),
    worst: at(1),
    answers,
    backlogSeconds: gone ? (Date.now() - began) / 1_000 : -1,
  };
}

/** Made before the clock starts, and mixed, so that neighbours belong to different episodes. */
function eventsFor(count: number): SentEvent[] {
  const stories: SentEvent[][] = [];
  for (let have = 0; have < count;) {
    const story = tellStory({ name: `ladder-${++told}`, seed: told, now: Date.now() });
    stories.push(story);
    have += story.length;
  }
  const longest = Math.max(0, ...stories.map((s) => s.length));
  return Array.from({ length: longest }, (_, i) => stories.flatMap((s) => s[i] ?? []))
    .flat()
    .slice(0, count);
}

interface Volley {
  readonly requests: readonly SentEvent[][];
  readonly perSecond: number;
}

async function shoot(
  house: FaultHouse,
  account: Account,
  { requests, perSecond }: Volley,
): Promise<{ ms: number; status: number }[]> {
  const outcomes: { ms: number; status: number }[] = [];
  const urls = house.urls();
  let due = performance.now();
  let flying = 0;
  for (const [i, events] of requests.entries()) {
    due += 1_000 / perSecond;
    if (due > performance.now()) await delay(due - performance.now());
    if (flying >= IN_FLIGHT) await eventually('room', () => flying < IN_FLIGHT, 60_000);
    const meant = due;
    flying++;
    void sendEvents(urls[i % urls.length] as string, events, account).then(({ status }) => {
      flying--;
      outcomes.push({ ms: performance.now() - meant, status });
    });
  }
  await eventually('every answer', () => flying === 0, 60_000);
  return outcomes;
}

async function noDebt(house: FaultHouse, { tenant }: Clinic): Promise<boolean> {
  const { marks, deliveries, behind } = await debtOf(house, tenant);
  return marks + deliveries + behind === 0;
}
