/** What was agreed between hours and was not done, with the kind: a diary is another thing than homework. */
import { isLittleDone } from '#lib/courses';
import type { Task } from '../state/episode-state.js';

const KINDS: readonly Task['kind'][] = ['homework', 'exercise', 'diary', 'other'];

/** The first kind of which little was done lately; undefined where there is none. */
export const kindNotDone = (tasks: readonly Task[], asOf: number): Task['kind'] | undefined =>
  KINDS.find((kind) =>
    isLittleDone(
      tasks.filter((task) => task.kind === kind),
      asOf,
    ),
  );
