import { DAY } from '#lib/kernel';
import { isLittleDone, type AgreedTask } from './little-done.js';

const task = (due: number | null, done: number | null): AgreedTask => ({
  dueAt: due === null ? null : due * DAY,
  done,
});
const every = (days: number, ...done: (number | null)[]) => done.map((share, i) => task(i * days, share));
const NOW = 100 * DAY;

describe('little was done of what was agreed', () => {
  it.each<[boolean, string, AgreedTask[]]>([
    [true, 'of four weekly tasks nothing', every(7, 0, 0, 0, 0)],
    [false, 'of three', every(7, 0, 0, 0)],
    [true, 'somewhat less than half', every(7, 1, 0.9, 0, 0)],
    [false, 'half', every(7, 1, 1, 0, 0)],
    [false, 'half of the latest', every(7, 0, 0, 0, 0.5)],
    [true, 'less than half of the latest', every(7, 0, 0, 0, 0.4)],
    [true, 'of the last four, whatever was before', every(7, 1, 1, 1, 1, 0, 0, 0, 0)],
    [true, 'and no more than those', every(7, 1, 1, 0.9, 0, 0)],
    [true, 'what was due and not reported, as the kind is', every(7, 0, null, null, null)],
    [false, 'where the kind is never reported', every(7, null, null, null, null)],
    [false, 'where the latest, reported last, was done', [...every(7, 0, 0, 0, 0), task(28, 1)]],
    [false, 'what is not due yet is open', [...every(7, 0, 0, 0), task(101, null)]],
    [true, 'what is due today is due', [...every(7, 0, 0, 0), task(100, null)]],
    [false, 'four days running', every(1, 0, 0, 0, 0)],
    [false, 'five', every(1, 0, 0, 0, 0, 0)],
    [true, 'six', every(1, 0, 0, 0, 0, 0, 0)],
    [false, 'six of which three were done', every(1, 1, 1, 1, 0, 0, 0)],
    [true, 'five within two weeks and a half', [task(0, 0), ...[10, 11, 12, 14.5].map((day) => task(day, 0))]],
    [true, 'four over two weeks', [0, 5, 10, 14].map((day) => task(day, 0))],
    [true, 'four of which the first has no time', [null, 3, 4, 5].map((day) => task(day, 0))],
    [false, 'four in less', [0, 5, 10, 13.9].map((day) => task(day, 0))],
  ])('%s: %s', (little, _, tasks) => expect(isLittleDone(tasks, NOW)).toBe(little));

  it('goes by when they were due, in whatever order they were told', () => {
    expect(isLittleDone([task(21, 1), ...every(7, 0, 0, 0)], NOW)).toBe(false);
    expect(isLittleDone([task(21, 0), ...every(7, 1, 0, 0)], NOW)).toBe(true);
  });

  it('goes by the order of telling where some have no time, and takes no time for not yet due', () => {
    expect(isLittleDone([task(21, 0), task(null, 0), task(7, 0), task(null, 1)], NOW)).toBe(false);
    expect(isLittleDone([task(21, 1), task(null, 0), task(7, 0), task(null, 0)], NOW)).toBe(true);
    expect(isLittleDone([...every(7, 0, 0, 0), task(null, null)], NOW)).toBe(false);
  });
});
