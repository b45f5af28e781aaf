/** Tasks between hours. A completion after all takes the place of the lateness; what was merely given counts nothing. */
import type { EventOf } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';

const FULLY = 4;
const MOST_TASKS = 6;

/** Completed without saying how far is completed fully. */
export const completeTask = (state: EpisodeState, { data }: EventOf<'engagement.task_completed'>): EpisodeState =>
  data.taskKind === 'homework' ? noteTask(state, data.task, (data.completion ?? FULLY) / FULLY) : state;

export const missTask = (state: EpisodeState, { data }: EventOf<'engagement.task_overdue'>): EpisodeState =>
  data.taskKind === 'homework' ? noteTask(state, data.task, 0) : state;

function noteTask(state: EpisodeState, task: string, done: number): EpisodeState {
  const at = state.homework.findIndex((known) => known.task === task);
  const homework =
    at < 0 ? [...state.homework, { task, done }].slice(-MOST_TASKS) : state.homework.with(at, { task, done });
  return { ...state, homework };
}
