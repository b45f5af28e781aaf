import { DAY } from '#lib/kernel';
import { calendarOf, courseOf, hour, kept, late, missed } from '../spec/course.js';
import type { Span } from './absence-signs.js';
import type { Appointment, Attendance } from './attendance-state.js';
import { learnBooking } from './booking-habit.js';
import { afterRest, leaveOf, noteBreak, restBetween, spansOf } from './breaks.js';
import { calledOffInRow } from './called-off.js';
import type { Course } from './course.js';

const days = (...spans: readonly (readonly [number, number])[]): readonly Span[] =>
  spans.map(([from, until]) => [from * DAY, until * DAY]);
const leave = (from: number, until: number | null, person = 'k1') => ({
  person,
  from: from * DAY,
  until: until === null ? null : until * DAY,
});

describe('time in which nobody could come', () => {
  const spans = (more: Partial<Course>) => spansOf(courseOf([], more));

  it.each<[string, Partial<Course>, readonly Span[]]>([
    ['nothing', {}, []],
    ['breaks that are over', { breaks: days([1, 2], [5, 6]) }, days([1, 2], [5, 6])],
    ['the one that is on', { pausedSince: 9 * DAY, pausedUntil: 20 * DAY }, days([9, 20])],
    ['one whose end nobody knows', { pausedSince: 9 * DAY }, [[9 * DAY, Infinity]]],
    ['the clinician’s leave', { away: [leave(3, 4, 'k2'), leave(9, 20)] }, days([9, 20])],
    ['a leave without an end', { away: [leave(9, null)] }, [[9 * DAY, Infinity]]],
    ['the leave of others', { away: [leave(9, 20, 'k2')] }, []],
    ['those that overlap, as one', { breaks: days([8, 12], [1, 3], [2, 4], [9, 10], [12, 13]) }, days([1, 4], [8, 13])],
    ['a leave within a break', { breaks: days([1, 30]), away: [leave(9, 20)] }, days([1, 30])],
  ])('is %s', (_, more, expected) => expect(spans(more)).toEqual(expected));

  it('is told apart by whose leave it is', () => {
    const away = [leave(3, 4, 'k2'), leave(9, 20)];
    expect(leaveOf(courseOf([], { away }))).toEqual(away[1]);
    expect(leaveOf(courseOf([], { away, clinician: null }))).toBeUndefined();
  });

  it('is noted once it is over, the last eight, and not where it took no time', () => {
    const noted = Array.from({ length: 9 }, (_, i) => i).reduce((state, i) => noteBreak(state, 10 * i, 10 * i + 5), {
      breaks: [] as readonly Span[],
    });
    expect([noted.breaks.length, noted.breaks[0], noted.breaks.at(-1)]).toEqual([8, [10, 15], [80, 85]]);
    expect(noteBreak(noted, 90, 90)).toBe(noted);
  });
});

describe('time without breaks', () => {
  it.each<[string, number, number, number]>([
    ['nothing of it a break', 0, 4, 0],
    ['all of it', 6, 9, 3],
    ['its end', 0, 7, 2],
    ['its beginning', 8, 12, 2],
    ['a break and a half', 0, 22, 7],
    ['after all of them', 30, 40, 0],
  ])('%s', (...[, from, to, rest]) =>
    expect(restBetween(days([5, 10], [20, 25]), from * DAY, to * DAY)).toBe(rest * DAY),
  );

  it.each<[string, number, number, number]>([
    ['no break', 0, 4, 4],
    ['that ends as a break begins', 0, 5, 5],
    ['a break', 0, 6, 11],
    ['a second one, which the first brings within reach', 0, 16, 26],
    ['from within a break', 8, 1, 11],
    ['from the end of a break', 10, 1, 11],
  ])('passes: %s', (...[, from, length, at]) =>
    expect(afterRest(days([5, 10], [20, 25]), from * DAY, length * DAY)).toBe(at * DAY),
  );

  it('does not pass where nobody knows the end', () => expect(afterRest([[5, Infinity]], 0, 6)).toBe(Infinity));
});

describe('hours that a client called off, in time or not, since the last that took place', () => {
  const off = (...on: number[]) => on.map((day) => hour(day, 'cancelledByClient', { decision: (day - 3) * DAY }));

  it.each<[string, number, Appointment[], Partial<Course>?]>([
    ['three decisions', 3, [...off(7, 14), ...late(21)]],
    ['two', 0, off(7, 14)],
    ['three hours by one decision', 0, [7, 14, 21].map((day) => hour(day, 'cancelledByClient', { decision: DAY }))],
    ['of which nobody knows when they were decided', 3, [7, 14, 21].map((day) => hour(day, 'cancelledByClient'))],
    ['one before the last that took place', 0, [...off(7, 21, 28), ...kept(14)]],
    ['one before the work began again', 0, off(7, 14, 21), { running: 7 * DAY }],
    ['one in a break', 0, off(7, 14, 21), { breaks: days([14, 15]) }],
    ['one at the end of a break', 0, off(7, 14, 21), { breaks: days([13, 14]) }],
    ['all beside a break', 3, off(7, 14, 21), { breaks: days([8, 13], [15, 16]) }],
    ['one for a circumstance', 0, [...off(7, 14), hour(21, 'cancelledByClient', { reason: 'oth-weath' })]],
    ['one that the practice called off', 0, [...off(7, 14), hour(21, 'cancelledByPractice')]],
    ['one that was missed', 0, [...off(7, 14), ...missed(21)]],
  ])('%s: %d', (...[, row, hours, more]) => expect(calledOffInRow(courseOf(hours, more))).toBe(row));
});

describe('how long after an hour the next one is booked', () => {
  const [first, second] = [calendarOf(...kept(7)), calendarOf(...kept(7, 14))];
  const waiting: Attendance = { ...first, booking: { lags: [DAY], since: 7 * DAY } };
  const booked = (attendance: Attendance, day: number): Attendance => ({
    ...attendance,
    appointments: [...attendance.appointments, hour(day, null)],
  });
  const learned = (before: Attendance, after: Attendance, at: number) => learnBooking(before, after, at * DAY).booking;

  it('is no time where it stood in the calendar already', () => {
    expect(learned(first, booked(second, 21), 14)).toEqual({ lags: [0], since: null });
    expect(learned(calendarOf(), booked(first, 21), 7)).toEqual({ lags: [0], since: null });
  });

  it('is waited for from the hour on where it did not', () => {
    expect(learned(first, second, 15)).toEqual({ lags: [], since: 14 * DAY });
    expect(learned(waiting, { ...waiting, lastContact: 9 }, 9)).toEqual({ lags: [DAY], since: 7 * DAY });
  });

  it('is learned with the booking, of a time that is still to come then', () => {
    expect(learned(waiting, booked(waiting, 14), 10)).toEqual({ lags: [DAY, 3 * DAY], since: null });
    expect(learned(waiting, booked(waiting, 9), 10)).toEqual({ lags: [DAY], since: 7 * DAY });
    expect(learned(waiting, booked(waiting, 9), 5)).toEqual({ lags: [DAY, 0], since: null });
    expect(learned(waiting, booked(waiting, 6), 5)).toEqual({ lags: [DAY], since: 7 * DAY });
  });

  it('is remembered six times, and says nothing of an earlier hour that was told late', () => {
    const six = { lags: [1, 2, 3, 4, 5, 6], since: null };
    expect(learned(first, booked({ ...second, booking: six }, 21), 14).lags).toEqual([2, 3, 4, 5, 6, 0]);
    const earlier = { ...calendarOf(...kept(3)), booking: six };
    expect(learnBooking(second, earlier, 20 * DAY)).toBe(earlier);
  });
});
