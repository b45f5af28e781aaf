import { DAY } from '#lib/kernel';
import { calendarOf, hour, kept, late, missed } from '../spec/course.js';
import { absenceSigns, isLongRow, isOften, weightOf, type AbsenceWindow } from './absence-signs.js';
import type { Appointment } from './attendance-state.js';

const ALL: AbsenceWindow = { since: 0, spans: [] };
const signsOf = (hours: readonly Appointment[], window: Partial<AbsenceWindow> = {}) =>
  absenceSigns(calendarOf(...hours), { ...ALL, ...window });
/** Missed and late in a row, then how many of the latest, and of how many. */
const counted = (...args: Parameters<typeof signsOf>) => {
  const { missed: row, late: calledOff, ofLatest, latest } = signsOf(...args);
  return [row, calledOff, ofLatest, latest];
};

describe('the signs in a calendar', () => {
  it.each<[string, Appointment[], number[]]>([
    ['hours in a row', missed(7, 14), [2, 0, 2, 2]],
    ['of both kinds', [...missed(7), ...late(14, 21)], [1, 2, 3, 3]],
    ['since the last that took place', [...missed(7), ...kept(14), ...late(21)], [0, 1, 2, 3]],
    ['in whatever order they are written down', [...late(21), ...kept(14), ...missed(7)], [0, 1, 2, 3]],
    ['of the latest eight', [...missed(1, 2, 3), ...kept(4, 5, 6, 7, 8, 9), ...missed(10)], [1, 0, 2, 8]],
    ['none', kept(7, 14), [0, 0, 0, 2]],
  ])('%s', (_, hours, expected) => expect(counted(hours)).toEqual(expected));

  it('are none of the practice, of unknown doing, or called off in time', () => {
    const others = (['missedByClinician', 'missedByBoth', 'missedUnknown', 'cancelledByClient'] as const).map(
      (tally, i) => hour(i, tally),
    );
    expect(counted([...others, hour(30, null)])).toEqual([0, 0, 0, 0]);
  });

  it('are none with a circumstance for a reason, or without a time', () => {
    const because = (reason: string) => hour(7, 'missedByClient', { reason });
    expect(counted([because('oth-weath')])).toEqual([0, 0, 0, 0]);
    expect(counted([because('pat')])).toEqual([1, 0, 1, 1]);
    expect(counted([hour(7, 'missedByClient', { start: null })])).toEqual([0, 0, 0, 0]);
  });

  it('are none in a break, its first and last instants among it', () => {
    const spans = [
      [1 * DAY, 2 * DAY],
      [7 * DAY, 14 * DAY],
    ] as const;
    expect(counted(missed(6.9, 7, 10, 14, 14.1), { spans })).toEqual([2, 0, 2, 2]);
    expect(counted(late(10), { spans })).toEqual([0, 0, 0, 0]);
  });

  it('begin after an instant: a miss with its hour, what was called off with the decision', () => {
    expect(counted(missed(7, 14), { since: 7 * DAY })).toEqual([1, 0, 1, 1]);
    const early = hour(14, 'cancelledLateByClient', { decision: 6 * DAY });
    expect(counted([early], { since: 6 * DAY })).toEqual([0, 0, 0, 0]);
    expect(counted([early], { since: 5 * DAY })).toEqual([0, 1, 1, 1]);
    expect(counted([hour(14, 'cancelledLateByClient')], { since: 7 * DAY })).toEqual([0, 1, 1, 1]);
  });

  it('are one where several hours were called off in one go, and several where they were missed', () => {
    const series = [14, 21, 28].map((day) => hour(day, 'cancelledLateByClient', { decision: 6 * DAY }));
    expect(counted(series)).toEqual([0, 1, 1, 1]);
    expect(counted([...series, ...late(35)])).toEqual([0, 2, 2, 2]);
    const gone = [14, 21].map((day) => hour(day, 'missedByClient', { decision: 6 * DAY }));
    expect(counted(gone)).toEqual([2, 0, 2, 2]);
    expect(counted([14, 21].map((day) => hour(day, 'cancelledLateByClient')))).toEqual([0, 2, 2, 2]);
  });

  it('name the latest, kept hours after it aside', () => {
    expect(signsOf([...missed(7), ...late(14), ...kept(21)]).hour).toBe('h14');
    expect(signsOf(kept(7)).hour).toBeNull();
  });
});

it('two missed hours in a row weigh enough, or four called off late, or one and two', () => {
  const long = (row: number, calledOff: number) => isLongRow({ ...signsOf([]), missed: row, late: calledOff });
  expect([long(2, 0), long(0, 4), long(1, 2)]).toEqual([true, true, true]);
  expect([long(1, 1), long(0, 3)]).toEqual([false, false]);
  expect(weightOf({ missed: 1, late: 1 })).toBe(3);
});

it('four of the latest are often', () =>
  expect([3, 4].map((ofLatest) => isOften({ ...signsOf([]), ofLatest }))).toEqual([false, true]));
