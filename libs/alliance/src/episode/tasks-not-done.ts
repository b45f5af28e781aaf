/**
 * What was agreed between hours and was not done, several times running: worth a look at the tasks, and no verdict on
 * anybody. Told with the kind, for a diary is another thing than homework. The figures are ours and untested.
 */
import { DAY } from '#lib/kernel';
import type { Task } from '../state/episode-state.js';

const RUNNING = 4;
/** Of tasks that come daily, so many: a few days are no weeks. */
const OF_MANY = 6;
const WEEKS = 14 * DAY;
const HALF = 0.5;

const KINDS: readonly Task['kind'][] = ['homework', 'exercise', 'diary', 'other'];

/** The first kind of which less than half was done in the last four, the latest among them; undefined where there is none. */
export const kindNotDone = (tasks: readonly Task[], asOf: number): Task['kind'] | undefined =>
  tasks.length < RUNNING ? undefined : KINDS.find((kind) => isNotDone(sharesOf(tasks, kind, asOf)));

interface Share {
  readonly dueAt: number | null;
  readonly done: number;
}

/** Where the kind is reported at all, what was due and not reported counts as not done. */
function sharesOf(tasks: readonly Task[], kind: Task['kind'], asOf: number): readonly Share[] {
  const alike = tasks.filter((task) => task.kind === kind);
  if (alike.every(({ done }) => done === null)) return [];
  const isDue = ({ dueAt }: Task): boolean => dueAt !== null && dueAt <= asOf;
  const known = alike.filter((task) => task.done !== null || isDue(task));
  return byDue(known.map(({ dueAt, done }) => ({ dueAt, done: done ?? 0 })));
}

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
