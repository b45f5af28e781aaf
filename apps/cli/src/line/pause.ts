/** Waiting that ends early when the person has had enough. */
import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after `ms`, or at once when the signal is aborted. Never rejects. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).then(
    () => undefined,
    () => undefined,
  );

/** Lets go of a long computation for a moment, so that signals and output get their turn. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
