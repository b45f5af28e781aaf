import type { Clock } from '#lib/platform';

/** A clock that goes on by itself, and that a test may move or hold. */
export class TestClock implements Clock {
  private shift = 0;
  private held: number | undefined;

  now(): number {
    return (this.held ?? Date.now()) + this.shift;
  }
  advance(ms: number): void {
    this.shift += ms;
  }
  /** From here on it says this instant, until it is moved again. */
  holdAt(instant: number): void {
    this.held = instant;
    this.shift = 0;
  }
  goOn(): void {
    this.held = undefined;
  }
}
