import type { Clock } from '#lib/platform';

/** A clock that goes on by itself, and that a test may move. */
export class TestClock implements Clock {
  private shift = 0;
  now(): number {
    return Date.now() + this.shift;
  }
  advance(ms: number): void {
    this.shift += ms;
  }
}
