/** What is kept of tasks between hours, in which order, and when one is due. */
import type { EventOf, EventType } from '#lib/events';
import { stateWith } from '../../spec/alerts.js';
import { day, iso, on } from '../../spec/history.js';
import type { EpisodeState, Task } from '../state/episode-state.js';
import { assignTask, completeTask, missTask, nextTaskDue } from './tasks.js';

const told = <T extends EventType>(type: T, data: object) =>
  on(12, type, { taskKind: 'homework', ...data } as never) as EventOf<T>;
const given = (state: EpisodeState, task: string, more: object = {}) =>
  assignTask(state, told('engagement.task_assigned', { task, ...more }));
const done = (state: EpisodeState, task: string, more: object = {}) =>
  completeTask(state, told('engagement.task_completed', { task, ...more }));
const missed = (state: EpisodeState, task: string) => missTask(state, told('engagement.task_overdue', { task }));
const task = (name: string, more: Partial<Task> = {}): Task => ({
  ...{ task: name, kind: 'homework', dueAt: null, done: null },
  ...more,
});
const having = (...tasks: Task[]): EpisodeState => stateWith([], { tasks });
const shares = ({ tasks }: EpisodeState) => tasks.map((one) => `${one.task} ${String(one.done)}`);

describe('tasks', () => {
  const two = having(task('a'), task('b'));
  const both = having(task('a', { done: 0 }), task('b', { done: 1 }));

  it.each<[string, EpisodeState, string[]]>([
    ['given', given(having(), 'a'), ['a null']],
    ['given again', given(two, 'a'), ['a null', 'b null']],
    ['given again after it was done', given(both, 'a'), ['a 0', 'b 1']],
    ['done', done(two, 'a'), ['b null', 'a 1']],
    ['done in part', done(two, 'a', { completion: 1 }), ['b null', 'a 0.25']],
    ['done after all', done(both, 'a'), ['a 1', 'b 1']],
    ['missed', missed(two, 'a'), ['b null', 'a 0']],
    ['missed after it was done', missed(both, 'b'), ['a 0', 'b 0']],
  ])('stand in the order in which something was said of them: %s', (_, state, expected) =>
    expect(shares(state)).toEqual(expected),
  );

  it('are kept, of each kind six that something was said of, and six others', () => {
    const six = (share: number | null) => [1, 2, 3, 4, 5, 6].map((n) => task(`${String(share)}-${n}`, { done: share }));
    const full = having(...six(null), ...six(1));
    const diary = task('d', { kind: 'diary' });
    expect(given(full, 'new').tasks.map((one) => one.task)).toEqual([
      ...full.tasks.slice(1).map((one) => one.task),
      'new',
    ]);
    expect(done(full, 'new').tasks).toEqual([...six(null), ...six(1).slice(1), task('new', { done: 1 })]);
    expect(given(having(diary, ...six(null)), 'new').tasks[0]).toEqual(diary);
    expect(given(having(...six(null).slice(1)), 'new').tasks).toHaveLength(6);
  });

  it('keep the time by which they are due, until another is told', () => {
    const dated = having(task('a', { dueAt: day(15) }));
    expect(given(dated, 'a').tasks).toEqual([task('a', { dueAt: day(15) })]);
    expect(given(dated, 'a', { dueAt: iso(16) }).tasks).toEqual([task('a', { dueAt: day(16) })]);
    expect(given(having(), 'a', { dueAt: '?' }).tasks).toEqual([task('a')]);
  });

  it.each<[string, Task[], number]>([
    ['none', [], Infinity],
    ['the earliest ahead', [task('a', { dueAt: day(15) }), task('b', { dueAt: day(12) })], day(12)],
    ['none that something was said of', [task('a', { dueAt: day(15), done: 0 })], Infinity],
    ['none without a time', [task('a')], Infinity],
    ['none that is due by now', [task('a', { dueAt: day(10) })], Infinity],
    ['none that was due before', [task('a', { dueAt: day(9) })], Infinity],
    ['one that is just ahead', [task('a', { dueAt: day(10) + 1 })], day(10) + 1],
  ])('are due next: %s', (_, tasks, at) => expect(nextTaskDue(having(...tasks))).toBe(at));
});
