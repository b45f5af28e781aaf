/**
 * Who goes on next. Everything that takes time in the simulated house (a query, a send, a pause) is a step; whenever all
 * running code has come to its next await, chance picks one of the steps that are ready. Time is a number that moves a
 * little with every step, and leaps to the next pause that ends when nothing else is left to do.
 */
import type { Chance } from './chance.js';

/** Whose steps these are; the steps of somebody who died are dropped. */
export interface Actor {
  readonly name: string;
  readonly alive: boolean;
}
interface Step {
  readonly actor: Actor;
  readonly label: string;
  readonly at: number;
  readonly run: () => void;
}

/** What went against a promise of the product; ends the run. */
export class Violation extends Error {}

const MOST_STEPS = 60_000;
const REMEMBERED = 400;
const allHaveComeToAnAwait = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Scheduler {
  steps = 0;
  now: number;
  private ready: Step[] = [];
  private later: Step[] = [];
  private told: Pick<Step, 'actor' | 'label' | 'at'>[] = [];
  private fatal: Error | undefined;

  constructor(
    readonly chance: Chance,
    start: number,
  ) {
    this.now = start;
  }

  add(actor: Actor, label: string, run: () => void, delayMs = 0): void {
    const step = { actor, label, run, at: this.now + delayMs };
    if (delayMs <= 0) this.ready.push(step);
    else this.later.push(step);
  }

  sleep(actor: Actor, ms: number): Promise<void> {
    return new Promise((resolve) => this.add(actor, `wakes after ${ms} ms`, resolve, Math.max(1, ms)));
  }

  /** Writes a line into the trace. */
  note(actor: Actor, label: string): void {
    if (this.told.length >= 2 * REMEMBERED) this.told = this.told.slice(-REMEMBERED);
    this.told.push({ actor, label, at: this.now });
  }

  /** Ends the run, wherever the trouble was noticed; product code that swallows errors cannot swallow this. */
  fail(error: Error): void {
    this.fatal ??= error;
  }

  /** Goes on until `done`. `meanwhile` is asked before each step. Throws when nobody can go on any more. */
  async run(done: () => boolean, meanwhile: () => void, whoWaits: () => string): Promise<void> {
    for (;;) {
      await allHaveComeToAnAwait();
      if (this.fatal) throw this.fatal;
      if (done()) return;
      meanwhile();
      const step = this.next();
      if (!step) throw new Violation(`everybody waits and nobody can go on: ${whoWaits()}`);
      if (++this.steps > MOST_STEPS) throw new Violation(`no end after ${MOST_STEPS} steps: ${whoWaits()}`);
      this.note(step.actor, step.label);
      step.run();
    }
  }

  private next(): Step | undefined {
    for (;;) {
      if (this.ready.length === 0 && !this.leap()) return undefined;
      const step = this.takeAny();
      if (!step.actor.alive) continue;
      this.now += this.chance.below(4);
      if (this.later.length > 0) this.ripen();
      return step;
    }
  }

  private takeAny(): Step {
    const nth = this.chance.below(this.ready.length);
    const step = this.ready[nth] as Step;
    this.ready[nth] = this.ready.at(-1) as Step;
    this.ready.pop();
    return step;
  }

  private leap(): boolean {
    if (this.later.length === 0) return false;
    this.now = Math.max(this.now, Math.min(...this.later.map((s) => s.at)));
    this.ripen();
    return true;
  }

  private ripen(): void {
    const { now } = this;
    this.ready.push(...this.later.filter((s) => s.at <= now));
    this.later = this.later.filter((s) => s.at > now);
  }

  /** The last steps, in words. */
  trace(lines: number): string[] {
    return this.told
      .slice(-lines)
      .map((s) => `${new Date(s.at).toISOString().slice(5, 23)}  ${s.actor.name}: ${s.label}`);
  }
}
