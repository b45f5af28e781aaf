/** How far what was agreed between hours was done. Shown, and judged nowhere but in the chance of stopping early. */
import type { EpisodeState } from '../state/episode-state.js';

/** What became of the tasks in sight, of every kind. */
export interface TasksInSight {
  /** The share of those that something was said of, 0 to 1; null while that is none. */
  readonly done: number | null;
  readonly reported: number;
  /** Nothing was said of them yet, and their time has not come or was not said. */
  readonly waiting: number;
  /** Nothing was said of them although their time has come. */
  readonly due: number;
}

export function tasksInSight({ tasks, asOf }: EpisodeState): TasksInSight {
  const shares = tasks.flatMap(({ done }) => done ?? []);
  const open = tasks.filter(({ done }) => done === null);
  const due = open.filter(({ dueAt }) => dueAt !== null && dueAt <= asOf).length;
  return {
    done: shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length,
    reported: shares.length,
    waiting: open.length - due,
    due,
  };
}
