import { DAY } from '#lib/kernel';
import { courseOf, hour, kept, late, missed } from '../spec/course.js';
import { absenceGoingOn, absenceSince, isMore, missedWeeksOf, type Absence } from './absence.js';
import type { Appointment } from './attendance-state.js';
import type { Course } from './course.js';

const ahead = hour(120, null);
type Asked = readonly [hours: readonly Appointment[], more?: Partial<Course>, answered?: number];
const sinceOf = (...[hours, more, answered = 0]: Asked) => absenceSince(courseOf(hours, more), answered * DAY);
const goingOn = (...[hours, more, answered = 0]: Asked) => absenceGoingOn(courseOf(hours, more), answered * DAY);
/** Such as `missed, h14, told`; `shown` where it is in sight only. */
const said = (absence: Absence | undefined): string =>
  absence === undefined ? '-' : [absence.kind, absence.hour, absence.isTold ? 'told' : 'shown'].join(', ');

describe('an absence', () => {
  it.each<[string, string, Appointment[], Partial<Course>?]>([
    ['two missed hours', 'missed, h14, told', [...missed(7, 14), ahead]],
    ['one, and none is booked', 'missed, h7, shown', missed(7)],
    ['one, and the next is booked', '-', [...missed(7), ahead]],
    ['one called off late', '-', late(7)],
    ['two called off late, and none is booked', 'late, h14, shown', late(7, 14)],
    ['two called off late, and the next is booked', '-', [...late(7, 14), ahead]],
    ['four called off late', 'late, h28, told', [...late(7, 14, 21, 28), ahead]],
    ['one missed and two called off late', 'mixed, h21, told', [...missed(7), ...late(14, 21), ahead]],
    ['every other hour', 'often, h49, told', [...missed(7, 21, 35, 49), ...kept(0, 14, 28, 42), ahead]],
    ['every other hour, and two in a row', 'missed, h49, told', [...missed(7, 21, 42, 49), ...kept(0, 14, 28, 35)]],
    ['silence', 'silence, h8, told', kept(1, 8), { absentSince: 8 * DAY }],
    [
      'silence after an hour that was missed before',
      'silence, h8, told',
      [...missed(1), ...kept(8)],
      { absentSince: 8 * DAY },
    ],
    ['silence after a missed hour', 'missed, h15, told', [...kept(8), ...missed(15)], { absentSince: 8 * DAY }],
    ['nothing', '-', kept(1, 8)],
  ])('of %s: %s', (...[, expected, hours, more]) => expect(said(sinceOf(hours, more))).toBe(expected));

  it('counts from when a person last dealt with it', () => {
    expect(said(sinceOf([...missed(7, 14), ahead], {}, 7))).toBe('-');
    expect(said(sinceOf(missed(7, 14), {}, 7))).toBe('missed, h14, shown');
    const silent = { absentSince: 8 * DAY };
    expect([7, 8, 9].map((day) => said(sinceOf(kept(8), silent, day)))).toEqual(['silence, h8, told', '-', '-']);
  });

  it('counts anew after an end or an agreed break, and from the first day where there was none', () => {
    expect(said(sinceOf(missed(7, 14), { running: 10 * DAY }))).toBe('missed, h14, shown');
    expect(said(sinceOf(missed(7, 14), { opened: 10 * DAY, running: 10 * DAY }))).toBe('missed, h14, told');
    expect(said(sinceOf(missed(7, 14), { opened: 0, running: null }))).toBe('missed, h14, told');
  });

  it('is none in a break, nor where the work is not running', () => {
    expect(said(sinceOf(missed(7, 14), { breaks: [[6 * DAY, 15 * DAY]] }))).toBe('-');
    for (const status of ['unopened', 'paused', 'closed'] as const)
      expect(said(sinceOf(missed(7, 14), { status }))).toBe('-');
    expect(said(sinceOf(missed(7, 14), { died: 20 * DAY }))).toBe('-');
  });

  it('is none where the plan is done, two hours after it among that', () => {
    const held = (hours: number) => [...kept(...Array.from({ length: hours }, (_, i) => i)), ...missed(50, 57)];
    const planned = (hours: number) => said(sinceOf(held(hours), { plannedVisits: 3 }));
    expect([2, 3, 5, 6].map(planned)).toEqual(['missed, h57, told', '-', '-', 'missed, h57, told']);
  });

  it('goes on over several hours, whatever is booked, once somebody has heard of it', () => {
    expect(said(goingOn([...late(7, 14), ahead]))).toBe('late, h14, shown');
    expect(said(goingOn([...missed(7), ...late(14), ahead]))).toBe('mixed, h14, shown');
    expect(said(goingOn([...missed(7), ahead]))).toBe('-');
    expect(said(goingOn(missed(7)))).toBe('-');
    expect(said(goingOn([...missed(7, 14), ahead]))).toBe('missed, h14, told');
  });

  it('knows whether a next hour is booked', () => {
    expect(sinceOf([...missed(7, 14), ahead])?.isBooked).toBe(true);
    expect(sinceOf([...missed(7, 14), hour(90, null)])?.isBooked).toBe(false);
  });
});

describe('weeks in a row', () => {
  const dbt = { approach: 'dbt' };
  const group = (day: number) => hour(day, 'cancelledByClient', { ref: `g${day}`, group: true });

  it('are said of individual and group hours apart, in DBT alone', () => {
    const hours = [...missed(7, 14), group(8)];
    expect(missedWeeksOf(courseOf(hours, dbt))).toEqual({ individual: 2, skills: 1 });
    expect(missedWeeksOf(courseOf(hours))).toBeUndefined();
    expect(sinceOf(hours, dbt)).toMatchObject({ kind: 'weeks', weeks: { individual: 2, skills: 1 } });
    expect(sinceOf(hours)).toMatchObject({ kind: 'missed', weeks: { individual: 0, skills: 0 } });
    expect(said(sinceOf([...kept(1), group(8), group(15), ahead], dbt))).toBe('weeks, h1, told');
    expect(said(sinceOf([...kept(1), group(8), ahead], dbt))).toBe('-');
  });

  it('count from when the work began again or a person dealt with it, and outside of breaks', () => {
    const hours = [...missed(7, 14, 21), ahead];
    expect(missedWeeksOf(courseOf(hours, { ...dbt, running: 10 * DAY }))?.individual).toBe(2);
    expect(missedWeeksOf(courseOf(hours, { ...dbt, breaks: [[13 * DAY, 15 * DAY]] }))?.individual).toBe(2);
    expect(sinceOf(hours, dbt, 7)?.weeks.individual).toBe(2);
  });

  it.each<[string, number, Appointment[]]>([
    ['end with a kept hour', 1, [...missed(7), ...kept(14), ...missed(21)]],
    ['are none where one hour of the week was kept', 0, [...missed(21), ...kept(22)]],
    ['are one for two hours of a week', 1, [...kept(13), ...missed(21, 22)]],
    ['begin on Mondays: 1970 began on a Thursday', 2, missed(3, 4)],
    ['end on Sundays', 1, missed(4, 10)],
    ['are none where the practice called off', 1, [hour(14, 'cancelledByPractice'), ...missed(21)]],
    ['are none where a circumstance did', 1, [hour(14, 'missedByClient', { reason: 'oth-weath' }), ...missed(21)]],
    ['are also those that were called off in time, or late', 2, [hour(14, 'cancelledByClient'), ...late(21)]],
    ['are none that are ahead', 1, [...missed(21), hour(101, 'cancelledByClient')]],
    ['are none without a time', 1, [hour(14, 'missedByClient', { start: null }), ...missed(21)]],
  ])('%s', (_, weeks, hours) => expect(missedWeeksOf(courseOf(hours, dbt))?.individual).toBe(weeks));
});

describe('an absence goes on, and does not only stand', () => {
  const [one, two] = [sinceOf(missed(7)), sinceOf(missed(7, 14))] as [Absence, Absence];
  const grown = (more: Partial<Absence>): Absence => ({ ...two, ...more });

  it.each<[string, boolean, Absence, Absence | undefined]>([
    ['nobody had heard of any', true, one, undefined],
    ['or only saw it in a list', true, two, one],
    ['as it was', false, two, two],
    ['a further hour', true, grown({ signs: { ...two.signs, missed: 3 } }), two],
    ['one called off late', true, grown({ signs: { ...two.signs, late: 1 } }), two],
    ['more of the latest', true, grown({ signs: { ...two.signs, ofLatest: 3 } }), two],
    ['a further week', true, grown({ weeks: { individual: 0, skills: 1 } }), two],
    ['less', false, two, grown({ signs: { ...two.signs, missed: 3 }, weeks: { individual: 3, skills: 0 } })],
  ])('%s: %s', (...[, more, now, before]) => expect(isMore(now, before)).toBe(more));
});
