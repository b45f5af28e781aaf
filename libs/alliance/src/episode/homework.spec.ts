import { on, opened } from '../../spec/history.js';
import { foldEpisode } from './episode.js';
import type { ClinicEvent } from '#lib/events';
import type { Homework } from '../state/episode-state.js';

type Kind = 'homework' | 'exercise' | 'diary' | 'other';
const done = (at: number, completion?: number, { task = `t${at}`, taskKind = 'homework' as Kind } = {}): ClinicEvent =>
  on(at, 'engagement.task_completed', { task, taskKind, ...(completion === undefined ? {} : { completion }) });
const late = (at: number, { task = `t${at}`, taskKind = 'homework' as Kind } = {}): ClinicEvent =>
  on(at, 'engagement.task_overdue', { task, taskKind });
const tasks = (...events: ClinicEvent[]): readonly Homework[] => foldEpisode([opened(), ...events]).homework;

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

  it('counts only when it is homework', () => {
    const others: Kind[] = ['exercise', 'diary', 'other'];
    expect(tasks(...others.flatMap((taskKind, i) => [done(i, 4, { taskKind }), late(i + 10, { taskKind })]))).toEqual(
      [],
    );
    expect(tasks(on(1, 'engagement.task_assigned', { task: 't1', taskKind: 'homework' }))).toEqual([]);
  });

  it('is remembered until six newer ones have come', () => {
    const seven = [1, 2, 3, 4, 5, 6, 7].map((at) => done(at));
    expect(tasks(...seven.slice(0, 6))).toHaveLength(6);
    expect(tasks(...seven).map(({ task }) => task)).toEqual(['t2', 't3', 't4', 't5', 't6', 't7']);
  });
});
