import { DAY } from '#lib/kernel';
import { courseOf, hour, kept, late, missed } from '../spec/course.js';
import type { Appointment } from './attendance-state.js';
import type { Course } from './course.js';
import { absentAt, isCalledOffSinceGone, lastSeen, soonestAbsent } from './silence.js';

const WEEKLY = kept(1, 8, 15, 22);
/** The day on which silence begins to mean something. */
const dayOf = (hours: readonly Appointment[], more: Partial<Course> = {}, heard = 0): number =>
  absentAt(courseOf(hours, more), heard * DAY) / DAY;
/** Called off by the practice, by one decision. */
const off = (decision: number, ...days: number[]): Appointment[] =>
  days.map((day) => hour(day, 'cancelledByPractice', { decision: decision * DAY }));
const lags = (...days: number[]) => ({
  attendance: {
    ...courseOf(WEEKLY).attendance,
    booking: { lags: days.map((day) => day * DAY), since: null },
  },
});

describe('silence means something', () => {
  it.each<[string, number, Appointment[], Partial<Course>?]>([
    ['twice the usual time and a day after the last hour', 22 + 15, WEEKLY],
    ['after twice the agreed time where there is no usual one', 1 + 57, kept(1), { cadenceDays: 28 }],
    ['after two weeks and a day where nobody agreed on any', 1 + 15, kept(1)],
    ['never before ten days, also where hours are days apart', 5 + 10, kept(1, 3, 5)],
    ['not before the longest gap of the last eight has passed', 50 + 21, kept(1, 8, 15, 22, 29, 49, 50)],
    ['an older gap aside', 56 + 10, kept(1, 41, 43, 44, 46, 47, 49, 50, 52, 53, 55, 56)],
    ['when a booking is late by what is usual here', 22 + 7 + 40, [], lags(20, 20, 20)],
    ['by three bookings at least', 22 + 15, [], lags(20, 20)],
  ])('%s', (...[, day, hours, more]) => expect(dayOf(hours, more)).toBeCloseTo(day, 9));

  it('anew where the custom of booking changes and the hours stay', () => {
    const course = courseOf(WEEKLY);
    const booking = { lags: [20 * DAY, 20 * DAY, 20 * DAY], since: null };
    const slow = { ...course, attendance: { ...course.attendance, booking } };
    expect([course, slow, course].map((one) => Math.round(absentAt(one, 0) / DAY))).toEqual([37, 69, 37]);
  });

  it('never where no hour was ever kept, or where the client is not expected', () => {
    expect(dayOf(missed(1, 8))).toBe(Infinity);
    expect(dayOf(WEEKLY, { status: 'closed' })).toBe(Infinity);
    expect(dayOf(WEEKLY, { away: [{ person: 'k1', from: 23 * DAY, until: 60 * DAY }] })).toBe(Infinity);
    expect(dayOf(WEEKLY, { away: [{ person: 'k2', from: 23 * DAY, until: 60 * DAY }] })).toBe(37);
  });

  it('later by the breaks that lie in it, and never in one without an end', () => {
    expect(dayOf(WEEKLY, { breaks: [[24 * DAY, 34 * DAY]] })).toBe(47);
    expect(dayOf(WEEKLY, { breaks: [[10 * DAY, 20 * DAY]] })).not.toBe(Infinity);
    expect(dayOf(WEEKLY, { pausedSince: 24 * DAY })).toBe(Infinity);
  });

  it('once: what is known already does not begin again', () => {
    expect(dayOf(WEEKLY, { absentSince: 22 * DAY })).toBe(Infinity);
    expect(dayOf(WEEKLY, { absentSince: 8 * DAY })).toBe(37);
  });

  it('by the calendar as it stands now', () => {
    const course = courseOf(WEEKLY);
    expect(absentAt(course, 0)).toBe(37 * DAY);
    expect(absentAt({ ...course, cadenceDays: 28 }, 0)).toBe(37 * DAY);
    const { attendance } = course;
    const booking = { lags: [20, 20, 20].map((day) => day * DAY), since: null };
    expect(absentAt({ ...course, attendance: { ...attendance, booking } }, 0)).toBe(69 * DAY);
    expect(absentAt({ ...course, breaks: [[10 * DAY, 20 * DAY]] }, 0)).toBe(37 * DAY);
    const once = courseOf(kept(1));
    expect(absentAt(once, 0)).toBe(16 * DAY);
    expect(absentAt({ ...once, cadenceDays: 28 }, 0)).toBe(58 * DAY);
  });
});

describe('the client was heard of last', () => {
  const seen = (hours: readonly Appointment[], more: Partial<Course> = {}, heard = 0) =>
    lastSeen(courseOf([...kept(22), ...hours], more), heard * DAY) / DAY;

  it.each<[string, number, Appointment[], Partial<Course>?, number?]>([
    ['at the last hour', 22, []],
    ['by a form', 25, [], {}, 25],
    ['where the work began again', 26, [], { running: 26 * DAY }],
    ['where an hour is booked and nobody says what became of it', 29, [hour(29, null)]],
    ['where nobody says whose doing it was', 29, [hour(29, 'missedUnknown')]],
    ['where the practice called it off', 29, [hour(29, 'cancelledByPractice')]],
    ['where a circumstance kept the client away', 29, [hour(29, 'missedByClient', { reason: 'oth-weath' })]],
    ['not where the client did not come', 22, missed(29)],
    ['not where the client called off', 22, [hour(29, 'cancelledByClient')]],
  ])('%s', (...[, day, hours, more, heard]) => expect(seen(hours, more, heard)).toBe(day));

  it.each<[string, number, Appointment[], Partial<Course>?, number?]>([
    ['not by what the practice called off after a missed hour', 22, [...missed(29), ...off(32, 36, 43, 50)]],
    ['not by what it called off after one that was called off late', 22, [...late(29), ...off(32, 36)]],
    ['by what it called off before the hour was missed', 50, [...missed(29), ...off(28, 50)]],
    ['by the first of two that it called off', 36, [...missed(43), ...off(32, 36), ...off(44, 50)]],
    ['by what it called off after a word that came after the missed hour', 36, [...missed(29), ...off(32, 36)], {}, 30],
    ['by an hour that it did not hold', 36, [...missed(29), hour(36, 'missedByClinician')]],
    ['by what it called off after the client called off in time', 36, [hour(29, 'cancelledByClient'), ...off(32, 36)]],
    [
      'by what it called off after an hour with a circumstance',
      36,
      [hour(29, 'missedByClient', { reason: 'oth-weath' }), ...off(32, 36)],
    ],
    ['by what it called off after a break', 36, [...missed(29), ...off(32, 36)], { breaks: [[28 * DAY, 30 * DAY]] }],
  ])('%s', (...[, day, hours, more, heard]) => expect(seen(hours, more, heard)).toBe(day));

  it.each<[boolean, Appointment[]]>([
    [true, [...missed(29), ...off(32, 36)]],
    [false, [...missed(29), ...off(28, 36)]],
    [false, [...missed(29), ...off(32, 25)]],
    [false, off(32, 36)],
  ])('and the practice called off what was booked since: %s', (is, hours) =>
    expect(isCalledOffSinceGone(courseOf([...kept(22), ...hours]), 0)).toBe(is),
  );

  it('by a message or a call', () => {
    const course = courseOf(kept(22));
    expect(lastSeen({ ...course, attendance: { ...course.attendance, lastContact: 27 * DAY } }, 0)).toBe(27 * DAY);
  });
});

it('silence is looked for no sooner than ten days after the last hour, word or beginning', () => {
  const course = courseOf(kept(22));
  const contact = (day: number) => ({ ...course, attendance: { ...course.attendance, lastContact: day * DAY } });
  expect(soonestAbsent(course)).toBe(32 * DAY);
  expect(soonestAbsent(contact(27))).toBe(37 * DAY);
  expect(soonestAbsent({ ...course, running: 30 * DAY })).toBe(40 * DAY);
  expect(soonestAbsent(courseOf(missed(22)))).toBe(Infinity);
});
