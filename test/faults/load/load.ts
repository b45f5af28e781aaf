/**
 * An open-loop sender: it keeps to its schedule whatever the answers are, so that a slow server does not slow the
 * question. What was not answered, or with "later", is sent again until it is; one in twenty who hears nothing gives up.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#lib/testkit';
import { diceOf, type Dice } from '../dice.js';
import { sendEvents, type Account, type Reply } from './client.js';
import type { SentEvent } from './events.js';
import type { Answer, Entry, Ledger } from './ledger.js';
import { Plan, type Kind, type PlanOptions, type Sending } from './plan.js';

export interface LoadOptions extends PlanOptions {
  /** Requests per second. */
  readonly rate: number;
  readonly account: Account;
  readonly ledger: Ledger;
  /** Addresses of the APIs that are there at this moment. */
  readonly urls: () => readonly string[];
}
/** One request that was answered or not: when it was meant to leave, and how long the answer took from then. */
export interface Sample {
  readonly at: number;
  readonly ms: number;
  readonly status: number;
  readonly trouble: string | undefined;
  readonly retryAfter: number | undefined;
}

const IN_FLIGHT = 250;
/** What each kind of request has to be answered, once it is answered. */
const RIGHT: Readonly<Record<Kind, readonly number[]>> = {
  fresh: [200, 202],
  again: [200, 202],
  invalid: [400, 422],
  reuse: [409],
};
const RETRY_MS = 400;

export class Load {
  readonly samples: Sample[] = [];
  inFlight = 0;
  /** Requests that left, repetitions included. */
  attempts = 0;
  /** 4xx for something that was right, and the like. */
  readonly surprises: string[] = [];
  private readonly plan: Plan;
  private readonly dice: Dice;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private turn = 0;
  private deadline = Number.POSITIVE_INFINITY;

  constructor(private readonly options: LoadOptions) {
    this.plan = new Plan(options);
    this.dice = diceOf(options.seed, `${options.label}-retries`);
  }

  start(): this {
    this.running = this.run();
    return this;
  }

  private async run(): Promise<void> {
    let due = performance.now();
    for (let sending = this.plan.next(); sending; sending = this.plan.next()) {
      due += 1_000 / (this.stopped ? this.options.rate * 4 : this.options.rate);
      await delay(Math.max(0, due - performance.now()));
      if (this.inFlight >= IN_FLIGHT) {
        await eventually('room for another request', () => this.inFlight < IN_FLIGHT, 120_000);
        due = performance.now();
      }
      void this.deliver(sending, Date.now());
    }
  }

  private async deliver({ kind, events }: Sending, at: number): Promise<void> {
    this.inFlight++;
    try {
      if (kind === 'reuse' && !this.options.ledger.find(events[0] as SentEvent)?.acknowledged) return;
      await this.insist(kind, events, at);
    } catch (error) {
      this.surprises.push(`the generator failed: ${String(error)}`);
    } finally {
      this.inFlight--;
    }
  }

  private async insist(kind: Kind, events: readonly SentEvent[], at: number): Promise<void> {
    for (let first = true; ; first = false) {
      const reply = await this.send(kind, events);
      if (first) this.samples.push({ at, ms: Date.now() - at, ...pick(reply) });
      if (isAnswer(reply)) return this.judge(kind, reply);
      if (Date.now() > this.deadline || this.givesUp(reply)) return;
      await delay(RETRY_MS + this.dice.whole(0, RETRY_MS));
    }
  }

  /** Only who sent something and heard nothing: whoever met a closed door knows to come again. */
  private givesUp({ status, trouble }: Reply): boolean {
    return status === 0 && trouble !== 'refused' && this.dice.chance(0.05);
  }

  /** One attempt, in the ledger before and after. */
  async send(kind: Kind, events: readonly SentEvent[], url = this.nextUrl()): Promise<Reply> {
    this.attempts++;
    const entries: Entry[] = await this.options.ledger.intend(kind, events);
    const reply = url ? await sendEvents(url, events, this.options.account) : NOBODY;
    await this.options.ledger.settle(entries, answerOf(reply));
    return reply;
  }

  /** Another body won the race for this event's id: that one counts. */
  took(event: SentEvent, hash: string): void {
    const entry = this.options.ledger.find(event);
    if (entry) Object.assign(entry, { hash, acknowledged: true });
  }

  private judge(kind: Kind, { status }: Reply): void {
    const right = RIGHT[kind].includes(status);
    if (!right && this.surprises.length < 20) this.surprises.push(`${kind} was answered ${status}`);
  }

  private nextUrl(): string | undefined {
    const urls = this.options.urls();
    return urls[this.turn++ % Math.max(1, urls.length)];
  }

  /** Ends the stories that were begun, and waits until everything has its answer. */
  async finish(withinMs: number): Promise<void> {
    this.stopped = true;
    this.plan.wind();
    this.deadline = Date.now() + withinMs;
    await this.running;
    await eventually('every request to be answered', () => this.inFlight === 0, withinMs + 20_000);
  }
}

/** 429 and 503 say "later". */
const isAnswer = ({ status }: Reply): boolean => status !== 0 && status !== 429 && status !== 503;
const NOBODY: Reply = { status: 0, receipts: [], retryAfter: undefined, ms: 0, sentAt: 0, trouble: 'refused' };
const pick = ({ status, trouble, retryAfter }: Reply) => ({ status, trouble, retryAfter });
const answerOf = ({ status, receipts }: Reply): Answer => ({ status, positions: receipts.map((r) => r.position) });
