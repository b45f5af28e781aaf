import type { Clock, Database } from '#lib/platform';
import { queuesAnswer, type Waker } from '#lib/queues';

export const HEALTH = Symbol('health');

export interface Health {
  status(): Promise<'ready' | 'degraded' | 'unavailable'>;
}

const FRESH_MS = 1_000;

/** Asks the stores at most once a second, however often it is asked itself. */
export function createHealth(db: Database, waker: Waker, clock: Clock): Health {
  let last: { at: number; status: Promise<'ready' | 'degraded' | 'unavailable'> } | undefined;
  const look = async (): Promise<'ready' | 'degraded' | 'unavailable'> => {
    try {
      await db.query('SELECT 1');
    } catch {
      return 'unavailable';
    }
    return (await queuesAnswer(waker.all())) ? 'ready' : 'degraded';
  };
  return {
    status: () => {
      if (!last || clock.now() - last.at > FRESH_MS) last = { at: clock.now(), status: look() };
      return last.status;
    },
  };
}
