/** For what a process needs from the start and may have to wait for: a store that starts beside it, or restarts. */
import type { Clock } from './clock.js';
import { pause } from './loop.js';
import { isUnavailable } from './outage.js';

const EVERY_MS = 500;

export interface RetryOptions {
  readonly clock: Clock;
  /** From the first try to the last one, in ms; 0 is one try. */
  readonly withinMs: number;
  /** Hears of the first try that failed. */
  readonly onWait: (error: unknown) => void;
}

/**
 * Tries again while the store is away, and for nothing else: a wrong password is wrong in a minute too.
 *
 * @throws whatever the last try threw.
 */
export async function retryUntilAvailable<T>(
  work: () => Promise<T>,
  { clock, withinMs, onWait }: RetryOptions,
): Promise<T> {
  const began = clock.now();
  for (let tried = 0; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error) || clock.now() - began >= withinMs) throw error;
      if (tried === 0) onWait(error);
      await pause(EVERY_MS);
    }
  }
}
