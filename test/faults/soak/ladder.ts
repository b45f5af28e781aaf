/**
 * How much is too much: steps of single events, a burst of batches, and one that nobody could take. Requests leave when
 * they are due, whatever the answers; their latency counts from that moment. At the end the oracles are asked.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#lib/testkit';
import { sendEvents, type Reply } from '../load/client.js';
import { tellStory, type SentEvent } from '../load/events.js';
import type { Ledger } from '../load/ledger.js';
import { debtOf } from '../oracles/rest.js';
import type { Clinic, FaultHouse } from '../place/house.js';

export interface StepResult {
  readonly step: string;
  readonly sent: number;
  /** Milliseconds from the moment a request was due; of those that were accepted. */
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  /** Requests by what they were answered; 0 is no answer. */
  readonly answers: Readonly<Record<string, number>>;
  /** Of those answered 429 or 503, how many were not told when to come again. */
  readonly withoutRetryAfter: number;
  /** Until nothing waited any more, in seconds; negative when that was not so within five minutes. */
  readonly backlogSeconds: number;
}
export interface Step {
  readonly eventsPerSecond: number;
  readonly batch: number;
  readonly seconds: number;
}

/** Far more than two cores that also send can take, for no longer than it needs to be seen. */
const BEYOND: Step = { eventsPerSecond: 20_000, batch: 100, seconds: 6 };

export const stepsOf = (seconds: number): Step[] => [
  ...[50, 100, 200, 300, 400].map((eventsPerSecond) => ({ eventsPerSecond, batch: 1, seconds })),
  { eventsPerSecond: 1_500, batch: 20, seconds },
  BEYOND,
];

const BACKLOG_MS = 300_000;
const IN_FLIGHT = 2_000;
let told = 0;

interface Outcome extends Pick<Reply, 'status' | 'retryAfter'> {
  readonly ms: number;
}

export interface Climber {
  readonly system: FaultHouse;
  readonly clinic: Clinic;
  readonly ledger: Ledger;
}

export async function climb(climber: Climber, step: Step): Promise<StepResult> {
  const events = eventsFor(step.eventsPerSecond * step.seconds);
  const requests: SentEvent[][] = [];
  for (let i = 0; i < events.length; i += step.batch) requests.push(events.slice(i, i + step.batch));
  const outcomes = await shoot(climber, { requests, perSecond: step.eventsPerSecond / step.batch });
  const began = Date.now();
  const gone = await eventually('the backlog to be gone', () => noDebt(climber), BACKLOG_MS).catch(() => false);
  const backlogSeconds = gone ? (Date.now() - began) / 1_000 : -1;
  const batches = step.batch > 1 ? ` in batches of ${step.batch}` : '';
  return { step: `${step.eventsPerSecond}/s${batches}`, ...summaryOf(outcomes), backlogSeconds };
}

function summaryOf(outcomes: readonly Outcome[]): Omit<StepResult, 'step' | 'backlogSeconds'> {
  const ms = outcomes
    .filter(({ status }) => status === 202)
    .map((o) => o.ms)
    .sort((a, b) => a - b);
  const at = (share: number): number => Math.round(ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0);
  const answers: Record<string, number> = {};
  for (const { status } of outcomes) answers[status] = (answers[status] ?? 0) + 1;
  const later = outcomes.filter(({ status }) => status === 429 || status === 503);
  return {
    sent: outcomes.length,
    p50: at(0.5),
    p99: at(0.99),
    worst: at(1),
    answers,
    withoutRetryAfter: later.filter(({ retryAfter }) => !retryAfter).length,
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

/** All of it is in the ledger before the clock starts, and what came back after the last answer. */
async function shoot({ system, clinic, ledger }: Climber, { requests, perSecond }: Volley): Promise<Outcome[]> {
  const entries = await Promise.all(requests.map((events) => ledger.intend('fresh', events)));
  const outcomes: Outcome[] = [];
  const replies: Reply[] = [];
  const urls = system.urls();
  let due = performance.now();
  let flying = 0;
  for (const [i, events] of requests.entries()) {
    due += 1_000 / perSecond;
    if (due > performance.now()) await delay(due - performance.now());
    if (flying >= IN_FLIGHT) await eventually('room', () => flying < IN_FLIGHT, 60_000);
    const meant = due;
    flying++;
    void sendEvents(urls[i % urls.length] as string, events, clinic).then((reply) => {
      flying--;
      replies[i] = reply;
      outcomes.push({ ms: performance.now() - meant, status: reply.status, retryAfter: reply.retryAfter });
    });
  }
  await eventually('every answer', () => flying === 0, 60_000);
  await Promise.all(
    replies.map(({ status, receipts }, i) =>
      ledger.settle(entries[i] ?? [], { status, positions: receipts.map((r) => r.position) }),
    ),
  );
  return outcomes;
}

async function noDebt({ system, clinic: { tenant } }: Climber): Promise<boolean> {
  const { marks, deliveries, behind } = await debtOf(system, tenant);
  return marks + deliveries + behind === 0;
}
