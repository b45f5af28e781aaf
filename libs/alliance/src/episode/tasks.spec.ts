import { iso, on, opened } from '../../spec/history.js';
import { foldEpisode } from './episode.js';
import type { ClinicEvent } from '#lib/events';
import { lookAgainAt } from './timers.js';
import { tasksInSight, type TasksInSight } from '../relationship/tasks-in-sight.js';

type Kind = 'homework' | 'exercise' | 'diary' | 'other';
const done = (at: number, completion?: number, { task = `t${at}`, taskKind = 'homework' as Kind } = {}): ClinicEvent =>
  on(at, 'engagement.task_completed', { task, taskKind, ...(completion === undefined ? {} : { completion }) });
const late = (at: number, { task = `t${at}`, taskKind = 'homework' as Kind } = {}): ClinicEvent =>
  on(at, 'engagement.task_overdue', { task, taskKind });
const given = (at: number, due?: number, { task = `t${at}`, taskKind = 'homework' as Kind } = {}): ClinicEvent =>
  on(at, 'engagement.task_assigned', { task, taskKind, ...(due === undefined ? {} : { dueAt: iso(due) }) });
const tasks = (...events: ClinicEvent[]): readonly { task: string; done: number | null }[] =>
  foldEpisode([opened(), ...events]).tasks.map(({ task, done: share }) => ({ task, done: share }));
const inSight = (...events: ClinicEvent[]): TasksInSight => tasksInSight(foldEpisode([opened(), ...events]));

describe('a task between hours', () => {
  it.each([
    [0, 0],
    [1, 0.25],
    [2, 0.5],
    [4, 1],
    [undefined, 1],
  ])('completed to step %p of four is done to the share %d', (completion, share) =>
    expect(tasks(done(7, completion))).toEqual([{ task: 't7', done: share }]),
  );

  it('that is overdue is not done', () => expect(tasks(late(7))).toEqual([{ task: 't7', done: 0 }]));

  it('that was done after all takes the place of its own lateness, and of no other', () => {
    expect(tasks(late(1), late(2), done(5, 2, { task: 't1' }))).toEqual([
      { task: 't1', done: 0.5 },
      { task: 't2', done: 0 },
    ]);
  });

  it('of any kind is in sight, and each kind has its own memory', () => {
    const others: Kind[] = ['exercise', 'diary', 'other'];
    expect(inSight(...others.map((taskKind, i) => done(i, 2, { taskKind })))).toMatchObject({ done: 0.5, reported: 3 });
    const diaries = [1, 2, 3, 4, 5, 6, 7].map((at) => done(at, 4, { taskKind: 'diary' }));
    expect(tasks(done(0, 1), ...diaries).map(({ task }) => task)).toEqual(['t0', 't2', 't3', 't4', 't5', 't6', 't7']);
  });

  it('that was given waits, is due once its time has come, and is neither once something is said of it', () => {
    expect(inSight(given(1), given(2, 9))).toEqual({ done: null, reported: 0, waiting: 2, due: 0 });
    expect(inSight(given(1), given(2, 9), done(10))).toMatchObject({ waiting: 1, due: 1 });
    expect(inSight(given(2, 9), done(10, 2, { task: 't2' }))).toEqual({ done: 0.5, reported: 1, waiting: 0, due: 0 });
    expect(inSight(done(3, 2, { task: 't2' }), given(4, 9, { task: 't2' }))).toMatchObject({ done: 0.5, waiting: 0 });
  });

  it('falls due by itself, unless the episode has ended', () => {
    const look = (...events: ClinicEvent[]) => lookAgainAt(foldEpisode([opened(), ...events]));
    expect(look(given(2, 9))).toEqual({ at: Date.parse(iso(9)), reason: 'task-due' });
    expect(look(given(2, 9), done(3, 4, { task: 't2' }))).toBeUndefined();
    expect(look(given(2, 9), on(3, 'episode.closed', { reason: 'planned' }))).toBeUndefined();
  });

  it('is remembered until six newer ones have come', () => {
    const seven = [1, 2, 3, 4, 5, 6, 7].map((at) => done(at));
    expect(tasks(...seven.slice(0, 6))).toHaveLength(6);
    expect(tasks(...seven).map(({ task }) => task)).toEqual(['t2', 't3', 't4', 't5', 't6', 't7']);
  });
});
