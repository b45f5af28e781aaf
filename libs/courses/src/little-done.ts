/**
 * Whether little was done of what was agreed between hours, several times running: worth a look at the tasks, and no
 * verdict on anybody. The figures are ours and untested.
 */
import { DAY } from '#lib/kernel';

export interface AgreedTask {
  /** By when, where somebody said so. */
  readonly dueAt: number | null;
  /** The share that was done, 0 to 1; null until something was said of it. */
  readonly done: number | null;
}

const RUNNING = 4;
/** Of tasks that come daily, so many: a few days are no weeks. */
const OF_MANY = 6;
const WEEKS = 14 * DAY;
const HALF = 0.5;

/**
 * Less than half of the last four tasks of one kind, the latest among them. Where the kind is reported at all, what was
 * due and not reported counts as not done.
 */
export function isLittleDone(alike: readonly AgreedTask[], asOf: number): boolean {
  if (alike.every(({ done }) => done === null)) return false;
  const isDue = ({ dueAt }: AgreedTask): boolean => dueAt !== null && dueAt <= asOf;
  const known = alike.filter((task) => task.done !== null || isDue(task));
  return isNotDone(byDue(known.map(({ dueAt, done }) => ({ dueAt, done: done ?? 0 }))));
}

type Share = AgreedTask & { readonly done: number };

/** Where some have no time, in the order in which they were told. */
const byDue = (shares: readonly Share[]): readonly Share[] =>
  shares.every(({ dueAt }) => dueAt !== null) ? shares.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0)) : shares;

function isNotDone(shares: readonly Share[]): boolean {
  const last = shares.slice(-(isOverWeeks(shares.slice(-RUNNING)) ? RUNNING : OF_MANY));
  if (last.length < RUNNING || (last.length < OF_MANY && !isOverWeeks(last))) return false;
  if ((last.at(-1)?.done ?? 0) >= HALF) return false;
  return last.reduce((sum, { done }) => sum + done, 0) / last.length < HALF;
}

function isOverWeeks(shares: readonly Share[]): boolean {
  const [first, last] = [shares.at(0)?.dueAt ?? null, shares.at(-1)?.dueAt ?? null];
  return first === null || last === null || last - first >= WEEKS;
}
