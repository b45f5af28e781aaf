/** Bookings and moves, as a practice tells them: twice, late, from both sides, and of hours that are over. */
import { DAY, MINUTE } from '#lib/kernel';
import type { ClinicEvent } from '#lib/events';
import { attended, booked, cancelled, day, iso, missed, on } from '../../alliance/spec/history.js';
import { after, again, counted, hourAfter, moved, moves, off } from '../spec/calendar.js';
import { nextBooked } from './passing.js';

const MINUTES = MINUTE / DAY;
const next = (at: number, ...events: readonly ClinicEvent[]): number | undefined =>
  nextBooked(after(...events), day(at));
const voided = (at: number, appointment = 'a7') => on(at, 'appointment.voided', { appointment, cause: 'deleted' });
const replaced = (at: number) => cancelled(at, 'a7', { cancelledBy: 'client', replacedBy: 'a9' });
const from = (previousAppointment: string) => ({ previousAppointment });
const left = (start: number) => ({ previousStart: iso(start) });

describe('booked again', () => {
  it.each<[string, ClinicEvent[], object, number | undefined]>([
    ['for a time ahead after it was kept', [attended(7), booked(8, 14, 'a7')], { kept: 1 }, 14],
    ['for a time ahead after it was missed', [missed(7), booked(8, 14, 'a7')], { missedByClient: 1 }, 14],
    ['at the same time after it was called off', [off(2, 'a7'), booked(3, 7, 'a7')], {}, 7],
    ['at another time after it was called off', [off(2, 'a7'), booked(3, 14, 'a7')], {}, 14],
    ['at a third time after it was moved', [moved(2, 'a7', 9), off(3, 'a7'), booked(4, 12, 'a7')], {}, 12],
    ['at its beginning, called off', [off(2, 'a7'), booked(7, 7, 'a7')], { cancelledByClient: 1 }, undefined],
    ['before it was moved', [moved(2, 'a7', 9), again(booked(1, 7), 3)], {}, 9],
    ['before it was moved to another', [moved(2, 'a9', 9, from('a7')), again(booked(1, 7), 3)], {}, 9],
    ['ticked off before it begins', [attended(3, 'a7'), again(booked(1, 7), 4)], { kept: 1 }, undefined],
  ])('%s', (_, events, ...[counts, ahead]) => {
    const history = [booked(1, 7), ...events];
    expect(next(0, ...history)).toBe(ahead === undefined ? undefined : day(ahead));
    expect(
      counted(
        ...history,
        on(40, 'engagement.contact_logged', {
          direction: 'to-client',
          channel: 'phone',
        }),
      ),
    ).toEqual(counts);
  });

  it('when it is over, an hour that nobody had booked stays the one that it is', () => {
    const history = [missed(7), booked(9, 7, 'a7')];
    expect(after(...history).appointments.map(({ status }) => status)).toEqual(['missed']);
  });

  it('the new hour of a move has its time, also where that is told after it', () => {
    expect(next(0, booked(1, 7), replaced(5), booked(10, 9))).toBe(day(9));
    expect(after(booked(1, 7), replaced(5), booked(10, 9), attended(11, 'a9')).lastAttended).toBe(day(9));
  });
});

describe('a move that is told again', () => {
  const there = moved(2, 'a7', 9, left(7));
  const on11 = moved(4, 'a7', 11, left(9));
  it.each<[string, ClinicEvent[], number, number]>([
    ['when the time that it left is over', [there, on11, again(there, 10)], 2, 11],
    ['at the instant of that time', [there, again(moved(1, 'a7', 7), 7)], 1, 9],
    ['of a time that the hour no longer has', [there, on11, again(there, 6)], 2, 11],
  ])('changes nothing: %s', (_, events, ...[count, ahead]) => {
    const history = [booked(1, 7), ...events];
    expect([moves(...history), next(0, ...history)]).toEqual([[count, 0, 0], day(ahead)]);
    expect(hourAfter('a7', ...history)?.moves).toBe(count);
  });

  it('years later changes nothing, also where its hour was let go of', () => {
    const others = Array.from({ length: 80 }, (_, i) => [booked(20 + i, 21 + i), attended(21 + i)]).flat();
    const history = [booked(1, 7), there, on11, attended(11, 'a7'), ...others];
    expect(moves(...history, again(there, 600), again(on11, 601))).toEqual([2, 0, 0]);
    expect(after(...history, again(there, 600)).tallies.kept).toBe(81);
  });

  it('between two appointments counts once, however often either moved before', () => {
    const history = [booked(1, 7), moved(2, 'a7', 8), moved(4, 'a9', 9, from('a7')), moved(5, 'a9', 9, from('a7'))];
    expect([moves(...history), hourAfter('a9', ...history)?.moves]).toEqual([[2, 0, 0], 2]);
  });
});

describe('a move from an hour with an outcome to another appointment', () => {
  const on14 = moved(8, 'b', 14, from('a7'));
  const instead = cancelled(8, 'a7', { cancelledBy: 'client', replacedBy: 'b' });
  const twice = (event: ClinicEvent): ClinicEvent[] => [event, again(event, 8.5)];
  it.each<[string, ClinicEvent[], number]>([
    ['by the old one', [missed(7), ...twice(instead), booked(9, 14, 'b')], 14],
    ['by the new one', [missed(7), ...twice(on14)], 14],
    ['by either', [missed(7), instead, on14, again(instead, 9), again(on14, 9.1)], 14],
    ['after the new one was booked', [attended(7), booked(7.5, 14, 'b'), ...twice(on14)], 14],
    ['of an hour that nobody had booked', [attended(6, 'x'), ...twice(moved(8, 'b', 14, from('x')))], 7],
    ['and the outcome after it', [on14, missed(9, 'client', 'a7'), again(on14, 9.5)], 14],
  ])('counts once, told twice %s', (_, events, ahead) => {
    const history = [booked(1, 7), ...events];
    expect([after(...history).movesByClient, next(0, ...history)]).toEqual([1, day(ahead)]);
  });

  it('counts once, told again years later', () => {
    const others = Array.from({ length: 80 }, (_, i) => [booked(20 + i, 21 + i), attended(21 + i)]).flat();
    const history = [booked(1, 7), missed(7), on14, attended(14, 'b'), ...others];
    expect(moves(...history, again(on14, 600), again(instead, 601))).toEqual([1, 0, 0]);
    expect(after(...history, again(on14, 600), again(instead, 601)).tallies).toMatchObject({
      kept: 81,
      missedByClient: 1,
    });
  });
});

describe('a move that is none of these', () => {
  it('back to the time before, days later, is one more', () => {
    const history = [booked(1, 7), moved(2, 'a7', 9), moved(4, 'a7', 11), moved(5.5, 'a7', 9, left(11))];
    expect([moves(...history), next(0, ...history)]).toEqual([[3, 0, 0], day(9)]);
  });

  it('back after exactly a day is one more, and a minute sooner is none', () => {
    const back = (at: number) => moves(booked(1, 20), moved(2, 'a20', 21), moved(at, 'a20', 20));
    expect([back(3), back(3 - MINUTES)]).toEqual([
      [2, 0, 0],
      [1, 0, 0],
    ]);
  });

  it('back within a day by way of a third time is none', () => {
    const round = [moved(2, 'a20', 21), moved(2.2, 'a20', 22), moved(2.4, 'a20', 20)];
    expect([moves(booked(1, 20), ...round), next(3, booked(1, 20), ...round)]).toEqual([[2, 0, 0], day(20)]);
  });

  it('back within a day is none after any flapping between two others', () => {
    const flap = Array.from({ length: 12 }, (_, i) => moved(2.1 + i / 100, 'a20', i % 2 === 0 ? 22 : 21));
    const history = [booked(1, 20), moved(2, 'a20', 21), ...flap, moved(2.5, 'a20', 20)];
    expect([moves(...history), next(3, ...history)]).toEqual([[2, 0, 0], day(20)]);
  });

  it('twice within minutes is two, of one hour as from one appointment to the next', () => {
    const inPlace = [moved(2, 'a7', 9), moved(2 + 5 * MINUTES, 'a7', 11)];
    const onward = [moved(2, 'b', 9, from('a7')), moved(2 + 5 * MINUTES, 'c', 11, from('b'))];
    expect([moves(booked(1, 7), ...inPlace), moves(booked(1, 7), ...onward)]).toEqual([
      [2, 0, 0],
      [2, 0, 0],
    ]);
  });

  it('remembers the last eight times that an hour left', () => {
    const weekly = Array.from({ length: 12 }, (_, i) => moved(2 + 2 * i, 'a100', 101 + i));
    expect(hourAfter('a100', booked(1, 100), ...weekly)?.left).toHaveLength(8);
  });

  it('told when it is over says where the hour was', () => {
    const late = [booked(1, 7), moved(2, 'a7', 9), moved(10, 'a7', 9.5)];
    expect([moves(...late), after(...late, attended(11, 'a7')).lastAttended]).toEqual([[2, 0, 0], day(9.5)]);
  });
});

describe('a move that is told after its hour was held', () => {
  it.each<[string, object]>([
    ['in place', {}],
    ['from itself', from('a5')],
  ])('%s, says when it was', (_, link) => {
    const history = [booked(1, 5), attended(7, 'a5'), moved(8, 'a5', 7, link)];
    expect([after(...history).lastAttended, after(...history).appointments.length]).toEqual([day(7), 1]);
    expect(hourAfter('a5', ...history)).toMatchObject({
      moves: 1,
      status: 'attended',
      tally: 'kept',
    });
  });

  it('at the instant of the new time, says when it was', () => {
    const history = [booked(1, 5), attended(7, 'a5'), moved(8, 'a5', 8)];
    expect([after(...history).lastAttended, after(...history).appointments.length]).toEqual([day(8), 1]);
  });
});

describe('an appointment that was taken back', () => {
  const gone = [missed(7), voided(9)];
  it('and then moved to a time ahead stands there, and nobody has moved anything', () => {
    const history = [...gone, moved(10, 'a7', 14)];
    expect([moves(...history), next(10, ...history), hourAfter('a7', ...history)?.moves]).toEqual([
      [0, 0, 0],
      day(14),
      0,
    ]);
  });

  it('and then moved to another stays taken back', () => {
    const history = [...gone, moved(10, 'b', 14, from('a7'))];
    expect([moves(...history), next(10, ...history)]).toEqual([[0, 0, 0], day(14)]);
    expect(counted(...history, again(missed(7), 12))).toEqual({});
  });

  it('leaves the others where they are', () =>
    expect(next(9, booked(1, 12), booked(1, 7), booked(2, 13), ...gone)).toBe(day(12)));
});

describe('a move between two appointments', () => {
  it.each<[string, number, number]>([
    ['at the same time', 8, 8],
    ['at a time that the old one had left before', 9, 8],
  ])('gives the new hour that a cancellation named its time: %s', (_, last, start) => {
    const before = [booked(1, 8, 'a'), ...(last === 8 ? [] : [moved(1.5, 'a', last)])];
    const away = cancelled(2, 'a', { cancelledBy: 'client', replacedBy: 'b' });
    const arrival = moved(2.1, 'b', start, { previousAppointment: 'a', previousStart: iso(last) });
    expect(nextBooked(after(...before, away, arrival), day(3))).toBe(day(start));
  });

  const before = [booked(1, 7), moved(2, 'a7', 8)];
  it.each<[string, ClinicEvent[], number]>([
    ['that is told of the new one first', [moved(4, 'a9', 9), moved(5.5, 'a9', 9, from('a7'))], 2],
    ['whose new one was booked before', [booked(3, 9), moved(4, 'a9', 9, from('a7'))], 2],
    ['that is told by the old one first', [replaced(4), moved(4.5, 'a9', 9, from('a7'))], 2],
    ['that is told once', [moved(4, 'a9', 9, from('a7'))], 2],
  ])('carries what was moved before: %s', (_, events, count) => {
    const history = [...before, ...events];
    expect([moves(...history), hourAfter('a9', ...history)?.moves]).toEqual([[count, 0, 0], count]);
    expect([next(5, ...history), counted(...history)]).toEqual([day(9), {}]);
  });

  it('that is booked for another time takes it there', () => {
    const history = [booked(1, 7), booked(1, 9), moved(4, 'a9', 11, from('a7'))];
    expect([moves(...history), next(4, ...history), hourAfter('a9', ...history)?.moves]).toEqual([
      [1, 0, 0],
      day(11),
      1,
    ]);
  });

  it('that has been kept gives it another hour', () => {
    const history = [booked(1, 17), booked(1, 9), attended(9), moved(10, 'a9', 14, from('a17'))];
    expect([counted(...history), next(10, ...history)]).toEqual([{ kept: 1 }, day(14)]);
  });

  it('of which nobody knew the old one left no time that is known', () =>
    expect(hourAfter('b', moved(4, 'b', 9, from('x')))?.left).toEqual([]));

  it('has one old half', () => {
    const both = [moved(5, 'a9', 9), moved(5 + MINUTES, 'a9', 9, from('a7')), off(5 + 2 * MINUTES, 'b')];
    const history = [booked(1, 7), booked(1, 30, 'b'), ...both];
    expect([moves(...history), counted(...history)]).toEqual([[1, 0, 0], { cancelledByClient: 1 }]);
  });
});
