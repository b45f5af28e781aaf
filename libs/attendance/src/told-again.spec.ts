/** What is told again, in whatever order and however late, changes nothing; rows J6, J7 and C10. */
import type { ClinicEvent } from '#lib/events';
import { attended, booked, closed, day, iso, missed, named, on, opened } from '../../alliance/spec/history.js';
import { foldEpisode, readState, writeState } from '#lib/alliance';
import { after, again, counted, moved, moves, off } from '../spec/calendar.js';
import { nextBooked } from './passing.js';

const voided = (at: number, appointment = 'a7') => on(at, 'appointment.voided', { appointment, cause: 'deleted' });

describe('J6 told again after any number of hours', () => {
  const course = (hours: number): ClinicEvent[] =>
    Array.from({ length: hours }, (_, k) => [
      booked(7 * k, 7 * k + 1, `h${k}`),
      k === 3 ? missed(7 * k + 1, 'client', 'h3') : attended(7 * k + 1, `h${k}`),
    ]).flat();
  const told = (hours: number): ClinicEvent[] => [
    again(missed(22, 'client', 'h3'), 7 * hours + 1),
    again(attended(29, 'h4'), 7 * hours + 2),
    again(booked(28, 29, 'h4'), 7 * hours + 3),
    again(off(28, 'h4'), 7 * hours + 3),
    again(moved(28, 'h4', 29), 7 * hours + 4),
  ];

  it.each([5, 61, 75, 200, 600])('nothing changes after %d hours', (hours) => {
    const before = after(...course(hours));
    const now = after(...course(hours), ...told(hours));
    expect(now.tallies).toMatchObject({
      kept: hours - 1,
      missedByClient: 1,
      cancelledByClient: 0,
      cancelledLateByClient: 0,
    });
    expect([now.lastAttended, now.movesByClient]).toEqual([before.lastAttended, 0]);
  });

  it('a later outcome still takes the place of one that was let go of', () => {
    expect(after(...course(75), again(attended(22, 'h3'), 600)).tallies).toMatchObject({ kept: 75, missedByClient: 0 });
  });

  it('costs less than twenty characters for an old hour', () => {
    const size = (hours: number): number => writeState(foldEpisode([opened(), ...course(hours)])).length;
    expect((size(500) - size(100)) / 400).toBeLessThan(20);
    const state = foldEpisode([opened(), ...course(100)]);
    expect(readState(writeState(state))).toEqual(state);
  });

  it('nothing told after the end counts, and what counted stays', () => {
    expect(counted(...course(5), closed(40), again(attended(29, 'h4'), 50))).toEqual({ kept: 4, missedByClient: 1 });
  });
});

describe('J7 a kept hour told again', () => {
  const start = (at: number, actual: number, id: string) =>
    named(
      id,
      on(at, 'appointment.attended', {
        appointment: 'a7',
        actualStart: iso(actual),
      }),
    );
  it.each<[string, ClinicEvent[], number]>([
    ['two days later', [booked(1, 7), attended(7), again(attended(7), 9)], 7],
    ['that nobody had booked', [attended(7), again(attended(7), 9)], 7],
    ['with the time at which it really began', [booked(1, 7), attended(7), start(9, 7.01, 's')], 7.01],
    ['without that time', [booked(1, 7), start(7.02, 7.01, 's'), again(attended(7), 9)], 7.01],
    ['years later', [booked(1, 7), attended(7), again(attended(7), 1_500)], 7],
  ])('%s stays where it was', (_, events, at) => {
    expect([after(...events).lastAttended, counted(...events)]).toEqual([day(at), { kept: 1 }]);
  });
});

describe('C10a booked and called off at one instant', () => {
  const ids = ['a', 'z'] as const;
  it.each(ids)('is called off, whatever the ids: %s', (id) => {
    const other = id === 'a' ? 'z' : 'a';
    const history = [named(id, booked(1, 7)), named(other, off(1, 'a7', 'practice'))];
    expect([counted(...history), nextBooked(after(...history), day(1))]).toEqual([
      { cancelledByPractice: 1 },
      undefined,
    ]);
  });
  it('beside other hours that were booked at that instant', () => {
    const history = [named('z', booked(1, 7)), booked(1, 14), booked(1, 21), named('a', off(1, 'a7', 'practice'))];
    expect([counted(...history), moves(...history)]).toEqual([{ cancelledByPractice: 1 }, [0, 0, 0]]);
  });
  it.each(ids)('booked and kept is kept, opened and missed is missed: %s', (id) => {
    expect(counted(named(id, attended(7)), named('m', booked(7, 7)))).toEqual({ kept: 1 });
    expect(foldEpisode([named(id, missed(0)), named('m', opened())]).attendance.tallies.missedByClient).toBe(1);
  });
});

describe('C10b missed and voided', () => {
  it.each<[string, ClinicEvent[]]>([
    ['at one instant', [named('z', missed(7)), named('a', voided(7))]],
    ['with the taking back arriving first', [voided(9), missed(7)]],
    ['and told again a year later', [missed(7), voided(9), again(missed(7), 372)]],
    [
      'and booked, moved and called off again later',
      [missed(7), voided(9), again(booked(1, 7), 372), again(moved(2, 'a7', 8), 373), off(374, 'a7')],
    ],
    [
      'with its correction at one instant',
      [
        missed(7),
        named(
          'z',
          on(9, 'appointment.attendance_corrected', {
            appointment: 'a7',
            from: 'missed',
            to: 'missed',
            by: 'client',
          }),
        ),
        named('a', voided(9)),
      ],
    ],
  ])('never counted: %s', (_, events) => {
    const history = [booked(1, 7), ...events];
    expect([counted(...history), moves(...history), after(...history).appointments]).toEqual([{}, [0, 0, 0], []]);
  });

  it('stands again once it is booked for a time ahead', () => {
    const history = [missed(7), voided(9), booked(10, 14, 'a7'), attended(14, 'a7')];
    expect(counted(...history)).toEqual({ kept: 1 });
  });

  it('an error that was corrected and is told again changes nothing', () => {
    const right = on(9, 'appointment.attendance_corrected', {
      appointment: 'a7',
      from: 'missed',
      to: 'attended',
    });
    expect(counted(missed(7), right, again(missed(7), 30))).toEqual({
      kept: 1,
    });
  });
});
