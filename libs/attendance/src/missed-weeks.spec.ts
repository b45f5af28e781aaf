/** Weeks in a row to which the client did not come; day 4 is a Monday. */
import { DAY } from '#lib/kernel';
import { calendarOf, hour, kept, missed } from '../spec/course.js';
import type { Appointment } from './attendance-state.js';
import { missedWeeks, type WeeksInView } from './missed-weeks.js';

const weeks = (hours: readonly Appointment[], view: Partial<WeeksInView> = {}): number =>
  missedWeeks(calendarOf(...hours), { group: false, since: 0, asOf: 100 * DAY, spans: [], ...view });
const four = missed(4, 11, 18, 25);

it.each<[string, number, number, number]>([
  ['that begins and ends with one', 11, 11, 3],
  ['over one', 12, 20, 3],
  ['between two', 5, 10, 4],
  ['over the last two', 18, 30, 2],
  ['after all', 26, 90, 4],
])('four of them are no longer four with a break %s', (_, ...[from, until, count]) =>
  expect(weeks(four, { spans: [[from * DAY, until * DAY]] })).toBe(count),
);

it.each<[string, Appointment[], number]>([
  ['ends with an hour that was kept before another was missed', [...missed(4, 11), ...kept(18), ...missed(20)], 0],
  ['ends with an hour that was kept after another was missed', [...missed(4, 11, 18), ...kept(20)], 0],
  ['ends where the client had come', [...missed(4), ...kept(11), ...missed(18, 25)], 2],
  ['runs from Monday to Sunday', missed(4, 10, 11), 2],
  ['is none that the practice called off', [...missed(4, 18), hour(11, 'cancelledByPractice')], 2],
  ['is none with a circumstance', [...missed(4, 18), hour(11, 'missedByClient', { reason: 'oth-weath' })], 2],
  ['counts what the client called off', [hour(4, 'cancelledByClient'), hour(11, 'cancelledLateByClient')], 2],
  ['is none of another kind of hour', [...missed(4), hour(11, 'missedByClient', { group: true })], 1],
])('a row %s', (_, hours, count) => expect(weeks(hours)).toBe(count));

it('is of hours after an instant, until another', () =>
  expect([weeks(four, { since: 11 * DAY }), weeks(four, { asOf: 11 * DAY }), weeks([])]).toEqual([2, 2, 0]));
