/**
 * What time it is in the synthetic clinic. It runs faster than ours while it has history to live through, can be paused
 * and moved on, and is never later than ours: nothing can be told that has not happened yet.
 */
import { DAY, toIso } from '#lib/kernel';
import type { Clock } from '#lib/platform';

/** Seconds of clinic time in one second; 0 is a pause. */
export const FASTEST = 7 * 86_400;
export const LONGEST_JUMP = 90 * DAY;

export interface TimeStanding {
  readonly clinicTime: string;
  /** Seconds of clinic time in one second; 0 is a pause. */
  readonly speed: number;
  /** How far behind our time the clinic is, in seconds. */
  readonly behindSeconds: number;
}

export class ClinicTime implements Clock {
  private since: number;

  /** `from` in ms since 1970 UTC; `wall` is our time. */
  constructor(
    private from: number,
    private speed: number,
    private readonly wall: Clock = { now: Date.now },
  ) {
    this.since = wall.now();
  }

  now(): number {
    const wall = this.wall.now();
    return Math.min(wall, this.from + (wall - this.since) * this.speed);
  }

  /** Whether it has caught up with our time and goes on with it. */
  get isLive(): boolean {
    return this.speed > 0 && this.now() >= this.wall.now();
  }

  goAt(speed: number): void {
    this.moveTo(this.now());
    this.speed = speed;
  }

  /** Moves on by so many ms, as far as our time at most; how far it went, in ms. */
  jump(ms: number): number {
    const before = this.now();
    this.moveTo(Math.min(this.wall.now(), before + ms));
    return this.from - before;
  }

  standing(): TimeStanding {
    const now = this.now();
    return {
      clinicTime: toIso(Math.round(now)),
      speed: this.speed,
      behindSeconds: Math.round((this.wall.now() - now) / 1_000),
    };
  }

  private moveTo(at: number): void {
    this.from = at;
    this.since = this.wall.now();
  }
}
