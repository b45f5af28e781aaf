/**
 * A clock that goes by the database's, for processes that lease work from each other and sign what they send: one machine
 * whose clock is ten minutes off holds no work for ten minutes, and sends nothing that its receivers have to refuse as
 * too old.
 */
import { Clock } from './clock.js';
import type { Database } from './database.js';

/** Closer than this is as close as the way to the database lets anybody tell. */
export const SAME_TIME_MS = 2_000;

/**
 * How far the database's clock is ahead of `now`, in ms; negative where it is behind. Undefined where the answer took so
 * long that nobody can tell: it is read when half of the way is over, give or take half of the way.
 */
export async function databaseAhead(db: Pick<Database, 'query'>, now: () => number): Promise<number | undefined> {
  const [before, began] = [now(), performance.now()];
  const { rows } = await db.query<{ ms: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms');
  const [after, took] = [now(), performance.now() - began];
  const isUnsure = took > SAME_TIME_MS || Math.abs(after - before - took) > SAME_TIME_MS;
  return isUnsure ? undefined : (rows[0]?.ms ?? 0) - (before + after) / 2;
}

export class DatabaseClock extends Clock {
  /** What is added to this machine's clock, in ms; 0 where both agree. */
  private correction = 0;

  constructor(private readonly machine: () => number = () => Date.now()) {
    super();
  }

  now(): number {
    return this.machine() + this.correction;
  }

  /** Asks the database. Returns the new correction in ms, where the old one is off by more than `SAME_TIME_MS`. */
  async set(db: Pick<Database, 'query'>): Promise<number | undefined> {
    const ahead = await databaseAhead(db, this.machine);
    if (ahead === undefined || Math.abs(ahead - this.correction) <= SAME_TIME_MS) return undefined;
    return (this.correction = Math.abs(ahead) > SAME_TIME_MS ? Math.round(ahead) : 0);
  }
}
