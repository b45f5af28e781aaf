/**
 * Tasks between hours. A completion after all takes the place of the lateness; what was given and never reported is
 * neither done nor undone, and once its time has passed it is said to be due.
 */
import { parseInstant } from '#lib/kernel';
import type { EventOf } from '#lib/events';
import type { EpisodeState, Task } from '../state/episode-state.js';

const FULLY = 4;
const MOST_OF_A_KIND = 6;

type Told = EventOf<'engagement.task_assigned'>['data'];

/** Given again, a task that something was said of stays what it is. */
export const assignTask = (state: EpisodeState, { data }: EventOf<'engagement.task_assigned'>): EpisodeState =>
  noteTask(state, data, known(state, data)?.done ?? null);

/** Completed without saying how far is completed fully. */
export const completeTask = (state: EpisodeState, { data }: EventOf<'engagement.task_completed'>): EpisodeState =>
  noteTask(state, data, (data.completion ?? FULLY) / FULLY);

export const missTask = (state: EpisodeState, { data }: EventOf<'engagement.task_overdue'>): EpisodeState =>
  noteTask(state, data, 0);

const known = ({ tasks }: EpisodeState, { task }: Told): Task | undefined => tasks.find((one) => one.task === task);

function noteTask(state: EpisodeState, told: Told, done: number | null): EpisodeState {
  const before = known(state, told);
  const dueAt = parseInstant(told.dueAt) ?? before?.dueAt ?? null;
  const entry: Task = { task: told.task, kind: told.taskKind, dueAt, done };
  // in the order in which something was said of them
  if (before && (before.done === null) === (done === null))
    return { ...state, tasks: state.tasks.with(state.tasks.indexOf(before), entry) };
  const others = state.tasks.filter((one) => one !== before);
  const alike = others.filter((one) => one.kind === entry.kind && (one.done === null) === (done === null));
  const tooMany = alike.length < MOST_OF_A_KIND ? undefined : alike[0];
  return { ...state, tasks: [...others.filter((one) => one !== tooMany), entry] };
}

/** The next instant from which a task that nothing was said of is due; infinite when none will be. */
export const nextTaskDue = ({ tasks, asOf }: EpisodeState): number =>
  tasks.reduce(
    (next, { dueAt, done }) => (done !== null || !dueAt || dueAt <= asOf ? next : Math.min(next, dueAt)),
    Infinity,
  );
