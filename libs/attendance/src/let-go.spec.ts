/** The last kept hour, and what is next, after hundreds of hours, in whatever order they were told and put right. */
import { DAY } from '#lib/kernel';
import type { ClinicEvent } from '#lib/events';
import { attended, booked, day, missed, on } from '../../alliance/spec/history.js';
import { after, again, counted, moved, off } from '../spec/calendar.js';
import { calendarOf, hour } from '../spec/course.js';
import type { Tally } from './attendance-state.js';
import { letGo } from './calendar.js';
import { nextBooked } from './passing.js';

/** As many hours that were called off, from a day on. */
const filler = (count: number, from: number): ClinicEvent[] =>
  Array.from({ length: count }, (_, i) => [
    booked(from + i / 10, from + i / 10 + 3, `f${from}-${i}`),
    off(from + i / 10 + 0.01, `f${from}-${i}`, 'practice'),
  ]).flat();

describe('the last kept hour', () => {
  it.each<[string, ClinicEvent[], number | null]>([
    ['told after a later one', [booked(1, 7), attended(14), attended(15, 'a7')], 14],
    [
      'told after a later one, which turns out missed',
      [booked(1, 7), attended(14), attended(15, 'a7'), missed(16, 'client', 'a14')],
      7,
    ],
    [
      'of three, told in no order',
      [
        booked(0.5, 9),
        booked(0.6, 3),
        booked(0.7, 7),
        attended(20),
        attended(21, 'a9'),
        attended(22, 'a3'),
        attended(23, 'a7'),
        missed(24, 'client', 'a20'),
      ],
      9,
    ],
    [
      'let go of, and then missed after all',
      [booked(0.5, 1), attended(1), ...filler(80, 10), again(missed(1), 40)],
      null,
    ],
    [
      'let go of after an earlier one, and then missed after all',
      [attended(1), attended(4), ...filler(80, 10), again(missed(4), 40)],
      1,
    ],
    [
      'let go of, of which another was missed',
      [attended(4), attended(1.5, 'b'), ...filler(80, 10), attended(40), missed(41, 'client', 'a40')],
      4,
    ],
    [
      'let go of, of an hour that nobody had booked',
      [attended(4), ...filler(80, 10), attended(40), missed(41, 'client', 'a40')],
      4,
    ],
  ])('is right: %s', (_, events, last) => expect(after(...events).lastAttended).toBe(last === null ? null : day(last)));
});

describe('an hour that was let go of', () => {
  const history = [booked(0.5, 1), attended(1), moved(2, 'a1', 500), ...filler(80, 10)];
  it('is not forgotten where its appointment goes on', () => {
    const told = [moved(30, 'a1', 510), again(attended(1), 40), again(booked(0.5, 1), 41)];
    expect(after(...history, ...told).tallies.kept).toBe(1);
    expect(nextBooked(after(...history, ...told), day(50))).toBe(day(510));
  });

  it('takes a later outcome once, however often that is told', () => {
    const told = [again(missed(4), 40), again(missed(4), 41), ...filler(80, 50), again(missed(4), 90)];
    expect(after(attended(4), ...filler(80, 10), ...told).tallies).toMatchObject({ kept: 0, missedByClient: 1 });
  });

  it('stays taken back', () => {
    const void4 = on(40, 'appointment.voided', { appointment: 'a4', cause: 'deleted' });
    const history = [attended(4), ...filler(80, 10), void4, ...filler(80, 50), again(attended(4), 90)];
    expect(counted(...history)).toEqual({ cancelledByPractice: 160 });
  });
});

describe('of hours ahead', () => {
  const days = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
  const at = 100 * DAY;
  const behind = (count: number) => days(1, count).map((n) => hour(n, 'kept'));
  const ahead = (count: number, tally: Tally | null = null) => days(101, count).map((n) => hour(n, tally));

  it('those that are booked are kept beside sixty behind', () => {
    const calendar = calendarOf(...behind(60), ...ahead(350));
    expect(letGo(calendar, at)).toBe(calendar);
  });

  it.each<Tally>(['cancelledByClient', 'cancelledByPractice'])('those that are no more, %s, are not', (tally) =>
    expect(letGo(calendarOf(...ahead(70, tally)), at).appointments).toHaveLength(60),
  );

  it('one without a time is none', () => {
    const awaited = days(1, 70).map((n) => hour(n, null, { start: null }));
    expect(letGo(calendarOf(...awaited), at).appointments).toHaveLength(60);
  });
});
